import type { IHookFunctions } from 'n8n-workflow';

import { configurationRefusal, inputRefusal } from '../../shared/failure';
import { chosenEvents } from '../../shared/trigger/events';
import type { WithParameters } from '../../shared/trigger/webhook-trigger';
import { EVENT_OPTIONS, isAbdm } from './events';

/** How the webhook comes to be known to Eka Care, which takes no registration for ABDM's events by its API. */
export const BY_HAND = 'byHand';

/** n8n shows the webhook URL only where a person has to pass it on. */
export const HIDES_URL = `={{ $parameter["registration"] !== "${BY_HAND}" }}`;

function isByHand(context: WithParameters): boolean {
	return context.getNodeParameter('registration', 'automatic') === BY_HAND;
}

export const byHand = {
	isChosen: isByHand,
	async key(context: Pick<IHookFunctions, 'getCredentials'>): Promise<string> {
		const { webhookKey } = await context.getCredentials('ekaCareApi');
		return typeof webhookKey === 'string' ? webhookKey.trim() : '';
	},
	noKey: () =>
		configurationRefusal(
			'The Eka Care credential has no webhook signing key',
			'Enter the key that you agreed on with Eka Care as Webhook Signing Key in the Eka Care credential.',
		),
};

/**
 * Says before any event is missed that Eka Care would not send it.
 *
 * @throws Refusal
 */
export function assertRegistration(context: WithParameters): void {
	if (isByHand(context)) return;
	const abdm = chosenEvents(context.getNodeParameter('events', []), EVENT_OPTIONS.filter(isAbdm));
	if (abdm.length === 0) return;
	throw inputRefusal(
		'Trigger On',
		`has events that Eka Care registers by hand only: ${abdm.join(', ')}`,
		'Set Registration to By Hand, or remove these events. To receive both kinds, use two Eka Care Trigger nodes.',
	);
}
