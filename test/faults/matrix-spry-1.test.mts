import { testFaultsOf } from './matrix.mts';

testFaultsOf('spry', 1, 4);
