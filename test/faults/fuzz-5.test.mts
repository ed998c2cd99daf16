import { fuzzShare } from './fuzz.mts';

fuzzShare(5, 5);
