import { testFaultsOf } from './matrix.mts';

testFaultsOf('spry', 2, 4);
