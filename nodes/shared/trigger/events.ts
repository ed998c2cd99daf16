/**
 * The events that were chosen, each once and sorted, so that two choices can be compared.
 *
 * @param given the value of the parameter, which an expression may have made
 * @param known the options of the parameter
 */
export function chosenEvents(given: unknown, known: ReadonlyArray<{ value: unknown }>): string[] {
	const list: unknown[] = Array.isArray(given) ? given : String(given ?? '').split(',');
	const names = known.map(({ value }) => String(value));
	return [...new Set(list.map((event) => String(event).trim()))].filter((event) => names.includes(event)).sort();
}
