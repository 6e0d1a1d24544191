import { macsOf, type Work } from '../../kernels/work.js';
import type { Layer } from './layer.js';
import { layerNames } from './names.js';
import type { Part } from './part.js';

/** What two layers must share to be one: all but pads, which change neither sizes nor counts. */
const meaning = ({ kernel, sizes, strides, dilations }: Work): string =>
  JSON.stringify([kernel, sizes, strides, dilations]);

/** Parts that compute the same as one layer each, in the order in which they first run. */
export function layersOf(parts: readonly Part[]): Layer[] {
  const alike = new Map<string, Part[]>();
  for (const part of parts) {
    const key = meaning(part);
    const known = alike.get(key);
    if (known) known.push(part);
    else alike.set(key, [part]);
  }
  const names = layerNames([...alike.values()].map(([first]) => first!));
  return [...alike.values()].map((group, at) => {
    const { kernel, sizes, strides, dilations, pads, words } = group[0]!;
    return {
      name: names[at]!,
      kernel,
      sizes,
      strides,
      dilations,
      pads,
      repeat: group.reduce((sum, { step, times }) => sum + step.repeat * times, 0),
      nodes: group.map(({ step }) => step.title),
      macs: macsOf(group[0]!),
      parameters: group.reduce((sum, { parameters }) => sum + parameters, 0),
      words,
    };
  });
}
