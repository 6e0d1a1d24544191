import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EmptyFileSystem, type LangiumDocument, TextDocument, URI } from 'langium';
import { plural } from '../../../language/figures.js';
import { createFfarchServices } from '../../../language/module.js';
import { textOf } from '../../../language/readable.js';
import { readRegular } from '../../disk.js';
import { assertOurs, shortPath, unreadable } from '../files.js';
import { distinctFiles } from '../lists.js';
import { Refusal } from '../refusal.js';
import { STATUS } from '../status.js';
import type { Command } from './command.js';

export const format: Command = {
  usage: ['ffarch format FILE…', 'ffarch format FILE… --check'],
  summary: 'the editor’s formatter; exit status 1 if a file does not parse and is left alone',
  options: ['check'],
  words: [['file']],
  async run({ words, values }, console) {
    if (words.length === 0) return new Refusal('Which files? ffarch format FILE…');
    const files = distinctFiles(words);
    const { shared, Ffarch } = createFfarchServices(EmptyFileSystem);
    let [changes, broken] = [0, 0];
    for (const path of files) {
      const text = await read(path);
      if (text instanceof Refusal) return text;
      const document = shared.workspace.LangiumDocumentFactory.fromString(text, URI.file(resolve(path)));
      const error = syntaxError(document);
      if (error) {
        console.err.write(`${shortPath(resolve(path))}:${error}\n`);
        broken += 1;
        continue;
      }
      const formatted = TextDocument.applyEdits(document.textDocument, Ffarch.lsp.Formatter.formatDocument(document));
      if (formatted === text) continue;
      changes += 1;
      const refusal = values.check ? undefined : write(path, formatted);
      if (refusal) return refusal;
      console.out.write(`${shortPath(resolve(path))}\n`);
    }
    if (values.check && changes > 0) {
      console.err.write(`${plural(changes, 'file')} of ${files.length} to format: run ffarch format.\n`);
    }
    return broken > 0 || (values.check && changes > 0) ? STATUS.errors : STATUS.done;
  },
};

async function read(path: string): Promise<string | Refusal> {
  try {
    await assertOurs(path);
    return textOf(await readRegular(path));
  } catch (error) {
    return new Refusal(unreadable(path, error));
  }
}

function write(path: string, text: string): Refusal | undefined {
  try {
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return new Refusal(unreadable(path, error, 'written'));
  }
}

/** The first, as `3:5 does not parse: …`. */
function syntaxError({
  parseResult: { lexerErrors, parserErrors },
  textDocument,
}: LangiumDocument): string | undefined {
  const errors = [
    ...lexerErrors.map(({ offset, message }) => ({ offset, message })),
    ...parserErrors.map(({ token, message }) => ({ offset: token.startOffset, message })),
  ].map(({ offset, message }) => ({ offset: Number.isFinite(offset) ? offset : Infinity, message }));
  if (errors.length === 0) return undefined;
  const { offset, message } = errors.reduce((first, other) => (other.offset < first.offset ? other : first));
  const { line, character } = textDocument.positionAt(offset);
  return `${line + 1}:${character + 1} does not parse, so the file stays as it is: ${message}`;
}
