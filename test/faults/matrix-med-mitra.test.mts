import { testFaultsOf } from './matrix.mts';

testFaultsOf('medMitra');
