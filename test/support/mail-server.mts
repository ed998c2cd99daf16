import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

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

/** Takes e-mails by SMTP on the loopback address, without encryption or login, and keeps them for a test to read. */
export async function startMailServer(): Promise<MailServer> {
	const smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		disableReverseLookup: true,
		onMailFrom(_address, _session, done) {
			done(started.isRefusing ? new Error('Not now') : null);
		},
		onData(stream, { envelope }, done) {
			void simpleParser(stream).then(({ subject = '', text = '' }) => {
				const from = envelope.mailFrom ? envelope.mailFrom.address : '';
				started.mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), subject, text });
				done();
			}, done);
		},
	});
	// A client that breaks off has read what it needed.
	smtp.on('error', () => undefined);
	const server = smtp.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const started: MailServer = {
		port: (server.address() as AddressInfo).port,
		mails: [],
		isRefusing: false,
		async close() {
			await new Promise<void>((resolve) => smtp.close(resolve));
		},
	};
	return started;
}
