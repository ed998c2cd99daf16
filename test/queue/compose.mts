import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../tools/stack.mts';

export const deployFolder = join(projectRoot, 'deploy', 'queue');

export interface ComposeService {
	environment: Record<string, string>;
	depends_on?: Record<string, { condition: string }>;
	secrets: string[];
	ports?: string[];
	volumes?: string[];
	command?: string | string[];
	image: string;
	restart?: string;
	healthcheck?: { test: string[] };
	[key: string]: unknown;
}

export interface ComposeFile {
	services: Record<string, ComposeService>;
	secrets: Record<string, { file: string }>;
	volumes: Record<string, unknown>;
	[key: string]: unknown;
}

/** The compose file with its anchors merged; `${NAME:-default}` stands for its default. */
export function readCompose(): ComposeFile {
	const text = readFileSync(join(deployFolder, 'compose.yaml'), 'utf8');
	const withDefaults = text.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
	return parse(withDefaults, { merge: true, uniqueKeys: true }) as ComposeFile;
}

/**
 * The settings a service of the compose file gives n8n, for the same process started here: addresses are to be
 * replaced, secrets come from files as they do there.
 */
export function composeEnvironment(service: 'main' | 'webhook' | 'worker'): Record<string, string> {
	const { environment } = readCompose().services[service] as ComposeService;
	return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));
}
