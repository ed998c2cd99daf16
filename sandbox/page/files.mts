import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Answer } from '../shared/vendor.mts';

const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
};

/** Everything from the sandbox itself, nothing in line, and text never becomes markup. */
const POLICY = [
	...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"],
	...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
	...["require-trusted-types-for 'script'", "trusted-types 'none'"],
].join('; ');

export const PAGE_HEADERS: Record<string, string> = {
	'content-security-policy': POLICY,
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'no-referrer',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'cache-control': 'no-store',
};

/** The files of the page by their path. They are read once: nothing but these can be asked for. */
export function pageFiles(): Map<string, Answer> {
	const folders: Array<[string, URL]> = [
		['/page/', new URL('./browser/', import.meta.url)],
		['/icons/', new URL('../../icons/', import.meta.url)],
	];
	const files = new Map<string, Answer>();
	for (const [path, folder] of folders) {
		for (const name of readdirSync(folder)) {
			const type = TYPES[extname(name)];
			if (type === undefined) continue;
			const raw = { type, content: readFileSync(new URL(name, folder)) };
			files.set(name === 'index.html' ? '/' : path + name, { status: 200, raw, headers: PAGE_HEADERS });
		}
	}
	return files;
}
