import type { IDataObject } from 'n8n-workflow';

import { inputRefusal } from '../../../shared/failure';
import type { SendRequest } from '../../../shared/types';
import { cardsRequest, icdCodesRequest } from '../../requests';
import { listOf } from '../../vendor';
import { DIAGNOSIS_LABEL, TREATING_LABEL } from './icd-fields';
import { CARDS_LABEL } from './insurance-fields';

/** Letters and digits of a code: Spry finds codes with and without the dot. */
function bare(code: unknown): string {
	return String(code).replace('.', '').toUpperCase();
}

/** A code that was picked, with Spry's own number for it. One that has its number already stays as it is. */
async function wholeCode(code: IDataObject, label: string, request: SendRequest): Promise<IDataObject> {
	if (code.id !== undefined) return code;
	const answer = await request({ ...icdCodesRequest({ q: String(code.code), rev: 'ICD10' }), isShared: true });
	const found = listOf(answer, 'results').find((hit) => bare(hit.code) === bare(code.code));
	if (found) return { ...code, id: found.id, code: found.code, description: code.description ?? found.description };
	throw inputRefusal(
		label,
		'has a code that Spry does not know',
		'Choose the code from the list, or find it with ICD Code > Search.',
	);
}

/** Codes that were picked, whole; undefined when there are none. */
export async function wholeCodes(
	codes: unknown,
	label: string,
	request: SendRequest,
): Promise<IDataObject[] | undefined> {
	return await oneByOne(codes, async (code) => await wholeCode(code, label, request));
}

/** What a card that was only picked consists of: its number, and the place it takes on the case. */
const NAMES_OF_PICKED = ['insurance_card_id', 'insurance_card_type'];

async function wholeCard(
	card: IDataObject,
	request: SendRequest,
	patientOf: () => Promise<unknown>,
): Promise<IDataObject> {
	if (!Object.keys(card).every((name) => NAMES_OF_PICKED.includes(name))) return card;
	const answer = await request({ ...cardsRequest(await patientOf()), isShared: true });
	const found = listOf(answer).find(({ insurance_card_id }) => insurance_card_id === card.insurance_card_id);
	if (found) return { ...found, ...card };
	throw inputRefusal(
		CARDS_LABEL,
		'has a card that is not one of the patient',
		'Choose the card from the list, or find it with Patient > Get Insurance Cards.',
	);
}

async function oneByOne(
	list: unknown,
	whole: (entry: IDataObject) => Promise<IDataObject>,
): Promise<IDataObject[] | undefined> {
	if (!Array.isArray(list)) return undefined;
	const records: IDataObject[] = [];
	for (const entry of list as IDataObject[]) records.push(await whole(entry));
	return records;
}

/**
 * The body of a case with whole objects in place of the codes and cards that were only picked. What is the same for
 * several items is asked for once.
 *
 * @param patientOf gives the ID of the patient whose cards are meant; asked only when there are cards to look up
 * @throws Refusal naming the field with a code or card that Spry does not have
 */
export async function withWholeRecords(
	body: IDataObject,
	request: SendRequest,
	patientOf: () => Promise<unknown>,
): Promise<IDataObject> {
	const lists = {
		icd_codes: await wholeCodes(body.icd_codes, DIAGNOSIS_LABEL, request),
		treating_icd_codes: await wholeCodes(body.treating_icd_codes, TREATING_LABEL, request),
		insurance_card_list: await oneByOne(
			body.insurance_card_list,
			async (card) => await wholeCard(card, request, patientOf),
		),
	};
	const given = Object.entries(lists).filter(([, list]) => list !== undefined);
	return { ...body, ...Object.fromEntries(given) } as IDataObject;
}
