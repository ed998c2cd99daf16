import type { ActiveFault, Fault, RandomFaults, VendorName } from '../types.mts';
import { describeFault, FAULTS, isFaultKind, type FaultKind } from './fault-kinds.mts';

/** A fault as it affects one request. */
export interface AppliedFault {
	kind: FaultKind;
	/** The vendor carries the request out all the same. */
	stored: boolean;
	/** What `Retry-After` asks for, and the milliseconds between two bytes of a slow answer are a tenth of it. */
	seconds: number;
}

/** Decides which request meets which fault. */
export interface FaultStore {
	add(fault: Fault): void;
	/** Replaces the random faults; undefined ends them. */
	randomise(faults: RandomFaults | undefined): void;
	clear(): void;
	list(): ActiveFault[];
	/** The faults that happen by chance, if any do. */
	random(): RandomFaults | undefined;
	/** The fault for a request that arrives now, if any; fixed ones before random ones. */
	take(vendor: VendorName, operationId: string): AppliedFault | undefined;
}

export function createFaultStore(): FaultStore {
	let active: ActiveFault[] = [];
	let random: { faults: RandomFaults; draw: () => number } | undefined;

	function fixed(vendor: VendorName, operationId: string): AppliedFault | undefined {
		for (const fault of active) {
			if (fault.vendor !== vendor || (fault.operationId ?? operationId) !== operationId) continue;
			if (fault.passing-- > 0) continue;
			fault.met++;
			if (fault.times > 0 && fault.met >= fault.times) active = active.filter((other) => other !== fault);
			return appliedFault(fault);
		}
		return undefined;
	}

	/** One draw for a request, so that the same requests in the same order meet the same faults. */
	function byChance(vendor: VendorName, operationId: string): AppliedFault | undefined {
		if (!random) return undefined;
		const { kinds, probability, operationIds, ...rest } = random.faults;
		if (rest.vendor !== undefined && rest.vendor !== vendor) return undefined;
		if (operationIds && !operationIds.includes(operationId)) return undefined;
		const kind = kinds[Math.floor(random.draw() / probability)];
		return kind && appliedFault({ kind, seconds: rest.seconds ?? 1 });
	}

	return {
		add({ times = 1, after = 0, seconds = 1, ...fault }) {
			active.push({ ...fault, times, after, seconds, passing: after, met: 0 });
		},
		randomise(faults) {
			random = faults && { faults, draw: drawsFrom(faults.seed) };
		},
		clear() {
			active = [];
			random = undefined;
		},
		list: () => active,
		random: () => random?.faults,
		take: (vendor, operationId) => fixed(vendor, operationId) ?? byChance(vendor, operationId),
	};
}

function appliedFault({ kind, seconds, stored }: Pick<ActiveFault, 'kind' | 'seconds' | 'stored'>): AppliedFault {
	return { kind, seconds, stored: kind !== 'reset-before' && (stored ?? describeFault(kind).stored === true) };
}

/** Numbers from 0 up to 1, always the same for a seed (mulberry32). */
function drawsFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;
const isSeconds = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const KINDS = FAULTS.map(({ kind }) => kind).join(', ');

/**
 * Checks a fault that the control API has received.
 * @throws RangeError when a field is wrong or unknown
 */
export function faultOf(given: Record<string, unknown>, vendors: string[]): Fault {
	const { vendor, operationId, kind, times = 1, after = 0, seconds = 1, stored, ...unknown } = given;
	const [unexpected] = Object.keys(unknown);
	if (unexpected !== undefined) throw new RangeError(`${unexpected} is not a field of a fault`);
	if (!vendors.includes(String(vendor))) throw new RangeError(`vendor must be one of ${vendors.join(', ')}`);
	if (operationId !== undefined && typeof operationId !== 'string') throw new RangeError('operationId must be text');
	if (!isFaultKind(kind)) throw new RangeError(`kind must be one of ${KINDS}`);
	if (!isCount(times) || !isCount(after)) throw new RangeError('times and after must be whole numbers from 0');
	if (!isSeconds(seconds)) throw new RangeError('seconds must be a number from 0');
	if (stored !== undefined && typeof stored !== 'boolean') throw new RangeError('stored must be true or false');
	return given as unknown as Fault;
}

/**
 * Checks random faults that the control API has received.
 * @throws RangeError when a field is wrong
 */
export function randomFaultsOf(given: Record<string, unknown>, vendors: string[]): RandomFaults {
	const { vendor, operationIds, kinds, probability, seed, seconds = 1 } = given;
	if (vendor !== undefined && !vendors.includes(String(vendor))) {
		throw new RangeError(`vendor must be one of ${vendors.join(', ')}`);
	}
	if (operationIds !== undefined && !Array.isArray(operationIds)) throw new RangeError('operationIds must be a list');
	if (!Array.isArray(kinds) || kinds.length === 0 || !kinds.every(isFaultKind)) {
		throw new RangeError(`kinds must be a list of ${KINDS}`);
	}
	const isChance = typeof probability === 'number' && probability > 0 && probability * kinds.length <= 1;
	if (!isChance) throw new RangeError('probability must be above 0, and at most 1 for all kinds together');
	if (!isCount(seed)) throw new RangeError('seed must be a whole number from 0');
	if (!isSeconds(seconds)) throw new RangeError('seconds must be a number from 0');
	return given as unknown as RandomFaults;
}
