/** How a field's value is checked and turned into what the vendor wants. */
export * from './convert-number';
export * from './convert-object';
export { choice, flag, text, textList } from './convert-text';
export * from './convert-time';
