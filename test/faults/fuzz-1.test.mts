import { fuzzShare } from './fuzz.mts';

fuzzShare(1, 5);
