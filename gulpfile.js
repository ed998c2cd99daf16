'use strict';

/**
 * The parts of the build that come after `n8n-node build`, on the compiled package in `dist`.
 *
 *   gulp build:icons    checks the icons of every compiled node and credential and optimises them into `dist`
 *   gulp pack:vendors   writes a package for each vendor, with its sources and its build, into `release/out`
 */
const { existsSync, readdirSync, rmSync } = require('node:fs');
const { basename, dirname, join, relative, resolve, sep } = require('node:path');
const { Transform } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { XMLParser, XMLValidator } = require('fast-xml-parser');
const gulp = require('gulp');
const { optimize } = require('svgo');

const THEMES = ['light', 'dark'];
/** The folders of the package that ship; the only ones whose pictures belong into `dist`. */
const SHIPPED = new Set(['credentials', 'icons', 'nodes']);
const FORBIDDEN_ELEMENTS = new Set(['script', 'foreignObject', 'image', 'iframe', 'style', 'animate', 'set']);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/**
 * Checks the icons of all compiled nodes and credentials, then writes each, optimised, to its place in `dist`.
 * Rejects with one message that lists every fault with the file it is in; writes no icon in that case.
 */
async function buildIcons() {
	const root = process.cwd();
	removeStrays(join(root, 'dist'));
	const { icons, faults } = findIcons(root);
	faults.push(...(await collectFaults(root, icons)));
	if (faults.length > 0)
		throw new Error(`The icons are not fit to ship:\n${faults.map((f) => `  - ${f}`).join('\n')}`);

	await pipeline(
		gulp.src(icons, { cwd: root, base: root }),
		eachFile((file) => {
			const shown = relativePath(root, file.path);
			const { data } = optimize(file.contents.toString('utf8'), { path: file.path, multipass: true });
			const fault = faultsOf(data)[0];
			if (fault) throw new Error(`${shown}: after optimising, ${fault}`);
			file.contents = Buffer.from(data);
		}),
		gulp.dest(join(root, 'dist')),
	);
}
buildIcons.displayName = 'build:icons';
buildIcons.description = 'Checks the icons of every node and credential and optimises them into dist';

/** Writes the packages of one vendor each; the build must have been made. */
async function packVendors() {
	const [{ outFolder }, { emitPart }, { partNames }] = await Promise.all([
		import('./release/artifacts.mjs'),
		import('./release/parts.mjs'),
		import('./release/project.mjs'),
	]);
	for (const name of partNames()) console.log(emitPart(name, outFolder));
}
packVendors.displayName = 'pack:vendors';
packVendors.description = 'Writes a package for each vendor into release/out';

/** `n8n-node build` copies every picture of the project into `dist`, those of the demo's n8n and of the docs as well. */
function removeStrays(dist) {
	if (!existsSync(dist)) return;
	for (const name of readdirSync(dist)) {
		if (!SHIPPED.has(name)) rmSync(join(dist, name), { recursive: true, force: true });
	}
}

/** Reads each icon and lists what is wrong with it. */
async function collectFaults(root, icons) {
	if (icons.length === 0) return [];
	const faults = [];
	await pipeline(
		gulp.src(icons, { cwd: root, base: root }),
		eachFile((file) => {
			const shown = relativePath(root, file.path);
			faults.push(...faultsOf(file.contents.toString('utf8')).map((fault) => `${shown}: ${fault}`));
		}),
		async (files) => {
			for await (const _file of files);
		},
	);
	return faults;
}

/**
 * Asks every compiled node and credential for its icons.
 * @returns {{ icons: string[], faults: string[] }} the SVG sources, relative to root; what is missing, ready to be shown
 */
