import type { IncomingHttpHeaders } from 'node:http';

/** Names of this machine; a page that renames itself to 127.0.0.1 in the DNS still sends its own name. */
const THIS_MACHINE = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Why a request may not speak to the control address: it comes from a web page that is not the sandbox's own, which
 * the browser tells by these headers. Scripts and tests send none of them but `Host`.
 *
 * @returns undefined when it may
 */
export function reasonToRefuse(method: string, headers: IncomingHttpHeaders): string | undefined {
	const { host = '', origin } = headers;
	if (!THIS_MACHINE.test(host)) return `${host || 'no host'} is not a name of this machine`;
	if (origin !== undefined && origin !== `http://${host}`) return `pages of ${origin} may not control the sandbox`;
	const site = headers['sec-fetch-site'] ?? 'none';
	if (site === 'same-origin' || site === 'none') return undefined;
	// A link on another page may lead here; that changes nothing and shows nothing to that page.
	const isLink =
		method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
	return isLink ? undefined : 'other pages may not control the sandbox';
}
