import { testFaultsOf } from './matrix.mts';

testFaultsOf('spry', 4, 4);
