import type { IncomingHttpHeaders } from 'node:http';

/** Names of this machine; a page that renames itself to 127.0.0.1 in the DNS still sends its own name. */
const THIS_MACHINE = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Why a request to the control address is refused: it comes from another web page than the sandbox's own, as these
 * headers of the browser show. Scripts and tests send only `Host`.
 *
 * @returns undefined when it may
 */
export function reasonToRefuse(method: string, headers: IncomingHttpHeaders): string | undefined {
	const { host = '', origin } = headers;
	if (!THIS_MACHINE.test(host)) return `${host || 'no host'} is not a name of this machine`;
	if (origin !== undefined && origin !== `http://${host}`) return `pages of ${origin} may not control the sandbox`;
	const site = headers['sec-fetch-site'] ?? 'none';
	if (site === 'same-origin' || site === 'none') return undefined;
	// A link on another page may open this page: that changes nothing and shows nothing to the other page.
	const isLink =
		method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
	return isLink ? undefined : 'other pages may not control the sandbox';
}
