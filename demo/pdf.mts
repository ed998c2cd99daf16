/**
 * Makes a small, valid one-page PDF (A4, Helvetica) of text lines, good enough for any reader and for text extraction.
 * Characters outside Latin-1 lose their accents or become question marks: the standard fonts do not have them.
 * @param lines the first one is set as a heading; at most about 45 fit
 */
export function makePdf(lines: string[]): Buffer {
	const text = lines.map((line, index) => textLine(line, index)).join('\n');
	const content = `BT\n${text}\nET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
		`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
	];
	let body = '%PDF-1.4\n';
	const offsets = objects.map((object, index) => {
		const offset = body.length;
		body += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return offset;
	});
	const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
	const size = objects.length + 1;
	const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
	return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`, 'latin1');
}

function textLine(line: string, index: number): string {
	const size = index === 0 ? 16 : 11;
	const move = index === 0 ? '60 780 Td' : `0 ${index === 1 ? -30 : -16} Td`;
	return `/F1 ${size} Tf ${move} (${escape(line)}) Tj`;
}

function escape(line: string): string {
	const latin = [...line.normalize('NFC')].map((char) => (char <= '\u00ff' ? char : plain(char))).join('');
	return latin.replace(/[\\()]/g, '\\$&');
}

function plain(char: string): string {
	const [base = '?'] = [...char.normalize('NFD')];
	return base <= '\u00ff' ? base : '?';
}
