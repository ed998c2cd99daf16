import { inputRefusal } from '../../../shared/failure';
import { choice, jsonObject } from '../../../shared/convert';
import type { Field, Place } from '../../../shared/types';
import { isRecord } from '../../../shared/values';

function assertCard(card: Record<string, unknown>, place: Place): void {
	if (Number.isSafeInteger(card.insurance_card_id) && Number(card.insurance_card_id) > 0) return;
	throw inputRefusal(
		place.label,
		'is not an insurance card of Spry',
		'Give a whole card of the patient as Spry returns it, with its insurance_card_id.',
	);
}

/** The cards of the patient as Spry returns them, each with the place it takes on this case. */
export const insuranceCardsField: Field = {
	displayName: 'Insurance Cards',
	name: 'insuranceCardList',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Insurance Card',
	default: {},
	description: 'The insurance cards that pay for the case',
	fromVendor: ({ insurance_card_type, insuranceCardType, ...card }) => ({
		card,
		insuranceCardType: insurance_card_type ?? insuranceCardType,
	}),
	sends: {
		as: 'insurance_card_list',
		convert: (cards) =>
			(cards as Array<Record<string, unknown>>).map(({ card, ...type }) => ({
				...(isRecord(card) ? card : {}),
				...type,
			})),
	},
	options: [
		{
			displayName: 'Insurance Card',
			name: 'cards',
			values: [
				{
					displayName: 'Card',
					name: 'card',
					type: 'json',
					default: '{}',
					required: true,
					placeholder: 'e.g. {{ $json.cards[0] }}',
					description: 'The whole card of the patient as Spry returns it, as JSON or from an expression',
					sends: jsonObject('card', assertCard),
				},
				{
					displayName: 'Type',
					name: 'insuranceCardType',
					type: 'options',
					options: [
						{ name: 'Primary', value: 'PRIMARY' },
						{ name: 'Secondary', value: 'SECONDARY' },
						{ name: 'Tertiary', value: 'TERTIARY' },
					],
					default: 'PRIMARY',
					required: true,
					description: 'In which order the card pays',
					sends: choice('insurance_card_type'),
				},
			],
		},
	],
};
