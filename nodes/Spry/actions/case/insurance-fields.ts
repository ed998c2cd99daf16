import { inputRefusal } from '../../../shared/failure';
import { choice, jsonObject } from '../../../shared/fields/convert';
import type { Field, Place } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { insuranceCardLocator } from '../../fields';

export const CARDS_LABEL = 'Insurance Cards';

function assertCard(card: Record<string, unknown>, place: Place): void {
	// The editor starts a JSON field with an empty object.
	if (Object.keys(card).length === 0) return;
	if (Number.isSafeInteger(card.insurance_card_id) && Number(card.insurance_card_id) > 0) return;
	throw inputRefusal(
		place.label,
		'is not an insurance card of Spry',
		'Give a whole card of the patient as Spry returns it, with its insurance_card_id.',
	);
}

/** One object out of what was picked or given: `{ insurance_card_id, insurance_card_type }` when picked. */
function cardOf(entry: Record<string, unknown>, place: Place, number: number): object {
	const { card, ...named } = entry;
	const label = `${place.label} ${number}`;
	if (!isRecord(card) && named.insurance_card_id === undefined) {
		throw inputRefusal(label, 'names no card', 'Choose the card, or give the whole card as Spry returns it.');
	}
	if (isRecord(card) && ![undefined, card.insurance_card_id].includes(named.insurance_card_id)) {
		throw inputRefusal(label, 'names two cards', 'Choose the card, or give the whole card, not both.');
	}
	return { ...(isRecord(card) ? card : {}), ...named };
}

/** The cards of the patient, each with the place it takes on this case. */
export const insuranceCardsField: Field = {
	displayName: CARDS_LABEL,
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
		convert: (cards, place) =>
			(cards as Array<Record<string, unknown>>).map((entry, index) => cardOf(entry, place, index + 1)),
	},
	options: [
		{
			displayName: 'Insurance Card',
			name: 'cards',
			values: [
				insuranceCardLocator('The card of the patient', 'insurance_card_id'),
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
				{
					displayName: 'Whole Card',
					name: 'card',
					type: 'json',
					default: '{}',
					placeholder: 'e.g. {{ $json.cards[0] }}',
					description:
						'In place of choosing one: the whole card of the patient as Spry returns it, as JSON or from an expression',
					sends: jsonObject('card', assertCard),
				},
			],
		},
	],
};
