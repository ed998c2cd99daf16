/** The made-up data of every stand-in, under the vendor's name. One line for each folder here. */
export { ekaCare } from './eka-care/seed.mts';
export { medMitra } from './med-mitra/seed.mts';
export { spry } from './spry/seed.mts';
