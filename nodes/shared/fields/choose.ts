/** One of a list of options. */
export interface Option {
	name: string;
	value: string;
}

/** A spelling without what people vary: case, blanks, hyphens and underscores. */
function folded(spelling: string): string {
	return spelling.toLowerCase().replace(/[\s_-]+/g, '');
}

/** How records from elsewhere write the administrative genders of HL7, by the name that our options have. */
const GENDER_SPELLINGS: Record<string, string[]> = {
	female: ['f', 'w', 'woman', 'girl'],
	male: ['m', 'man', 'boy'],
	other: ['o', 'oth'],
	unknown: ['u', 'unk'],
};

/** The option that a text means: by its value, else by its value or name in another spelling. */
export function optionFor(given: string, options: Option[]): Option | undefined {
	const wanted = folded(given);
	const named = (spelling: string) =>
		options.find(({ name, value }) => folded(value) === spelling || folded(name) === spelling);
	const found = options.find(({ value }) => value === given) ?? named(wanted);
	if (found || !named('female') || !named('male')) return found;
	const gender = Object.keys(GENDER_SPELLINGS).find((name) => GENDER_SPELLINGS[name]?.includes(wanted));
	return gender === undefined ? undefined : named(gender);
}
