/**
 * Made-up data the sandbox starts with. None of these people exist, and none of these secrets opens anything.
 * The demo, the examples and the tests take their IDs from here.
 */
export * from './vendors/seeds.mts';
