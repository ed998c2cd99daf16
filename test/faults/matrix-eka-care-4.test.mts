import { testFaultsOf } from './matrix.mts';

testFaultsOf('ekaCare', 4, 4);
