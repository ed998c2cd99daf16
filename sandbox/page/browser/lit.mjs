/**
 * The renderer. The paths are the same for the browser, which the sandbox serves these files to, and for the type check.
 * Text that goes into a template is only ever text, whatever a record is called.
 */
export { html, nothing, render } from '../../../node_modules/lit-html/lit-html.js';
export { live } from '../../../node_modules/lit-html/directives/live.js';
export { repeat } from '../../../node_modules/lit-html/directives/repeat.js';

/** @typedef {import('../../../node_modules/lit-html/lit-html.js').TemplateResult} Template */
