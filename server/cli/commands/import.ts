import { basename } from 'node:path';
import { readRegular } from '../../disk.js';
import { Fault } from '../../import/fault.js';
import { importFile, MOST_BYTES } from '../../import/import.js';
import { remarksOf, summaryOf } from '../../import/onnx/index.js';
import { unreadable } from '../files.js';
import { Refusal, STATUS } from '../refusal.js';
import { deliver, json } from '../result.js';
import { importJson } from '../views/import.js';
import type { Command } from './command.js';

/** `import` is a word of the language that this is written in. */
export const importCommand: Command = {
  usage: ['ffarch import MODEL.onnx'],
  summary: 'the layers of an ONNX model, as a network in .ffarch',
  details: [
    'The format is told by what is in the file. No weights are read, and no files beside it. Convolutions, products of matrices,',
    'recurrent layers and attention become layers, equal ones one layer that is repeated; what else the model does is listed in',
    'comments, with its share of words and operations. Sizes that the model leaves open are given with --dim, once for each.',
  ],
  options: ['dim', 'name', 'json', 'out', 'quiet'],
  words: [['model']],
  async run({ words: [path, ...others], values }, console) {
    if (path === undefined) return new Refusal('Which file? ffarch import MODEL.onnx.');
    if (others.length > 0) return new Refusal(`ffarch import takes one file; \`${others[0]}\` is one too many.`);
    const bytes = await read(path);
    if (bytes instanceof Refusal) return bytes;
    const imported = importFile({ bytes, file: basename(path), name: values.name, sizes: new Map(values.dim) });
    if (imported instanceof Fault) return new Refusal(`${path}: ${imported.line}`);
    const refused = deliver(values, console, () => (values.json ? json(importJson(imported)) : imported.text));
    const notes = [`${imported.name}: ${summaryOf(imported.network)}.`, ...remarksOf(imported.network)];
    if (!values.quiet) console.err.write(notes.map((note) => `ffarch: ${note}\n`).join(''));
    return refused ?? STATUS.done;
  },
};

async function read(path: string): Promise<Buffer | Refusal> {
  try {
    return await readRegular(path, MOST_BYTES);
  } catch (error) {
    return new Refusal(unreadable(path, error));
  }
}
