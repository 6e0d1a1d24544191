import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { PAGES, partsOf, ROOT, read, withParts } from './pages.js';
import { PARTS } from './parts.js';

/** Parts that `json.test.ts` compares. */
const WRITTEN = /^fields: /;

describe('The generated parts of the documentation', () => {
  for (const path of PAGES) {
    it(`are up to date in ${path}; UPDATE_EXPECTED=1 writes them`, async () => {
      const page = read(path);
      const texts = new Map<string, string>();
      for (const { name } of partsOf(page)) {
        if (WRITTEN.test(name)) continue;
        const [kind, ...words] = name.split(/:? /);
        assert.ok(kind in PARTS, name);
        texts.set(name, await PARTS[kind](page, ...words));
      }
      const made = withParts(page, (name) => texts.get(name));
      if (process.env.UPDATE_EXPECTED !== undefined) writeFileSync(`${ROOT}${path}`, made);
      assert.equal(read(path), made);
    });
  }

  it('are all there', () => {
    const used = new Set(PAGES.flatMap((path) => partsOf(read(path)).map(({ name }) => name.split(/:? /)[0])));
    for (const kind of Object.keys(PARTS)) assert.ok(used.has(kind), kind);
  });
});
