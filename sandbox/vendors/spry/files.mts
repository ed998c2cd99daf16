import { spry } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Operation } from '../../shared/vendor.mts';
import { envelope, refused, success } from './envelope.mts';

export const FILE_TABLES = `
	CREATE TABLE IF NOT EXISTS spry_file (
		bucket_name TEXT NOT NULL,
		key TEXT NOT NULL,
		content_type TEXT NOT NULL,
		size_bytes INTEGER NOT NULL,
		content BLOB NOT NULL,
		PRIMARY KEY (bucket_name, key)
	);`;

interface NewFile {
	bucket_name: string;
	file_path: string;
	file_name: string;
}

export function fileOperations(db: Database): Record<string, Operation> {
	return {
		/** Anybody can open the address in the answer, as Spry documents. */
		uploadFile({ body, parts, headers }) {
			const { bucket_name, file_path, file_name } = body as NewFile;
			const file = parts.find(({ name }) => name === 'file');
			if (!file) return refused('Upload failed: no file');
			if (!spry.buckets.includes(bucket_name)) return refused(`Upload failed: no bucket ${bucket_name}`);
			const folders = file_path.split('/').filter((folder) => folder !== '');
			if (folders.includes('..') || file_name.includes('/')) return refused('Upload failed: no such place');
			const key = [...folders, file_name].join('/');
			const size = file.content.length;
			const upsert = 'INSERT OR REPLACE INTO spry_file VALUES (?, ?, ?, ?, ?)';
			db.run(upsert, bucket_name, key, file.contentType, size, file.content);
			const file_url = `http://${headers.host}/public-files/${bucket_name}/${encodeURIComponent(key)}`;
			return success({ file_url, bucket_name, file_name, size_bytes: size });
		},

		readPublicFile({ params }) {
			const find = 'SELECT content_type, content FROM spry_file WHERE bucket_name = ? AND key = ?';
			const row = db.get(find, String(params.bucket), String(params.key));
			if (!(row?.content instanceof Uint8Array)) return envelope(404, 404, null, 'No such file');
			return { status: 200, raw: { content: Buffer.from(row.content), type: String(row.content_type) } };
		},
	};
}
