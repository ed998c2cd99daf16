export interface Column<Row> {
	title: string;
	value: (row: Row) => string | number | null;
	/** Longer values are cut and end in an ellipsis. */
	width?: number;
}

/** Draws rows as a table of plain text, columns as wide as their longest value, numbers to the right. */
export function drawTable<Row>(rows: Row[], columns: Array<Column<Row>>): string {
	const cells = rows.map((row) => columns.map((column) => cell(column.value(row), column.width)));
	const widths = columns.map((column, index) =>
		Math.max(displayWidth(column.title), ...cells.map((line) => displayWidth(line[index]?.text ?? ''))),
	);
	const head = columns.map((column, index) => pad(column.title, widths[index] ?? 0, false));
	const rule = widths.map((width) => '─'.repeat(width));
	const body = cells.map((line) => line.map(({ text, right }, index) => pad(text, widths[index] ?? 0, right)));
	return [head, rule, ...body].map((line) => line.join('  ').trimEnd()).join('\n');
}

function cell(value: string | number | null, width = 60): { text: string; right: boolean } {
	const text = value === null ? '–' : String(value).replace(/\s+/g, ' ');
	const short = [...text].length > width ? `${[...text].slice(0, width - 1).join('')}…` : text;
	return { text: short, right: typeof value === 'number' };
}

function pad(text: string, width: number, right: boolean): string {
	const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
	return right ? `${space}${text}` : `${text}${space}`;
}

/** Columns a text takes in a terminal; enough for letters with combining marks. */
function displayWidth(text: string): number {
	return [...text.normalize('NFC').replace(/\p{Mn}/gu, '')].length;
}
