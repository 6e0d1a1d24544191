import { plural } from '../../language/figures.js';
import { Fault } from './fault.js';

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

/**
 * Why a file of no format that is read is refused, by what it seems to be.
 *
 * @param others what the formats besides ONNX are called
 */
export function foreignFault(bytes: Uint8Array, others: readonly string[]): Fault {
  const kind = FORMATS.find(([at, magic]) => [...magic].every((letter, i) => bytes[at + i] === letter.charCodeAt(0)));
  const what = kind
    ? `is ${kind[2]}`
    : bytes.length === 0
      ? 'is empty'
      : `does not begin like any format that is read (${beginning(bytes)})`;
  return new Fault(
    'unknown-format',
    `The file ${what}; ONNX models and files of ${others.join(', ')} are read.`,
    kind?.[3] ?? 'Say which it is with --from, to see what is wrong with it.',
  );
}

const beginning = (bytes: Uint8Array): string =>
  `${plural(bytes.length, 'byte')}, the first ${Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
