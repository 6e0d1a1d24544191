import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegular } from '../../disk.js';
import { Fault } from '../../import/fault.js';
import { type FolderEntry, gather, type Reader } from '../../import/gather.js';
import { type ImportedSpecification, importFiles } from '../../import/import.js';
import { remarksOf, summaryOf } from '../../import/onnx/index.js';
import type { SourceFile } from '../../import/source-file.js';
import type { Console } from '../console.js';
import { importLine } from '../diagnostics.js';
import { unreadable } from '../files.js';
import { distinctFiles } from '../lists.js';
import type { Values } from '../options.js';
import { Refusal } from '../refusal.js';
import { deliver, json } from '../result.js';
import { STATUS } from '../status.js';
import { paintFor } from '../style.js';
import { modelJson, specificationJson } from '../views/import.js';
import type { Command } from './command.js';

/** `import` is a word of the language that this is written in. */
export const importCommand: Command = {
  usage: ['ffarch import MODEL.onnx', 'ffarch import FILE|DIR…'],
  summary: 'specifications of other tools, or the layers of an ONNX model, as .ffarch',
  details: [
    'Formats are told by what is in the files; folders are walked. What is approximated or lost is said at the lines of the files, and',
    'each line of the result names the line that it comes from. Of an ONNX model no weights are read, and no files beside it.',
    'Convolutions, products of matrices, recurrent layers and attention become layers, equal ones one layer that is repeated; what',
    'else it does is listed in comments, with its share of words and operations. Sizes that the model leaves open are given with',
    '--dim, once for each.',
  ],
  options: ['from', 'out', 'ert', 'define', 'estimate', 'strict', 'dim', 'name', 'json', 'quiet'],
  words: [['model']],
  async run({ words, values }, console) {
    if (words.length === 0) return new Refusal('Which files? ffarch import FILE|DIR…');
    const files = await read(distinctFiles(words));
    if (files instanceof Refusal) return files;
    const ert = await read(distinctFiles(values.ert ?? []));
    if (ert instanceof Refusal) return ert;
    if (values.ert && ert.length === 0) return new Refusal(`${values.ert.join(', ')}: There are no tables.`);
    const imported = await importFiles({
      // Models and refusals do without the language.
      errorsIn: async (text) => (await import('../../../language/language.js')).errorsIn(text),
      files,
      format: values.from,
      name: values.name,
      sizes: new Map(values.dim),
      definitions: new Map(values.define),
      ert,
      estimate: values.estimate ?? false,
    });
    if (imported instanceof Fault) return new Refusal(`${words.join(', ')}: ${imported.line}`, statusOf(imported));
    if (imported.kind === 'specification') return specification(imported, values, console);
    const refused = deliver(values, console, () => (values.json ? json(modelJson(imported)) : imported.text));
    const remarks = remarksOf(imported.network);
    const notes = [`${imported.name}: ${summaryOf(imported.network)}.`, ...remarks];
    if (!values.quiet) console.err.write(notes.map((note) => `ffarch: ${note}\n`).join(''));
    return refused ?? (values.strict && remarks.length > 0 ? STATUS.errors : STATUS.done);
  },
};

/** Sizes are given on the command line; all else is in the files. */
const statusOf = ({ code }: Fault): number =>
  code === 'open-dimension' || code === 'unknown-dimension' ? STATUS.usage : STATUS.errors;

/** Writes what came of a specification, and what was found on the way. */
function specification(imported: ImportedSpecification, values: Values, console: Console): Refusal | number {
  const { report, text } = imported;
  const refused = values.json
    ? deliver(values, console, () => json(specificationJson(imported)))
    : text === null
      ? undefined
      : deliver(values, console, () => text);
  if (!values.quiet || text === null) {
    const paint = paintFor(console.err);
    const lines = report.findings.map((finding) => importLine(finding, paint));
    console.err.write([...lines, `${report.summary}`, ''].join('\n'));
  }
  const refuses = text === null || (values.strict && !report.exact);
  return refused ?? (refuses ? STATUS.errors : STATUS.done);
}

async function read(paths: readonly string[]): Promise<SourceFile[] | Refusal> {
  let current = '';
  const disk: Reader<string> = {
    read: (path, most) => {
      current = path;
      return readRegular(path, most);
    },
    list: async (path) => {
      current = path;
      return (await stat(path)).isDirectory() ? entriesOf(path) : undefined;
    },
    join,
  };
  try {
    return await gather(
      paths.map((path) => [path, path]),
      disk,
    );
  } catch (error) {
    return new Refusal(unreadable(current, error));
  }
}

/** A link to a file counts as one; a link to a folder is not followed, as it may lead in circles. */
async function entriesOf(path: string): Promise<FolderEntry[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return Promise.all(
    entries.map(async (entry) => ({
      name: entry.name,
      isDirectory: entry.isDirectory(),
      isFile: entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(join(path, entry.name)))),
    })),
  );
}

const leadsToFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
