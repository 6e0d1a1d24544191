import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { URI } from 'langium';
import { parseDocument, startLanguage } from '../../../language/language.js';
import { ffarch } from '../cli/in-thread.js';

const SAMPLES = join(dirname(fileURLToPath(import.meta.url)), 'samples');

/** UPDATE_EXPECTED=1 writes what comes out beside the files, for a person to read in the diff. */
const updating = process.env.UPDATE_EXPECTED !== undefined;

/**
 * Each folder is imported with the options in its `options.txt`, if it has one. `expected.ffarch` is what comes out,
 * `expected.txt` what is said: for each finding its place, its message and its code, then the last line.
 */
describe('Files of other tools', () => {
  for (const format of readdirSync(SAMPLES)) {
    for (const name of readdirSync(join(SAMPLES, format))) {
      it(`in samples/${format}/${name} become what is expected`, async () => {
        const folder = join(SAMPLES, format, name);
        const files = readdirSync(folder).filter((file) => !/^(expected\.|options\.txt$)/.test(file));
        const options = join(folder, 'options.txt');
        const given = existsSync(options) ? readFileSync(options, 'utf8').trim().split(/\s+/) : [];
        const { out, err } = await ffarch(['import', ...files.map((file) => join(folder, file)), ...given]);
        hold(join(folder, 'expected.txt'), err.replaceAll(`${folder}/`, ''));
        if (out !== '') hold(join(folder, 'expected.ffarch'), out);
        else assert.ok(!existsSync(join(folder, 'expected.ffarch')));
        if (out !== '') await assertSound(out);
      });
    }
  }
});

function hold(path: string, actual: string): void {
  if (updating) writeFileSync(path, actual);
  else assert.equal(actual, readFileSync(path, 'utf8'));
}

/** What is imported has no errors, and is formatted. */
async function assertSound(text: string): Promise<void> {
  const language = await startLanguage();
  const document = await parseDocument(language, text, URI.parse('memory:/imported.ffarch'));
  const errors = (document.diagnostics ?? []).filter(({ severity }) => severity === 1);
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
  assert.deepEqual(language.Ffarch.lsp.Formatter.formatDocument(document), []);
}
