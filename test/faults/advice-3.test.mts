import { testAdviceOf } from './advice.mts';

testAdviceOf(3, 4);
