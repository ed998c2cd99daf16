/**
 * The renderer. The sandbox serves these files under the same paths, so that browser and type check find them alike.
 * A value in a template is always shown as text, never as markup.
 */
export { html, nothing, render } from '../../../node_modules/lit-html/lit-html.js';
export { live } from '../../../node_modules/lit-html/directives/live.js';
export { repeat } from '../../../node_modules/lit-html/directives/repeat.js';

/** @typedef {import('../../../node_modules/lit-html/lit-html.js').TemplateResult} Template */
