import { testFaultsOf } from './matrix.mts';

testFaultsOf('spry');
