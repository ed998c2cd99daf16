export const medMitra = {
	/** Users who can own cases: the `user_id` of create and list. */
	doctors: [
		{ id: '6f1c2a34-8b7d-4e5f-9a01-2b3c4d5e6f70', name: 'Dr. Leonie Ashgrove' },
		{ id: 'a2d4e6f8-1b3c-4d5e-8f70-91a2b3c4d5e6', name: 'Dr. Nikhil Sandmoor' },
	],
	/** Signs the tokens of the optional gateway in front. */
	signingSecret: 'demo-only-medmitra-gateway-signing-secret',
};
