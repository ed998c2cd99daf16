import { testAdviceOf } from './advice.mts';

testAdviceOf(4, 4);
