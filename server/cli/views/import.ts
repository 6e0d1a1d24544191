import type { Imported } from '../../import/import.js';
import { spellingOf } from '../../import/kernels/spelling.js';
import { sharesOf } from '../../import/onnx/index.js';

/** The JSON of cli.md. */
export function importJson({ name, network }: Imported) {
  const { producer, layers, others, leftOut, assumptions, macs, parameters } = network;
  const shares = sharesOf(network);
  return {
    network: name,
    producer,
    layers: layers.map((layer) => {
      const { strides, dilations, pads } = layer;
      const spelling = spellingOf(layer);
      return {
        name: layer.name,
        kernel: layer.kernel,
        coupling: spelling.coupling,
        sizes: Object.fromEntries([...spelling.sizes, ...spelling.strides]),
        strides,
        dilations,
        pads,
        repeat: layer.repeat,
        macs: layer.macs,
        words: layer.words,
        parameters: layer.parameters,
        nodes: layer.nodes,
      };
    }),
    others: others.map((other, at) => ({
      ...other,
      share: { words: shares[at]!.words, operations: shares[at]!.operations },
    })),
    leftOut,
    assumptions,
    totals: { layers: layers.reduce((sum, { repeat }) => sum + repeat, 0), macs, parameters },
  };
}
