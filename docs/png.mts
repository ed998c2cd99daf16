import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE_LENGTH = 8;
/** Length, type and checksum of a chunk. */
const FRAME = 12;

/**
 * The same picture, compressed as far as PNG allows; browsers compress their screenshots only lightly.
 * @param png a whole PNG file
 */
export function packed(png: Buffer): Buffer {
	const chunks = chunksOf(png);
	const pixels = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
	const tight = { type: 'IDAT', data: deflateSync(pixels, { level: 9, memLevel: 9 }) };
	const [header, ...rest] = chunks;
	const others = rest.filter(({ type }) => type !== 'IDAT' && type !== 'IEND');
	const end = { type: 'IEND', data: Buffer.alloc(0) };
	const written = [...(header ? [header] : []), ...others, tight, end].map(framed);
	return Buffer.concat([png.subarray(0, SIGNATURE_LENGTH), ...written]);
}

interface Chunk {
	type: string;
	data: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
	const chunks: Chunk[] = [];
	for (let at = SIGNATURE_LENGTH; at < png.length; ) {
		const length = png.readUInt32BE(at);
		chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
		at += length + FRAME;
	}
	return chunks;
}

function framed({ type, data }: Chunk): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const checksum = Buffer.alloc(4);
	checksum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, checksum]);
}

/** The checksum that PNG uses. Not every Node that runs this has zlib's own. */
function crc32(bytes: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
	}
	return (crc ^ 0xffffffff) >>> 0;
}
