import fc from 'fast-check';

/** Texts that have broken programs before. */
const HOSTILE = [
	...['../x?y', '..', '.', '/', '\\', '%00', '%2e%2e', 'a b', "' OR 1=1 --", '<script>alert(1)</script>', '${1+1}'],
	...[
		'{{ 1 + 1 }}',
		'\u0000',
		'a\r\nX-Injected: yes',
		'\ud800',
		'\u202etxt',
		'é',
		'日本',
		'😀',
		' '.repeat(20),
		'0',
		'-0',
	],
	...[
		'NaN',
		'Infinity',
		'1e309',
		'9007199254740993',
		'00123',
		'0x10',
		'true',
		'null',
		'undefined',
		'[object Object]',
	],
	...['__proto__', 'constructor', '2026-02-30', '2026-13-01T00:00', '0000-00-00', '99999-01-01', 'x'.repeat(70_000)],
];
const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string(), fc.string({ unit: 'binary' }));
const scalar = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
/** Any JSON, hostile texts among it. */
export const json = fc.oneof(scalar, fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>);
