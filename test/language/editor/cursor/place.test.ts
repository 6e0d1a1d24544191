import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { placeAt } from '../../../../language/editor/cursor/place.js';

const examples = join(dirname(fileURLToPath(import.meta.url)), '../../../../examples');

/** Where an offset is, as offsets of its declaration and without what the file has besides. */
function place(text: string, offset: number) {
  const found = placeAt(text, offset);
  return found && { ...found, blocks: found.blocks.slice(1), unclosed: found.unclosed.length };
}

/** The same further down. */
function moved(value: unknown, by: number): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part) => (['start', 'end', 'wordEnd'].includes(key) ? part + by : part)) ?? 'null',
  );
}

describe('places of completions', () => {
  it('are found in a declaration as in a file of its own, also below one that is left open', () => {
    for (const name of readdirSync(examples).filter((one) => one.endsWith('.ffarch'))) {
      const text = readFileSync(join(examples, name), 'utf8');
      const starts = [...text.matchAll(/^(?:coupling|architecture|workload|network|mapping) /gm)].map(
        ({ index }) => index,
      );
      for (const [i, start] of starts.entries()) {
        const declaration = text.slice(start, starts[i + 1]);
        for (let offset = 1; offset < declaration.length; offset += 7) {
          const alone = moved(place(declaration, offset), start);
          assert.deepEqual(moved(place(text, start + offset), 0), alone);
          const open = 'architecture Open : gemm {\n  memory M {\n';
          assert.deepEqual(moved(place(open + declaration, open.length + offset), start - open.length), alone);
        }
      }
    }
  });

  it('are not taken for declarations in comments', () => {
    const text = 'architecture A : gemm {\n/*\nworkload W : gemm {\n*/\n  memory D {\n    \n  }\n}\n';
    const at = placeAt(text, text.indexOf('    \n') + 4);
    assert.deepEqual(
      at!.blocks.map(({ kind }) => kind),
      ['file', 'architecture', 'level'],
    );
    assert.equal(placeAt(text, text.indexOf('W :')), undefined);
  });

  it('are found at both ends of a file', () => {
    for (const text of ['', '\n', '\n\nconst n = 1', 'const n = 1\n']) {
      for (let offset = 0; offset <= text.length; offset++) assert.equal(placeAt(text, offset)?.blocks.length, 1);
    }
  });
});
