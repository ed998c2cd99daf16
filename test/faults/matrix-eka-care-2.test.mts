import { testFaultsOf } from './matrix.mts';

testFaultsOf('ekaCare', 2, 4);
