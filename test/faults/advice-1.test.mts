import { testAdviceOf } from './advice.mts';

testAdviceOf(1, 4);
