import type { IDataObject } from 'n8n-workflow';

import { listSearch, type Look } from '../../shared/ask';
import { configurationRefusal } from '../../shared/failure';
import { isRecord } from '../../shared/values';
import { cardsRequest, caseRequest } from '../lists';
import { dataOf, listOf, spry } from '../vendor';
import { joined, matching, numberIn } from './entries';

/** The patient chosen in the form, or the one of the case chosen there. */
async function patientOf(look: Look): Promise<number> {
	const chosen = numberIn(look, 'patientId');
	if (chosen !== undefined) return chosen;
	const caseId = look.parameter('caseId');
	const ofCase = caseId.startsWith('SPRY_CASE_') ? dataOf(await look.ask(caseRequest(caseId))).patient_id : undefined;
	if (typeof ofCase === 'number') return ofCase;
	throw configurationRefusal(
		'Without a patient there are no insurance cards to choose from',
		'Choose the patient or the case above by a fixed ID first, or give the card by its ID.',
	);
}

function cardName({ insurance_payer, plan_name, insurance_number, insurance_card_id }: IDataObject): string {
	const payer = isRecord(insurance_payer) ? insurance_payer.name : undefined;
	return joined(payer, plan_name, insurance_number) || `Card ${String(insurance_card_id)}`;
}

export const searchInsuranceCards = listSearch(spry, async (look) => {
	const cards = listOf(await look.ask(cardsRequest(await patientOf(look))));
	const entries = cards.map((card) => ({ name: cardName(card), value: Number(card.insurance_card_id) }));
	return matching(entries, look.filter);
});
