import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentationPage } from './documentation-page.js';

const here = dirname(fileURLToPath(import.meta.url));
const path = join(here, '../../../docs/diagnostics.md');

describe('The documentation of the diagnostics', () => {
  const page = documentationPage(join(here, 'samples'), join(here, '../../server/import/samples'));

  it('is up to date; UPDATE_EXPECTED=1 writes it', () => {
    if (process.env.UPDATE_EXPECTED !== undefined) writeFileSync(path, page);
    assert.equal(readFileSync(path, 'utf8'), page);
  });

  it('has an example of each', () => {
    const without = page
      .split('\n### ')
      .slice(1)
      .filter((entry) => !entry.includes('```'));
    // It takes thousands of mistakes to show the first, and of parentheses the second. No importer should need the third.
    assert.deepEqual(
      without.map((entry) => entry.split('\n')[0]),
      ['ffarch/more-findings', 'ffarch/nested-too-deeply', 'ffarch/import-invalid'],
    );
  });
});
