import { plural } from '../../language/figures.js';
import { Fault } from './fault.js';
import type { SourceFile } from './source-file.js';
import { topKeys } from './top-keys.js';

/** What files of other kinds begin with, at a byte, and how a user gets from there to one that is read. */
const FORMATS: readonly (readonly [at: number, magic: string, what: string, remedy: string])[] = [
  [
    0,
    'PK\x03\x04',
    'an archive, as PyTorch and Keras save checkpoints',
    'Export the model with torch.onnx.export or tf2onnx.',
  ],
  [0, '\x80', 'a pickle, as PyTorch saves checkpoints', 'Export the model with torch.onnx.export.'],
  [0, '\x89HDF', 'an HDF5 file, as Keras saves models', 'Export the model with tf2onnx.'],
  [4, 'TFL3', 'a TensorFlow Lite model', 'Convert it with tf2onnx --tflite.'],
  [4, 'ORTM', 'a model in the format of ONNX Runtime', 'Import the ONNX file that it was made of.'],
  [0, 'GGUF', 'a GGUF file, which holds weights without a graph', 'Export the model to ONNX.'],
  [0, 'version https://git-lfs', 'a Git LFS pointer in place of the file', 'Fetch the file with git lfs pull.'],
];

/** Files in YAML that go with others and mean nothing alone, by keys at their top: what they hold, and what to do. */
const PARTS: readonly (readonly [keys: readonly string[], what: string, remedy: string])[] = [
  [
    ['compound_components', 'primitive_components', 'classes'],
    'components of Accelergy, which no architecture is made of here',
    'Import the architecture that uses them, with its ERT.',
  ],
  [
    ['ERT', 'ART', 'ERT_summary', 'ART_summary', 'tables'],
    'a reference table of Accelergy, which describes no architecture',
    'Import the architecture, and name the ERT with --ert.',
  ],
  [
    ['action_counts', 'energy_estimation'],
    'what Accelergy counted or estimated, which describes no architecture',
    'Import the architecture, and name its ERT with --ert.',
  ],
  [
    ['tensor', 'tensors'],
    'tensors as fibertrees, whose values no layer has here',
    'Import the problem that they are of.',
  ],
];

/** What a line of a program in Python begins with, and the dictionaries of ZigZag's older inputs. */
const PYTHON = /^(from [\w.]+ import |import \w|def \w+\(|class \w+[(:]|(workload|mapping) = \{)/m;

/** Why files are refused that are programs, or that only go with others; undefined where one of them is something else. */
export function partFault(files: readonly SourceFile[]): Fault | undefined {
  if (files.every(({ name, text }) => /\.py$/i.test(name) || PYTHON.test(text))) {
    const who = files.length === 1 ? `\`${files[0]?.name}\` is a program` : `These ${files.length} files are programs`;
    const what = `${who} in Python, such as ZigZag had for inputs before version 3, and no program is run.`;
    return new Fault('unknown-format', what, 'Import the YAML of a later version, or the ONNX model.');
  }
  const kinds = files.map((file) => {
    const own = topKeys(file);
    return PARTS.find(([keys]) => keys.some((key) => own.has(key)));
  });
  const [first] = kinds;
  if (!first || kinds.includes(undefined)) return undefined;
  const [, what, remedy] = first;
  const who = files.length === 1 ? `\`${files[0]?.name}\` holds` : `These ${files.length} files hold`;
  return new Fault('unknown-format', `${who} ${what}.`, remedy);
}

/**
 * Why a file of no format that is read is refused, by what it seems to be.
 *
 * @param others what the formats besides ONNX are called
 */
export function foreignFault({ name, bytes }: SourceFile, others: readonly string[]): Fault {
  const refused = (what: string, remedy: string) => new Fault('unknown-format', `The file ${what}.`, remedy);
  const read = `ONNX models and files of ${others.join(', ')} are read`;
  const kind = FORMATS.find(([at, magic]) => [...magic].every((letter, i) => bytes[at + i] === letter.charCodeAt(0)));
  if (kind) return refused(`is ${kind[2]}; ${read}`, kind[3]);
  if (name.endsWith('.ffarch'))
    return refused('is .ffarch already', 'Use it as it is, or name it in an `import` line.');
  if (bytes.length === 0) return refused(`is empty, with 0 bytes; ${read}`, 'Export or copy it again.');
  if (/\.onnx$/i.test(name) || !isText(bytes)) {
    const what = `is not an ONNX model, and not text (${beginning(bytes)}); ${read}`;
    return refused(isText(bytes) ? `is not an ONNX model (${beginning(bytes)})` : what, 'Export or copy it again.');
  }
  const what = `does not begin like any format that is read (${beginning(bytes)}); ${read}`;
  return refused(what, 'Say which it is with --from, to see what is wrong with it.');
}

/** Whether bytes begin as text in UTF-8 does: no text has control characters but for white space. */
function isText(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, MOST_LOOKED_AT), { stream: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return !/[\0-\x08\x0e-\x1f\ufffd]/.test(text);
}

/** The bytes by which text is told. */
const MOST_LOOKED_AT = 1024;

const beginning = (bytes: Uint8Array): string =>
  `${plural(bytes.length, 'byte')}, the first ${Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