function findIcons(root) {
	const dist = join(root, 'dist');
	const compiled = existsSync(dist)
		? readdirSync(dist, { recursive: true }).filter((file) => /\.(node|credentials)\.js$/.test(file))
		: [];
	if (compiled.length === 0) {
		return { icons: [], faults: ['dist: holds no compiled node or credential; run the build first'] };
	}
	const icons = new Set();
	const faults = [];
	for (const file of compiled.sort()) {
		const path = join(dist, file);
		const shown = relativePath(root, path);
		const icon = iconOf(path);
		for (const theme of THEMES) {
			const reference = typeof icon === 'object' ? icon?.[theme] : undefined;
			if (typeof reference !== 'string' || !/^file:.+\.svg$/.test(reference)) {
				faults.push(`${shown}: has no ${theme} icon of the form "file:<path>.svg"`);
				continue;
			}
			const inDist = resolve(dirname(path), reference.slice('file:'.length));
			const source = join(root, relative(dist, inDist));
			if (!inDist.startsWith(dist + sep)) faults.push(`${shown}: its ${theme} icon lies outside the package`);
			else if (!existsSync(source))
				faults.push(`${relativePath(root, source)}: missing, the ${theme} icon of ${shown}`);
			else icons.add(relativePath(root, source));
		}
		if (icon?.light !== undefined && icon.light === icon.dark) {
			faults.push(`${shown}: uses one file for both themes, light and dark`);
		}
	}
	return { icons: [...icons], faults };
}

/** The icon a compiled class declares: on the description of a node, on a credential itself. */
function iconOf(path) {
	const className = basename(path).split('.')[0];
	const Compiled = require(path)[className];
	if (typeof Compiled !== 'function') throw new Error(`${path}: does not export a class named ${className}`);
	const instance = new Compiled();
	return instance.description ? instance.description.icon : instance.icon;
}

/**
 * What keeps an SVG from being an icon: it must parse, be square, scale (have a viewBox) and stand for itself.
 * @param {string} svg
 * @returns {string[]}
 */
function faultsOf(svg) {
	const validity = XMLValidator.validate(svg);
	if (validity !== true) return [`is not well-formed XML: ${validity.err.msg} (line ${validity.err.line})`];
	if (/<!(DOCTYPE|ENTITY)/i.test(svg)) return ['declares a document type, which an icon does not need'];
	const elements = flatten(
		new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', preserveOrder: true }).parse(svg),
	);
	const [root] = elements;
	if (root?.name !== 'svg') return ['is not an SVG: its outermost element is not <svg>'];
	if (root.attributes.xmlns !== 'http://www.w3.org/2000/svg') return ['is not an SVG: the namespace is missing'];
	return [...shapeFaults(root.attributes), ...elements.flatMap(contentFaults)];
}

function shapeFaults({ viewBox, width, height }) {
	if (viewBox === undefined) return ['has no viewBox, so it cannot be scaled'];
	const box = String(viewBox)
		.trim()
		.split(/[\s,]+/);
	const faults = [];
	if (box.length !== 4 || !box.every((part) => NUMBER.test(part)) || !(Number(box[2]) > 0)) {
		faults.push(`has a viewBox that is not four numbers: "${viewBox}"`);
	} else if (Number(box[2]) !== Number(box[3])) {
		faults.push(`is not square: its viewBox is ${box[2]} wide and ${box[3]} high`);
	}
	if (width !== height) faults.push(`is not square: width is "${width ?? ''}" and height is "${height ?? ''}"`);
	return faults;
}

function contentFaults({ name, attributes }) {
	const faults = FORBIDDEN_ELEMENTS.has(name.split(':').pop()) ? [`contains <${name}>, which an icon must not`] : [];
	for (const [attribute, value] of Object.entries(attributes)) {
		if (/^on/i.test(attribute)) faults.push(`runs a script: the attribute "${attribute}" of <${name}>`);
		const link = /^(.+:)?href$/i.test(attribute) && !String(value).trim().startsWith('#');
		const url = /url\(\s*['"]?(?!['"]?\s*#)/i.test(value);
		if (link || url) faults.push(`refers to something outside itself: "${attribute}" of <${name}>`);
	}
	return faults;
}

/** The elements of a parsed document in document order. */
function flatten(nodes) {
	return nodes.flatMap((node) => {
		const name = Object.keys(node).find((key) => key !== ':@' && !/^[#?]/.test(key));
		if (name === undefined) return [];
		return [{ name, attributes: node[':@'] ?? {} }, ...flatten(node[name])];
	});
}

/** A stream that hands each file to a function and passes it on. */
function eachFile(change) {
	return new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			try {
				change(file);
				done(null, file);
			} catch (error) {
				done(error);
			}
		},
	});
}

function relativePath(root, path) {
	return relative(root, path).split(sep).join('/');
}

exports['build:icons'] = buildIcons;
exports['pack:vendors'] = packVendors;
exports.default = gulp.series(buildIcons);
