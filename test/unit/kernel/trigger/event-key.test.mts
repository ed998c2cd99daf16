import { eventKey } from '../../../../nodes/shared/trigger/event-key.ts';

const key = (json: string) => eventKey(JSON.parse(json));

describe('the key of an event', () => {
	it.each([
		['{"a":1,"b":{"c":[1,2],"d":null}}', ' { "b" : { "d" : null, "c" : [ 1 , 2 ] } , "a" : 1 } '],
		['{"name":"Zoë"}', '{"name":"Zo\\u00eb"}'],
		['{"amount":1.50}', '{"amount":1.5}'],
	])('is the same however the same value is written: %s', (one, other) => {
		expect(key(one)).toBe(key(other));
		expect(key(one)).toMatch(/^[0-9a-f]{64}$/);
	});

	it.each([
		['{"a":1}', '{"a":"1"}'],
		['{"a":1}', '{"a":1,"b":null}'],
		['{"a":[1,2]}', '{"a":[2,1]}'],
		['{"a":[]}', '{"a":{}}'],
		['{"a":{"0":1}}', '{"a":[1]}'],
		['{"a":"b\\",\\"c\\":\\"d"}', '{"a":"b","c":"d"}'],
		['{"__proto__":{"a":1}}', '{}'],
	])('is another for another value: %s and %s', (one, other) => expect(key(one)).not.toBe(key(other)));
});
