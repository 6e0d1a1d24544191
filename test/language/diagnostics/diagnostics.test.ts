import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { URI } from 'langium';
import { IMPORTING } from '../../../language/diagnostics/importing.js';
import { DIAGNOSTICS } from '../../../language/diagnostics/index.js';
import { parseDocument, startLanguage } from '../../../language/language.js';
import { LIBRARY_TEXTS } from '../../../language/workspace/library.js';
import { Disk } from '../../../server/disk.js';
import { withExpectations, withoutExpectations } from './expected.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const samples = join(here, 'samples');

/** UPDATE_EXPECTED=1 writes what is found into the samples, for a person to read in the diff. */
const updating = process.env.UPDATE_EXPECTED !== undefined;

/** Those of documents; files of other tools have samples of their own. */
const CODES = Object.keys(DIAGNOSTICS).filter((code) => !(code in IMPORTING));

describe('diagnostics', () => {
  const found = async (text: string, uri: URI) =>
    (await parseDocument(await startLanguage({ fileSystemProvider: () => new Disk() }), text, uri)).diagnostics!;

  for (const name of readdirSync(samples)) {
    it(`of samples/${name}`, async () => {
      const path = join(samples, name);
      const text = readFileSync(path, 'utf8');
      const plain = withoutExpectations(text);
      const actual = withExpectations(plain, await found(plain, URI.file(path)));
      if (updating) writeFileSync(path, actual);
      else assert.equal(actual, text);
    });
  }

  it('name where they come from, which the code does not repeat', async () => {
    const [{ source, code }] = await found('const n = a', URI.parse('file:///a.ffarch'));
    assert.deepEqual([source, code], ['FactorFlow', 'ffarch/unresolved-name']);
  });

  it('have each a sample', () => {
    const expected = readdirSync(samples).map((name) => readFileSync(join(samples, name), 'utf8'));
    const shown = new Set(
      expected.flatMap((text) => text.match(/(?<=(error|warning|info|hint) )ffarch\/[a-z-]+/g) ?? []),
    );
    // It takes thousands of parentheses to show the one, and of mistakes to show the other.
    shown.add('ffarch/nested-too-deeply').add('ffarch/more-findings');
    assert.deepEqual(
      CODES.filter((code) => !shown.has(code)),
      [],
    );
  });

  it('of files of other tools are each reported by an importer', () => {
    const reported = new Set(codesIn(join(root, 'server/import')));
    assert.deepEqual(
      Object.keys(IMPORTING).filter((code) => !reported.has(code)),
      [],
    );
  });

  it('are each reported from somewhere', () => {
    const reported = new Set(
      ['lower', 'model', 'references', 'validation'].flatMap((room) => codesIn(join(root, 'language', room))),
    );
    assert.deepEqual(
      CODES.filter((code) => !reported.has(code)),
      [],
    );
  });

  for (const [uri, text] of LIBRARY_TEXTS) {
    it(`are none in the library's ${URI.parse(uri).path.slice(1)}`, async () => {
      assert.deepEqual(await found(text, URI.parse(uri)), []);
    });
  }

  for (const name of readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.ffarch'))) {
    it(`are none in examples/${name}`, async () => {
      const path = join(root, 'examples', name);
      assert.deepEqual(await found(readFileSync(path, 'utf8'), URI.file(path)), []);
    });
  }
});

/** The codes that the sources of a folder write out. */
function codesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.flatMap((text) => text.match(/(?<=')ffarch\/[a-z-]+(?=')/g) ?? []);
}
