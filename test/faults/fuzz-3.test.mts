import { fuzzShare } from './fuzz.mts';

fuzzShare(3, 5);
