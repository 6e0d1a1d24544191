import assert from 'node:assert/strict';
import {
  type Architecture,
  accepts,
  architectureFor,
  type Coupling,
  type NamedMapping,
  type Workload,
} from '../../../language/domain/index.js';
import { LIBRARY_VALUES } from '../../../language/generated/library-values.js';
import { readLibrary } from '../../../language/library/library.js';
import { DEFAULT_OPTIONS, evaluate } from '../../../language/model/index.js';
import type { Exported, ExportRemark } from '../../../server/export/export.js';
import { exportTimeloop } from '../../../server/export/timeloop/index.js';
import { mappingOfReport } from '../../../server/mapper/reported.js';
import { DEFAULT_SEARCH } from '../../../server/mapper/request.js';
import { search } from '../../../server/mapper/search.js';
import { language, parse } from '../../language/language.js';
import { importSound } from '../import/imported.js';

const library = readLibrary(LIBRARY_VALUES);

export const { architectures } = library;

/** Every layer of the library, those of equal sizes once. */
export const layers: readonly Workload[] = [
  ...new Map(
    [...library.workloads, ...library.networks.flatMap(({ layers }) => layers.map(({ workload }) => workload))].map(
      (workload) => [JSON.stringify([workload.coupling.name, workload.sizes, workload.strides]), workload],
    ),
  ).values(),
];

export const couplings: readonly Coupling[] = [...new Set(layers.map(({ coupling }) => coupling))];

const macs = ({ sizes }: Workload): number => Object.values(sizes).reduce((product, size) => product * size, 1);

/** The smallest layer of a coupling; of transposed convolutions, of which a proof takes minutes, a part of it. */
export function smallest(coupling: Coupling): Workload {
  const [least] = layers.filter((layer) => layer.coupling === coupling).sort((one, other) => macs(one) - macs(other));
  assert.ok(least);
  if (coupling.name !== 'transposedConv') return least;
  const sizes = Object.entries(least.sizes).map(([dimension, size]) => [dimension, Math.min(size, 8)]);
  return { ...least, sizes: Object.fromEntries(sizes) };
}

/** An architecture as a coupling reads it, with windows as Timeloop has them, so that what is left differs in nothing. */
export function asTimeloop(architecture: Architecture, coupling: Coupling): Architecture | null {
  if (!accepts(architecture, coupling)) return null;
  const view = architectureFor(architecture, coupling);
  return {
    ...view,
    levels: view.levels.map((level) => (level.type === 'memory' ? { ...level, windows: 'strict' } : level)),
  };
}

/** The best mapping, of fanouts that need not divide and of padded sizes where constraints ask for them. */
export function best(architecture: Architecture, workload: Workload, timeLimit: number | null = null) {
  const result = search({
    architecture,
    workload,
    options: DEFAULT_OPTIONS,
    search: { ...DEFAULT_SEARCH, ragged: true, pad: true, timeLimit },
  });
  assert.ok(result.kind === 'mapped', JSON.stringify(result));
  const { padded = {}, mapping, search: searched } = result.report;
  const grown = Object.entries(padded).map(([dimension, { to }]) => [dimension, to]);
  const sized = { ...workload, sizes: { ...workload.sizes, ...Object.fromEntries(grown) } };
  const found: NamedMapping = { name: 'best', architecture, workload: sized, mapping: mappingOfReport(mapping, sized) };
  return { found, proven: searched.proven, value: searched.value };
}

/** What a mapping comes to, level by level, without the names of what the file formats call otherwise. */
export function numbers({ architecture, workload, mapping }: NamedMapping) {
  const { energy_pJ, latency_cycles, violations, levels } = evaluate(architecture, workload, mapping, DEFAULT_OPTIONS);
  const counts = levels.flatMap((level) =>
    level.type === 'memory'
      ? Object.values(level.operands).map(({ reads, writes }) => `${level.name} ${reads} ${writes}`)
      : [],
  );
  return { energy: Number(energy_pJ.toPrecision(12)), latency_cycles, counts: counts.sort(), violations };
}

/** The mapping in what files become when they are imported. */
export async function reimported({ files }: Exported): Promise<NamedMapping> {
  const { text } = await importSound(Object.fromEntries(files.map((file) => [file.name, file.text])), 'timeloop');
  const [lowered] = language.Ffarch.lowering.LoweringProvider.document(await parse(text)).mappings;
  assert.ok(lowered?.value, text);
  return lowered.value;
}

/** A mapping after it was exported to Timeloop and imported again, which means the same; and what was said of that. */
export async function roundTrip(
  before: NamedMapping,
): Promise<{ after: NamedMapping; remarks: readonly ExportRemark[] }> {
  const { architecture, workload } = before;
  const exported = exportTimeloop(architecture, [{ name: 'layer', workload, repeat: 1 }], [before]);
  const after = await reimported(exported);
  assert.deepEqual(numbers(after), numbers(before));
  // Of the library's architectures nothing else is lost.
  const others = exported.remarks.filter(({ effect }) => !/imperfect factor|innermost or outermost/.test(effect));
  assert.deepEqual(others, []);
  return { after, remarks: exported.remarks };
}
