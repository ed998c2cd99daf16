'use strict';
const { plain } = require('./fields.js');
const { end } = require('./probe.js');

/** Ends the measurement and gives one item with what the node named "Measured" took. */
class BenchSink {
	description = plain('benchSink', 'Bench Sink');

	async execute() {
		const { profile } = this.getWorkflowDataProxy(0).$('Webhook').first().json.body;
		const spent = end(profile);
		const [run] = this.runExecutionData.resultData.runData.Measured;
		const delivered = this.getInputData().filter(
			({ json }) => (json.patient_id ?? json.data?.patient_id) !== undefined,
		);
		return [
			[{ json: { wallMs: run.executionTime, ...spent, delivered: delivered.length }, pairedItem: { item: 0 } }],
		];
	}
}

module.exports = { BenchSink };
