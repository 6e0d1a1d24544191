import { inUnit, number } from '../../../language/figures.js';
import { quoted } from '../../../language/wording.js';
import type { DraftArchitecture } from '../draft.js';
import type { EnergySources } from '../ert.js';
import { technologyOf } from '../estimated.js';
import { architectureCoupling, type Collected } from '../kernels/collected.js';
import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import type { MappedLayer } from './layers.js';
import { LAYER_OPERANDS, levelsOf, loopsOver, OPERANDS, type Purpose } from './levels.js';
import type { ZigzagHardware, ZigzagMapping } from './read.js';

/** A layer of a network, and what it is to ZigZag. */
export interface NetworkLayer extends Collected {
  readonly zigzag: MappedLayer;
}

/** An architecture for each coupling and way to unroll it that layers need; one for convolutions where there are none. */
export function architecturesOf(
  hardware: ZigzagHardware,
  layers: readonly NetworkLayer[],
  mappings: readonly ZigzagMapping[],
  sources: EnergySources,
  report: Report,
): { architectures: DraftArchitecture[]; assumptions: string[] } {
  const assumptions: string[] = [];
  const needed = purposesOf(hardware, layers, mappings, report);
  if (needed.length === 0) {
    const bits = bitsOf(hardware, LAYER_OPERANDS, new Map());
    const mapping = withoutLayers(mappings);
    const mapped = mapping && mappings.length > 1 ? `, mapped as \`${mapping.name}\`` : '';
    assumptions.push(
      `\`${hardware.name}\` is for convolutions of ${inUnit(number(bits.W), 'bits')} in W, ${bits.In} in In and ${bits.Out} in Out${mapped}: no workload says it.`,
    );
    const purpose: Purpose = {
      dimensions: [...CONVOLUTION.values()],
      names: CONVOLUTION,
      own: new Set(CONVOLUTION.keys()),
      mapping,
      operands: LAYER_OPERANDS,
      bits,
      layers: [],
    };
    needed.push({ coupling: 'stridedConv', purpose });
  }
  reportUnknown(
    hardware,
    needed.map(({ purpose }) => purpose),
    report,
  );
  const all = needed.sort((a, b) => Number(isOwn(a.purpose)) - Number(isOwn(b.purpose)));
  const architectures = all.map(({ coupling, purpose }, at): DraftArchitecture => {
    const parts = [
      hardware.name,
      ...(coupling === all[0]?.coupling ? [] : [coupling]),
      ...(at > 0 && isOwn(purpose) ? [purpose.mapping?.name] : []),
    ];
    const levels = levelsOf(hardware, purpose, sources, report);
    return {
      kind: 'architecture',
      name: parts.join('_'),
      couplings: [coupling],
      properties: technologyOf(levels),
      levels,
      from: hardware.place,
    };
  });
  return { architectures, assumptions };
}

/** A coupling that layers need, and what architectures for it are made for. */
interface Need {
  readonly coupling: string;
  readonly purpose: Purpose;
}

/** What layers need, those of a kernel that are mapped alike together. What of them is not alike is reported. */
function purposesOf(
  hardware: ZigzagHardware,
  layers: readonly NetworkLayer[],
  mappings: readonly ZigzagMapping[],
  report: Report,
): Need[] {
  const needs = new Map<string, Need>();
  const finals = new Set<string>();
  for (const { name, spelling, zigzag } of layers) {
    const { operator, precision, precisionPlace } = zigzag.layer;
    const mapping = [name, operator, 'default']
      .map((key) => mappings.find((each) => each.name === key))
      .find((each) => each !== undefined);
    const coupling = architectureCoupling(spelling);
    const key = JSON.stringify([coupling, mapping?.name]);
    const bits = bitsOf(hardware, zigzag.operands, precision);
    const known = needs.get(key)?.purpose;
    const purpose: Purpose = {
      dimensions: spelling.sizes.map(([dimension]) => dimension),
      mapping,
      operands: zigzag.operands,
      bits,
      ...known,
      names: new Map([...zigzag.written.names, ...(known?.names ?? [])]),
      own: new Set([...(known?.own ?? []), ...zigzag.layer.sizes.keys()]),
      layers: [...(known?.layers ?? []), new Map(spelling.sizes)],
    };
    const final = precision.get('O_final');
    // Most layers of a network say the same, and it is said once.
    if (final !== undefined && final !== bits.Out && !finals.has(`${bits.Out}, ${final}`)) {
      finals.add(`${bits.Out}, ${final}`);
      const how = `outputs have ${inUnit(number(bits.Out), 'bits')} wherever they are, and in ZigZag ${final} where they are final`;
      const errs = `Energy and cycles of final outputs come out too ${final < bits.Out ? 'high' : 'low'}`;
      report.add('ffarch/import-approximated', { construct: 'O_final', how, errs }, precisionPlace);
    }
    if (OPERANDS.some((operand) => purpose.bits[operand] !== bits[operand])) {
      const said = (of: Purpose['bits']) => OPERANDS.map((operand) => `${operand} ${of[operand]}`).join(', ');
      const how = `the bits of \`${name}\` are ${said(bits)}, and an architecture has one number for all of its layers, here ${said(purpose.bits)}`;
      const errs = 'Energy and cycles of the layer scale with its bits';
      report.add('ffarch/import-approximated', { construct: 'operand_precision', how, errs }, precisionPlace);
    }
    needs.set(key, { coupling, purpose });
  }
  return [...needs.values()];
}

