import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Answer } from '../shared/vendor.mts';

const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
};

/**
 * Everything comes from the sandbox itself, nothing is inline, and text never becomes markup: only the renderer may parse
 * its own templates. The style sheet contains its small images as data.
 */
const POLICY = [
	...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"],
	...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
	...["require-trusted-types-for 'script'", 'trusted-types lit-html'],
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

/** Folders of this project that the page takes files from, by the path under which they are served. */
const FOLDERS = {
	'/page/': 'sandbox/page/browser/',
	'/icons/': 'icons/',
	'/node_modules/lit-html/': 'node_modules/lit-html/',
	'/node_modules/lit-html/directives/': 'node_modules/lit-html/directives/',
};
const STYLE_SHEET = 'node_modules/@picocss/pico/css/pico.min.css';
const inProject = (path: string) => new URL(`../../${path}`, import.meta.url);

/** The files of the page by their path. They are read once: nothing but these can be asked for. */
export function pageFiles(): Map<string, Answer> {
	const files = new Map<string, Answer>();
	const add = (path: string, file: string) => {
		const type = TYPES[extname(file)];
		if (type === undefined) return;
		files.set(path, { status: 200, raw: { type, content: readFileSync(inProject(file)) }, headers: PAGE_HEADERS });
	};
	for (const [path, folder] of Object.entries(FOLDERS)) {
		for (const name of readdirSync(inProject(folder)))
			add(name === 'index.html' ? '/' : path + name, folder + name);
	}
	add('/page/pico.min.css', STYLE_SHEET);
	return files;
}
