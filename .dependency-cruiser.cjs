'use strict';

/**
 * Who may import whom in what ships, checked by test/unit/kernel/imports.test.mts. Type imports count. The rules read
 * the folders, so they hold for a vendor that is added, too.
 */

/** The rooms of the kernel, and the rooms whose files each may import besides its own. */
const ROOMS = {
	fields: [],
	auth: [],
	http: ['auth'],
	node: ['fields', 'auth', 'http'],
	trigger: ['fields', 'auth', 'http'],
};
const rooms = Object.keys(ROOMS);

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => {
	const others = rooms.filter((other) => other !== room && !allowed.includes(other));
	return {
		name: `kernel-${room}`,
		comment: `${room} uses ${allowed.join(', ') || 'no other room'}`,
		severity: 'error',
		from: { path: `^nodes/shared/${room}/` },
		to: { path: `^nodes/shared/(${others.join('|')})/` },
	};
});

module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			comment: 'Files do not import each other in a circle',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'vendor-knows-no-other',
			comment: 'A vendor imports from its own folder and from the kernel',
			severity: 'error',
			from: { path: '^nodes/([^/]+)/', pathNot: '^nodes/shared/' },
			to: { path: '^nodes/', pathNot: '^nodes/($1|shared)/' },
		},
		{
			name: 'kernel-knows-no-vendor',
			comment: 'The kernel imports nothing of a vendor and no credential',
			severity: 'error',
			from: { path: '^nodes/shared/' },
			to: { path: '^(nodes|credentials)/', pathNot: '^nodes/shared/' },
		},
		...roomRules,
		{
			name: 'kernel-basics',
			comment: 'What all rooms share uses none of them, but for the shape of a field',
			severity: 'error',
			from: { path: '^nodes/shared/[^/]+$' },
			to: { path: '^nodes/shared/[^/]+/', pathNot: '^nodes/shared/fields/types' },
		},
		{
			name: 'kernel-has-these-rooms',
			comment: 'A further room needs a rule of its own',
			severity: 'error',
			from: { path: '^nodes/shared/[^/]+/', pathNot: `^nodes/shared/(${rooms.join('|')})/` },
			to: {},
		},
		{
			name: 'ships-alone',
			comment: 'What ships imports only what ships, n8n-workflow, and the cryptography of Node',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { pathNot: '^(nodes|credentials)/|(^|/)node_modules/n8n-workflow/|^n8n-workflow$|^(node:)?crypto$' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: { extensions: ['.ts', '.json'], mainFields: ['main'] },
	},
};
