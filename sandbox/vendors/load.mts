import { kebabCase } from '../shared/names.mts';
import type { House, StandIn, Vendor } from '../shared/vendor.mts';
import type { VendorName } from '../types.mts';
import { SETTINGS } from './settings.mts';

/**
 * Builds the stand-in of every vendor from its folder.
 * @throws Error when a folder does not export a stand-in
 */
export async function loadVendors(house: House): Promise<Vendor[]> {
	const names = Object.keys(SETTINGS) as VendorName[];
	return await Promise.all(
		names.map(async (name) => {
			const file = `./${kebabCase(name)}/index.mts`;
			const { standIn } = (await import(file)) as { standIn?: StandIn };
			if (!standIn) throw new Error(`sandbox/vendors/${file} must export standIn`);
			const { create, ...rest } = standIn;
			return { ...create(house), ...rest, name };
		}),
	);
}
