import { fuzzAll } from '../faults/fuzz.mts';

fuzzAll({ fields: 40, answers: 30 });
