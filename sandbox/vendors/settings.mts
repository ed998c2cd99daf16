import { commonSettings, type SettingsTable } from '../shared/settings.mts';
import { settings as ekaCare } from './eka-care/settings.mts';
import { settings as medMitra } from './med-mitra/settings.mts';
import { settings as spry } from './spry/settings.mts';

/** The settings of every stand-in under the vendor's name: one for each folder here. The page shows them in this order. */
export const SETTINGS = { spry, ekaCare, medMitra };

/** Every setting there is, by name; no two vendors use the same name. */
export const ALL_SETTINGS = Object.assign({}, commonSettings, ...Object.values(SETTINGS)) as SettingsTable;
