import { testFaultsOf } from './matrix.mts';

testFaultsOf('ekaCare', 1, 4);
