import assert from 'assert';

/** Node's assertions for a browser, in the place of `node:assert/strict`. */
export default assert.strict;
