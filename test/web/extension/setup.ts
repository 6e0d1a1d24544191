import 'mocha/mocha.js';

/** Puts `describe` and `it` in place, and so comes before the tests. */
mocha.setup({ ui: 'bdd', timeout: 20_000, reporter: class {} as never });
