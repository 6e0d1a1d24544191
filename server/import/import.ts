import { freeName } from '../../language/print/print.js';
import { Fault } from './fault.js';
import { foreignFault } from './foreign.js';
import { type ImportedNetwork, importOnnx, looksLikeOnnx, printNetwork } from './onnx/index.js';

/** A file to be imported, whatever its format. */
export interface ImportRequest {
  readonly bytes: Uint8Array;
  /** The name of the file, without folders. */
  readonly file: string;
  /** What the network is called; by the file where it is not given. */
  readonly name?: string;
  /** What stands for the names of sizes that a model leaves open. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** What became of a file. */
export interface Imported {
  readonly name: string;
  readonly network: ImportedNetwork;
  /** As a `.ffarch` document. */
  readonly text: string;
}

/** The most bytes of a file that is imported. */
export { MOST_BYTES } from './onnx/index.js';

/** Imports a file by what is in it. */
export function importFile({ bytes, file, name = nameOf(file), sizes }: ImportRequest): Imported | Fault {
  if (!looksLikeOnnx(bytes)) return foreignFault(bytes);
  const network = importOnnx(bytes, sizes);
  return network instanceof Fault ? network : { name, network, text: printNetwork(name, file, network) };
}

/** `resnet-50.onnx` is `resnet_50`. */
const nameOf = (file: string): string => freeName(file.replace(/(?!^)\.[^.]*$/, ''), new Set());
