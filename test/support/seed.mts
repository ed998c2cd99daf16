import fc from 'fast-check';

// The same random values on every run, so that a failure can be repeated; another seed looks further.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20_270_115) });
