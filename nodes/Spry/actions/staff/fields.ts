import type { Field } from '../../../shared/types';
import { line, pick } from '../../inputs';
import { personFields } from '../../people-fields';

/** What a user has when created and when changed; `inside` is the vendor's object that holds it. */
export function userFields(inside: string): Field[] {
	return [
		...personFields(inside),
		line(
			`${inside}.photo_url`,
			{
				displayName: 'Photo URL',
				placeholder: 'e.g. https://example.com/photo.png',
				description: 'Address of a picture of the person',
			},
			{
				pattern:
					/^https?:\/\/[\w.-]+(:\d{1,5})?(\/([\w\-.~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*)?(\?[\w\-.~=&+]*)?$/,
				expects: 'Give a web address, such as https://example.com/photo.png.',
			},
		),
		pick(
			`${inside}.status`,
			{ displayName: 'Status', description: 'Whether the person can sign in' },
			{ ACTIVE: 'Active', INACTIVE: 'Inactive' },
		),
	];
}
