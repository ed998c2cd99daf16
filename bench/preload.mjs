// @ts-check
/**
 * Preloaded into n8n: counts how often it decrypts a credential, which n8n itself tells nobody. The nodes of
 * bench/package read the count.
 */
import Module from 'node:module';

const counters = { decryptions: 0 };
Reflect.set(globalThis, Symbol.for('carechain.bench'), counters);

/** @typedef {{ prototype: { getData: (...args: unknown[]) => unknown } }} CredentialsClass */
/** @typedef {{ _load: (request: string, ...rest: unknown[]) => unknown }} Loader */
/** @type {Loader} */
const loader = Object(Reflect.get(Module, 'Module') ?? Module);
const load = loader._load;

loader._load = function (request, ...rest) {
	const loaded = load.call(this, request, ...rest);
	if (request !== 'n8n-core') return loaded;
	const { Credentials } = /** @type {{ Credentials?: CredentialsClass }} */ (loaded);
	// While n8n-core is still loading, its class may not be there yet.
	if (Credentials) {
		loader._load = load;
		count(Credentials);
	}
	return loaded;
};

/** @param {CredentialsClass} Credentials */
function count({ prototype }) {
	const { getData } = prototype;
	prototype.getData = function (...args) {
		counters.decryptions += 1;
		return getData.apply(this, args);
	};
}
