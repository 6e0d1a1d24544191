import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { checkout } from '../../host/checkout.js';
import { openTests } from '../session.js';
import type { Report } from './report.js';

/** All of `test/extension/` in one script for VS Code's web extension host, but for what takes Node to test. */
async function bundle(outfile: string): Promise<void> {
  const tests = readdirSync(checkout('test/extension'))
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => !/from 'node:(?!assert)/.test(readFileSync(checkout('test/extension', name), 'utf8')));
  await build({
    stdin: {
      contents: [
        "require('./test/web/extension/setup.ts');",
        ...tests.map((name) => `require('./test/extension/${name}');`),
        "module.exports = require('./test/web/extension/suite.ts');",
      ].join('\n'),
      resolveDir: checkout(),
    },
    alias: { 'node:assert/strict': checkout('test/web/extension/assert.ts') },
    banner: { js: 'var process = { env: {} }, global = globalThis;' },
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    outfile,
  });
}

describe("In VS Code for the Web, the extension's own tests", () => {
  it('pass', async function () {
    this.timeout(240_000);
    const { passed, failed }: Report = JSON.parse(await openTests(bundle));
    assert.deepEqual(failed, []);
    assert.ok(passed.length > 15, `${passed.length} tests`);
  });
});
