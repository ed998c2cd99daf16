import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Mail {
	from: string;
	to: string[];
	subject: string;
	text: string;
}

export interface MailServer {
	port: number;
	/** What has arrived so far, oldest first. */
	mails: Mail[];
	/** Refuses the next mails until it is set back. */
	isRefusing: boolean;
	close(): Promise<void>;
}

/**
 * Takes e-mails by SMTP on the loopback address, without encryption or login, and keeps them for a test to read. It
 * understands messages of one text part, which is what the templates send.
 */
export async function startMailServer(): Promise<MailServer> {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		// A client that breaks off has read what it needed.
		socket.on('error', () => socket.destroy());
		converse(socket, started);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const started: MailServer = {
		port: (server.address() as AddressInfo).port,
		mails: [],
		isRefusing: false,
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return started;
}

function converse(socket: Socket, server: MailServer): void {
	const say = (line: string) => socket.write(`${line}\r\n`);
	const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? '';
	let envelope = { from: '', to: [] as string[] };
	let isData = false;
	let waiting = '';

	function take(line: string): void {
		const command = line.slice(0, 4).toUpperCase();
		if (command === 'DATA' && server.isRefusing) return void say('452 Not now');
		if (command === 'DATA') {
			isData = true;
			return void say('354 Go on');
		}
		if (command === 'MAIL') envelope = { from: addressIn(line), to: [] };
		if (command === 'RCPT') envelope.to.push(addressIn(line));
		if (command === 'QUIT') return void socket.end('221 Bye\r\n');
		say('250 Fine');
	}

	socket.setEncoding('latin1');
	socket.on('data', (chunk: string) => {
		waiting += chunk;
		for (;;) {
			const mark = isData ? '\r\n.\r\n' : '\r\n';
			const end = waiting.indexOf(mark);
			if (end < 0) return;
			const piece = waiting.slice(0, end);
			waiting = waiting.slice(end + mark.length);
			if (!isData) {
				take(piece);
				continue;
			}
			isData = false;
			server.mails.push({ ...envelope, ...contentOf(piece.replace(/^\.\./gm, '.')) });
			say('250 Taken');
		}
	});
	say('220 127.0.0.1 mail of the tests');
}

function contentOf(message: string): Pick<Mail, 'subject' | 'text'> {
	const split = message.indexOf('\r\n\r\n');
	const headers = message.slice(0, split).replace(/\r\n[ \t]+/g, ' ');
	const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
	const body = message.slice(split + 4);
	const encoding = header('Content-Transfer-Encoding').toLowerCase();
	return { subject: words(header('Subject')), text: decoded(body, encoding).toString('utf8') };
}

function decoded(body: string, encoding: string): Buffer {
	if (encoding === 'base64') return Buffer.from(body, 'base64');
	return encoding === 'quoted-printable' ? printed(body.replace(/=\r\n/g, '')) : Buffer.from(body, 'latin1');
}

const printed = (text: string) =>
	Buffer.from(
		text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	);

/** A header with words of other alphabets. */
function words(header: string): string {
	const joined = header.replace(/\?=\s+=\?/g, '?==?');
	return joined.replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
		(kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : printed(text.replace(/_/g, ' '))).toString('utf8'),
	);
}
