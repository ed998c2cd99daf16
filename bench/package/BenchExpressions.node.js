'use strict';
const { plain, SIX, sixProperties } = require('./fields.js');

/** Reads its six fields for every item and does nothing else: what the expressions in them cost. */
class BenchExpressions {
	description = { ...plain('benchExpressions', 'Bench Expressions'), properties: sixProperties() };

	async execute() {
		const items = this.getInputData().map((_, index) => ({
			json: Object.fromEntries(SIX.map((name) => [name, this.getNodeParameter(name, index)])),
			pairedItem: { item: index },
		}));
		return [items];
	}
}

module.exports = { BenchExpressions };
