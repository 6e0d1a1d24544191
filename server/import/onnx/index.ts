import { plural } from '../../../language/figures.js';
import { Fault } from '../fault.js';
import { openDimensions, withNamedInputs } from './inputs.js';
import { type ImportedNetwork, networkOf } from './layers/network.js';
import { remarkText } from './layers/remark.js';
import { readModel } from './read/model.js';
import type { Sizes } from './shapes/sizes.js';
import { walk } from './shapes/walk.js';

export type { ImportedNetwork } from './layers/network.js';
export { sharesOf, summaryOf } from './layers/summary.js';
export { MOST_BYTES } from './read/model.js';
export { looksLikeOnnx } from './recognize.js';
export { printNetwork, remarksOf } from './text/print.js';

/**
 * The network of an ONNX file. No weights are read, and no file beside it.
 *
 * @param sizes what stands for the names of sizes that the model leaves open
 */
export function importOnnx(bytes: Uint8Array, sizes: Sizes): ImportedNetwork | Fault {
  const read = readModel(bytes);
  if (read instanceof Fault) return read;
  const model = withNamedInputs(read);
  const fault = openDimensions(model.graph, sizes);
  if (fault) return fault;
  const run = walk(model, sizes);
  if (run instanceof Fault) return run;
  const network = networkOf(model, run);
  return network instanceof Fault || network.layers.length > 0 ? network : withoutLayers(network, run.steps.length);
}

function withoutLayers({ leftOut }: ImportedNetwork, nodes: number): Fault {
  const [first] = leftOut;
  const what = `The model has ${plural(nodes, 'node')}, and none can become a layer`;
  return first
    ? new Fault('no-layers', `${what}: ${remarkText(first)}.`, 'Export the model with shapes.')
    : new Fault(
        'no-layers',
        `${what}, as none multiplies.`,
        'Import one with convolutions, products of matrices or attention.',
      );
}
