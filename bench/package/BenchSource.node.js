'use strict';
const { plain } = require('./fields.js');
const { begin } = require('./probe.js');

/** Makes as many patients as the webhook's body asks for, with no expression, and starts the measurement. */
class BenchSource {
	description = plain('benchSource', 'Bench Source');

	async execute() {
		const { items, profile } = this.getInputData()[0].json.body;
		const patients = Array.from({ length: items }, (_, index) => ({
			json: {
				first_name: 'Maria',
				last_name: `Lindqvist-${index}`,
				date_of_birth: '1990-05-17',
				sex: 'FEMALE',
				clinic_id: 1024,
				mobile: '617-555-0100',
			},
			pairedItem: { item: 0 },
		}));
		begin(profile);
		return [patients];
	}
}

module.exports = { BenchSource };
