'use strict';
/** The six fields of a patient, under Spry's names, that every variant sends. */
const SIX = ['first_name', 'last_name', 'date_of_birth', 'sex', 'clinic_id', 'mobile'];

/** @returns {import('n8n-workflow').INodeProperties[]} one text field for each */
function sixProperties() {
	return SIX.map((name) => ({ displayName: name, name, type: 'string', default: '' }));
}

/** The parts of a description that all nodes of the benchmark share. @param {string} name @param {string} displayName */
function plain(name, displayName) {
	return {
		name,
		displayName,
		description: displayName,
		group: ['transform'],
		version: 1,
		defaults: { name: displayName },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};
}

module.exports = { SIX, sixProperties, plain };
