import { testQueue } from '../queue/intakes.mts';

testQueue({ intakes: 2000, measured: { atOnce: 100, slow: 60 } });
