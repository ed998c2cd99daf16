import { fuzzAll } from './fuzz.mts';

// Few for each of so many operations; the parts they share are tried by all of them.
fuzzAll({ fields: 3, answers: 2 });
