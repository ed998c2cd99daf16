import { inputRefusal } from '../../../shared/failure';
import { choice, json } from '../../../shared/fields/build';
import { groups } from '../../../shared/fields/nested';
import type { Place } from '../../../shared/types';
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
export const insuranceCardsField = groups('insuranceCardList', 'The insurance cards that pay for the case', {
	as: 'insurance_card_list',
	label: CARDS_LABEL,
	entry: 'Insurance Card',
	entryName: 'cards',
	convert: (cards, place) =>
		(cards as Array<Record<string, unknown>>).map((entry, index) => cardOf(entry, place, index + 1)),
	fromVendor: ({ insurance_card_type, insuranceCardType, ...card }) => ({
		card,
		insuranceCardType: insurance_card_type ?? insuranceCardType,
	}),
	fields: [
		insuranceCardLocator("The patient's insurance card", { as: 'insurance_card_id' }),
		choice('insuranceCardType', 'The order in which the cards are billed', {
			as: 'insurance_card_type',
			label: 'Type',
			required: true,
			options: { PRIMARY: 'Primary', SECONDARY: 'Secondary', TERTIARY: 'Tertiary' },
			default: 'PRIMARY',
		}),
		json('card', 'Instead of choosing a card, the full card as Spry returns it, as JSON or from an expression', {
			as: 'card',
			label: 'Whole Card',
			example: '{{ $json.cards[0] }}',
			check: assertCard,
		}),
	],
});
