import { choice, files, flag } from '../../../shared/fields/build';
import { additionalFields, options } from '../../../shared/fields/nested';
import { required, shownWhen } from '../../../shared/fields/vary';
import { UNCHOSEN } from '../../../shared/fields/unchosen';
import { caseSummaryField, patientAgeField, patientNameField, waitLimitField } from '../../fields';
import { LAB_LABEL, RADIOLOGY_LABEL } from './create-request';

export const createFields = [
	required(patientNameField),
	required(patientAgeField),
	choice('patientGender', 'The gender on record; another one can be given by an expression', {
		// The server takes free text; these are the values its own pages offer.
		as: 'patient_gender',
		required: true,
		options: { Female: 'Female', Male: 'Male', Transgender: 'Transgender' },
		open: true,
		default: UNCHOSEN,
	}),
	required(caseSummaryField),
	additionalFields(
		files(
			'labFiles',
			'Names of the input data fields that hold lab reports (PDF or CSV, at most 10 MB each; a CSV is kept but not read by the analysis), separated by commas, or an expression that yields a file',
			{ as: false, label: LAB_LABEL, example: 'labReport' },
		),
		files(
			'radiologyFiles',
			'Names of the input data fields that hold radiology pictures (JPEG or PNG, at most 50 MB each), separated by commas, or an expression that yields a file',
			{ as: false, label: RADIOLOGY_LABEL, example: 'xray1, xray2' },
		),
	),
	options(
		flag(
			'allowDicom',
			'Whether to send DICOM files as radiology files. MedMitra hands the file as it is to a model that cannot read it, so the case stays in processing for ever, unless your server converts it.',
			{ as: false, label: 'Allow DICOM Files' },
		),
		choice(
			'ifExists',
			'What to do when there is a case with the same patient name, age, gender and case summary, as after a run that was broken off. To tell visits apart put an ID of your own into the summary.',
			{
				as: false,
				label: 'If Same Case Exists',
				options: {
					continue: {
						name: 'Continue',
						description: 'Output the case that is there, unless its analysis has failed',
					},
					create: { name: 'Create Another', description: 'Do not look for one' },
				},
				default: 'create',
			},
		),
		flag('waitForInsights', 'Whether to wait until the analysis has ended, and output the case with its insights', {
			as: false,
		}),
		shownWhen({ show: { waitForInsights: [true] } }, waitLimitField),
	),
];
