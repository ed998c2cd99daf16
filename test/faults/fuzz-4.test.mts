import { fuzzShare } from './fuzz.mts';

fuzzShare(4, 5);
