import { testQueue } from './intakes.mts';

testQueue({ intakes: 200 });
