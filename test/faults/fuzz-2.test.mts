import { fuzzShare } from './fuzz.mts';

fuzzShare(2, 5);
