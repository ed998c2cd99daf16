import { choice, text } from '../../../shared/fields/build';
import { personFields } from '../../people-fields';

/** What a user has when created and when changed; `inside` is the vendor's object that holds it, with its dot. */
export function userFields(inside: string) {
	return [
		...personFields(inside),
		text('photoUrl', 'Web address of a photo of the person', {
			as: `${inside}photo_url`,
			example: 'https://example.com/photo.png',
			pattern: /^https?:\/\/[\w.-]+(:\d{1,5})?(\/([\w\-.~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*)?(\?[\w\-.~=&+]*)?$/,
			expects: 'Give a web address, such as https://example.com/photo.png.',
		}),
		choice('status', 'Whether the person can sign in', {
			as: `${inside}status`,
			options: { ACTIVE: 'Active', INACTIVE: 'Inactive' },
			default: 'ACTIVE',
		}),
	];
}
