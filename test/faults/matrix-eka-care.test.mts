import { testFaultsOf } from './matrix.mts';

testFaultsOf('ekaCare');
