import type { ImportedModel, ImportedSpecification } from '../../import/import.js';
import { spellingOf } from '../../import/kernels/spelling.js';
import { sharesOf } from '../../import/onnx/index.js';

/** The JSON of cli.md for architectures, workloads and mappings of another tool. */
export const specificationJson = ({ format, report, text }: ImportedSpecification) => ({
  format,
  text,
  findings: report.findings.map(({ code, severity, message, place: { file, start, end } }) => {
    const [from, to] = [file.position(start), file.position(end)];
    return {
      file: file.path,
      line: from.line + 1,
      column: from.character + 1,
      endLine: to.line + 1,
      endColumn: to.character + 1,
      severity,
      code,
      message,
    };
  }),
  summary: report.summary,
});

/** The JSON of cli.md for the layers of a model. */
export function modelJson({ name, network }: ImportedModel) {
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
