import { testAdviceOf } from './advice.mts';

testAdviceOf(2, 4);
