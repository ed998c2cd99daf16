import { testFaultsOf } from './matrix.mts';

testFaultsOf('spry', 3, 4);