/** Bits of a word of each operand, as the layer says, else as the multipliers have them. */
export function bitsOf(
  { precision: [inputs = 8, weights = 8] }: ZigzagHardware,
  operands: Purpose['operands'],
  precision: ReadonlyMap<string, number>,
): Purpose['bits'] {
  return {
    W: precision.get(operands.W) ?? weights,
    In: precision.get(operands.In) ?? inputs,
    Out: precision.get(operands.Out) ?? 16,
  };
}

/** Says which dimensions of the array and of layers, and which operands, mappings name in vain. */
function reportUnknown(hardware: ZigzagHardware, purposes: readonly Purpose[], report: Report): void {
  const axes = hardware.dimensions.map(({ name }) => name);
  const lost = (construct: string, effect: string, place: Place) =>
    report.add('ffarch/import-lost', { construct, effect }, place);
  const noAxis = (axis: string, construct: string, place: Place) =>
    lost(
      `${axis} in ${construct}`,
      `the array of \`${hardware.name}\` has ${axes.length > 0 ? `the dimensions ${quoted(axes)}` : 'no dimensions'}`,
      place,
    );
  for (const [axis, loops] of hardware.dataflows)
    if (!axes.includes(axis)) noAxis(axis, 'dataflows', loops[0]?.place ?? hardware.place);
  for (const mapping of new Set(purposes.map((purpose) => purpose.mapping))) {
    const own = purposes.filter((purpose) => purpose.mapping === mapping);
    const known = new Set(own.flatMap((purpose) => [...purpose.own]));
    const named = mapping?.name ?? hardware.name;
    const noDimension = (dimension: string, construct: string, place: Place) =>
      lost(
        `${dimension.toUpperCase()} in ${construct} of ${named}`,
        `no layer that it is for has this dimension, only ${quoted([...known].map((name) => name.toUpperCase()))}`,
        place,
      );
    for (const [axis, place] of mapping?.places ?? [])
      if (!axes.includes(axis)) noAxis(axis, `the spatial mapping of ${named}`, place);
    for (const axis of axes) {
      // What is unrolled once is not unrolled, whatever it is.
      for (const { dimension, size, place } of loopsOver(hardware, mapping, axis) ?? [])
        if (size > 1 && !known.has(dimension)) noDimension(dimension, 'the spatial mapping', place);
      for (const { text, place } of mapping?.hints.get(axis) ?? [])
        if (!known.has(text.toLowerCase()) && !USUAL.has(text.toLowerCase()))
          noDimension(text, 'the spatial mapping hint', place);
    }
    for (const { dimension, size, place } of mapping?.temporal ?? [])
      if (size !== 1 && !known.has(dimension)) noDimension(dimension, 'temporal_ordering', place);
    const operands = new Set(own.flatMap((purpose) => Object.values(purpose.operands)));
    for (const operand of mapping?.links.keys() ?? [])
      if (mapping && !operands.has(operand))
        lost(
          `${operand} in memory_operand_links of ${named}`,
          `the layers have the operands ${quoted([...operands])}`,
          mapping.place,
        );
  }
}

/** The mapping that an architecture without a workload is made for. */
const withoutLayers = (mappings: readonly ZigzagMapping[]): ZigzagMapping | undefined =>
  mappings.find(({ name }) => name === 'default') ?? mappings[0];

/** Whether layers are mapped in a way of their own. */
const isOwn = ({ mapping }: Purpose): boolean => mapping !== undefined && mapping.name !== 'default';

/** The dimensions that ZigZag's own layers have, which hints may name whether or not a layer has them. */
const USUAL: ReadonlySet<string> = new Set(['b', 'g', 'k', 'oy', 'ox', 'c', 'fy', 'fx']);

/** What convolutions call the dimensions of ZigZag. */
const CONVOLUTION: ReadonlyMap<string, string> = new Map([
  ['k', 'M'],
  ['oy', 'P'],
  ['ox', 'Q'],
  ['c', 'C'],
  ['fy', 'R'],
  ['fx', 'S'],
]);
