/**
 * Made-up data the sandbox starts with. Nobody in here exists; every secret is worthless by design.
 * The demo, the examples and the tests take their ids from here.
 */
export { ekaCare } from './seed/eka-care.mts';
export { medMitra } from './seed/med-mitra.mts';
export { spry } from './seed/spry.mts';
