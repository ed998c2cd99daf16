import { choice, files, flag } from '../../../shared/fields/build';
import { additionalFields, options } from '../../../shared/fields/nested';
import { required, shownWhen } from '../../../shared/fields/vary';
import { UNCHOSEN } from '../../../shared/fields/unchosen';
import { caseSummaryField, patientAgeField, patientNameField, waitLimitField } from '../../fields';
import { LAB_LABEL, RADIOLOGY_LABEL } from './create-request';

export const createFields = [
	required(patientNameField),
	required(patientAgeField),
	choice('patientGender', 'The gender on record. You can give another one with an expression.', {
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
			'Names of the input fields that hold lab reports, separated by commas, or an expression that returns a file. PDF, CSV or text, at most 10 MB each. The analysis reads only PDF files.',
			{ as: false, label: LAB_LABEL, example: 'labReport' },
		),
		files(
			'radiologyFiles',
			'Names of the input fields that hold radiology images, separated by commas, or an expression that returns a file. JPEG or PNG, at most 50 MB each.',
			{ as: false, label: RADIOLOGY_LABEL, example: 'xray1, xray2' },
		),
	),
	options(
		flag(
			'allowDicom',
			'Whether to send DICOM files as radiology images. Use this only if your server converts them. Otherwise MedMitra cannot read them and the case stays in processing forever.',
			{ as: false, label: 'Allow DICOM Files' },
		),
		choice(
			'ifExists',
			'What to do if a case has the same patient name, age, gender and case summary, for example after an interrupted run. To tell visits apart, put an ID of your own into the summary.',
			{
				as: false,
				label: 'If Same Case Exists',
				options: {
					continue: {
						name: 'Continue',
						description: 'Return the existing case, unless its analysis has failed',
					},
					create: { name: 'Create Another', description: 'Create a new case without checking' },
				},
				default: 'create',
			},
		),
		flag('waitForInsights', 'Whether to wait for the analysis to finish and return the case with its insights', {
			as: false,
		}),
		shownWhen({ show: { waitForInsights: [true] } }, waitLimitField),
	),
];
