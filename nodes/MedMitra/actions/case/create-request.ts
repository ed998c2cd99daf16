import type { FileReference, ItemInput, Part, RequestSpec } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { userIdOf } from '../../requests';
import { filePartsOf, LAB, RADIOLOGY, RADIOLOGY_WITH_DICOM } from '../../files';

export const LAB_LABEL = 'Lab Report Files';

export const RADIOLOGY_LABEL = 'Radiology Images';

/**
 * The request that creates a case: the texts, then the files of both categories, all checked before.
 *
 * @throws Refusal naming the field that cannot be sent
 */
export async function createRequest(input: ItemInput): Promise<RequestSpec> {
	const { account, body, params } = input;
	const userId = userIdOf(account);
	const references = (value: unknown) => (value ?? []) as FileReference[];
	const lab = input.files(references(params.labFiles), LAB_LABEL);
	const radiology = input.files(references(params.radiologyFiles), RADIOLOGY_LABEL);
	const pictures = params.allowDicom === true ? RADIOLOGY_WITH_DICOM : RADIOLOGY;
	const values: Part[] = Object.entries({ user_id: userId, ...body }).map(([name, value]) => ({
		name,
		content: String(value),
	}));
	return {
		method: 'POST',
		path: '/cases/create_case',
		multipart: [
			...values,
			...(await filePartsOf(lab, LAB, LAB_LABEL)),
			...(await filePartsOf(radiology, pictures, RADIOLOGY_LABEL)),
		],
		isComplete: ({ body: answer }) => isRecord(answer) && isRecord(answer.case),
	};
}
