import { testFaultsOf } from './matrix.mts';

testFaultsOf('ekaCare', 3, 4);
