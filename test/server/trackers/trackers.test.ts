import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { parseDocument, startLanguage } from '../../../language/language.js';
import { withExpectations, withoutExpectations } from '../../language/diagnostics/expected.js';
import { ffarch } from '../cli/in-thread.js';

const folder = fileURLToPath(new URL('.', import.meta.url));

/**
 * What people run into with other tools, a file each, which names the threads. Diagnostics are expected as in the samples
 * of the language; below a comment `// $ ffarch …` stands what that command prints, and its status if that is not 0.
 */
describe('What people ran into with other tools', () => {
  const cwd = process.cwd();
  before(() => process.chdir(folder));
  after(() => process.chdir(cwd));

  for (const name of readdirSync(folder).filter((file) => file.endsWith('.ffarch'))) {
    it(`is impossible or explained: ${path.basename(name, '.ffarch').replaceAll('-', ' ')}`, async () => {
      const text = readFileSync(name, 'utf8');
      const plain = withoutTranscripts(withoutExpectations(text));
      const language = await startLanguage(NodeFileSystem);
      const { diagnostics = [] } = await parseDocument(language, plain, URI.file(path.join(folder, name)));
      const actual = await withTranscripts(withExpectations(plain, diagnostics));
      if (process.env.UPDATE_EXPECTED !== undefined) writeFileSync(name, actual);
      else assert.equal(actual, text);
    });
  }
});

const COMMAND = /^\/\/ \$ ffarch (.*)$/;
const PRINTED = /^\/\/( {4}.*)?$/;

function withoutTranscripts(text: string): string {
  return text
    .split('\n')
    .filter((line) => !PRINTED.test(line))
    .join('\n');
}

async function withTranscripts(text: string): Promise<string> {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    lines.push(line);
    const command = COMMAND.exec(line)?.[1];
    if (command === undefined) continue;
    const { out, err, status } = await ffarch(command.split(' '));
    const printed = `${out}${err}${status === 0 ? '' : `exit status ${status}\n`}`.trimEnd().split('\n');
    lines.push(...printed.map((one) => `//     ${one}`.trimEnd()));
  }
  return lines.join('\n');
}
