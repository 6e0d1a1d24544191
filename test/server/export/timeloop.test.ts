import assert from 'node:assert/strict';
import {
  type Architecture,
  accepts,
  architectureFor,
  type NamedMapping,
  type Workload,
} from '../../../language/domain/index.js';
import { LIBRARY_VALUES } from '../../../language/generated/library-values.js';
import { readLibrary } from '../../../language/library/library.js';
import { DEFAULT_OPTIONS, evaluate } from '../../../language/model/index.js';
import type { Exported } from '../../../server/export/export.js';
import { exportTimeloop } from '../../../server/export/timeloop/index.js';
import { mappingOfReport } from '../../../server/mapper/reported.js';
import { DEFAULT_SEARCH, type MapResult, type SearchOptions } from '../../../server/mapper/request.js';
import { search } from '../../../server/mapper/search.js';
import { language, parse } from '../../language/language.js';
import { importSound } from '../import/imported.js';

const library = readLibrary(LIBRARY_VALUES);
const workloads = [
  ...library.workloads,
  ...library.networks.flatMap(({ layers }) => layers.map(({ workload }) => workload)),
];

/** What a mapping comes to, level by level, without the names of what the file formats call otherwise. */
function numbers({ architecture, workload, mapping }: NamedMapping) {
  const { energy_pJ, latency_cycles, violations, levels } = evaluate(architecture, workload, mapping, DEFAULT_OPTIONS);
  const counts = levels.flatMap((level) =>
    level.type === 'memory'
      ? Object.values(level.operands).map(({ reads, writes }) => `${level.name} ${reads} ${writes}`)
      : [],
  );
  return { energy: Number(energy_pJ.toPrecision(12)), latency_cycles, counts: counts.sort(), violations };
}

/** The mapping in what files become when they are imported. */
async function reimported({ files }: Exported): Promise<{ mapping: NamedMapping; findings: string[] }> {
  const { text, findings } = await importSound(
    Object.fromEntries(files.map((file) => [file.name, file.text])),
    'timeloop',
  );
  const [lowered] = language.Ffarch.lowering.LoweringProvider.document(await parse(text)).mappings;
  assert.ok(lowered?.value, text);
  return { mapping: lowered.value, findings };
}

/** The architectures, layers and mappings of a document. */
async function declared(text: string) {
  const lowered = language.Ffarch.lowering.LoweringProvider.document(await parse(text));
  return {
    architectures: lowered.architectures.flatMap(({ value }) => value ?? []),
    layers: lowered.workloads.flatMap(({ value }) => (value ? { name: value.name, workload: value, repeat: 1 } : [])),
    mappings: lowered.mappings.flatMap(({ value }) => value ?? []),
  };
}

/** With windows as Timeloop has them, so that what is left differs in nothing. */
const asTimeloop = (architecture: Architecture): Architecture => ({
  ...architecture,
  levels: architecture.levels.map((level) => (level.type === 'memory' ? { ...level, windows: 'strict' } : level)),
});

/**
 * The optimal mapping of a product. Of convolutions, whose optima take minutes to prove, one that is good; of padded sizes where
 * constraints do not divide them.
 */
function best(architecture: Architecture, workload: Workload): NamedMapping {
  const product = workload.coupling.name === 'gemm';
  const result = found(architecture, workload, product ? { strategy: 'optimal', ragged: true } : {});
  const mapped = product || result.kind === 'mapped' ? result : found(architecture, workload, { pad: true });
  assert.ok(mapped.kind === 'mapped', JSON.stringify(mapped));
  const { search, padded = {}, mapping } = mapped.report;
  assert.equal(search.proven, product);
  const grown = Object.entries(padded).map(([dimension, { to }]) => [dimension, to]);
  const sized = { ...workload, sizes: { ...workload.sizes, ...Object.fromEntries(grown) } };
  return { name: 'best', architecture, workload: sized, mapping: mappingOfReport(mapping, sized) };
}

const found = (architecture: Architecture, workload: Workload, options: Partial<SearchOptions>): MapResult =>
  search({
    architecture,
    workload,
    options: DEFAULT_OPTIONS,
    search: { ...DEFAULT_SEARCH, strategy: 'factorflow', ...options },
  });

const macs = ({ sizes }: Workload): number => Object.values(sizes).reduce((product, size) => product * size, 1);

/** The smallest workload of each coupling that an architecture accepts. */
const runOf = (architecture: Architecture): readonly Workload[] =>
  [...new Set(workloads.map(({ coupling }) => coupling))]
    .filter((coupling) => accepts(architecture, coupling))
    .flatMap((coupling) => {
      const all = workloads.filter((workload) => workload.coupling === coupling);
      return all.sort((one, other) => macs(one) - macs(other)).slice(0, 1);
    });

describe('Exporting to Timeloop', () => {
  for (const architecture of library.architectures)
    for (const workload of runOf(architecture))
      it(`writes files that mean the same: ${workload.name}, ${workload.coupling.name}, on ${architecture.name}`, async () => {
        const view = asTimeloop(architectureFor(architecture, workload.coupling));
        const before = best(view, workload);
        const exported = exportTimeloop(view, [{ name: 'layer', workload: before.workload, repeat: 1 }], [before]);
        const { mapping: after } = await reimported(exported);
        assert.deepEqual(numbers(after), numbers(before));
        assert.deepEqual(
          exported.remarks.filter(({ effect }) => !/imperfect factor|innermost or outermost/.test(effect)),
          [],
        );
      });

  for (const dimension of ['A', 'B', 'C'])
    it(`keeps what several MACs read and write: over ${dimension}`, async () => {
      const { architectures, layers, mappings } = await declared(`
        coupling plain { dims A, B, C; O[A][B] += X[A][C] * Y[C][B] }
        architecture Small : plain {
          memory Main { size: unbounded; energy: 64 pJ; bandwidth: 8 }
          memory Local { size: 96; energy: 1 pJ; bandwidth: 4 }
          compute MAC[2] over ${dimension} { energy: 0.2 pJ }
        }
        workload w : plain { A: 4, B: 4, C: 4 }
        mapping found of w on Small { Main: ${['A', 'B', 'C'].map((name) => `${name} ${name === dimension ? 2 : 4}`).join(', ')}; MAC: ${dimension} 2 }`);
      const [architecture] = architectures;
      assert.ok(architecture && mappings[0]);
      const exported = exportTimeloop(architecture, layers, mappings);
      assert.deepEqual(numbers((await reimported(exported)).mapping), numbers(mappings[0]));
      assert.deepEqual(exported.remarks, []);
    });

  it('writes each of several layers, and finds of which one a mapping is', async () => {
    const { architectures, layers, mappings } = await declared(`
      coupling plain { dims A, B, C; O[A][B] += X[A][C] * Y[C][B] }
      architecture Small : plain {
        memory Main { size: unbounded; energy: 64 pJ; bandwidth: shared 8 }
        fanout Units[4] over A { multicast: none for X; powerGating: true }
        memory Local { size: 96; valueBits: 16; energy: read 1 pJ, write 2 pJ; leakage: 1 fJ; area: 5 um2; bandwidth: read 4, write 2; buffering: 2; mayBypass: Y; order: A, _, B; factors: A <= 8, C >= 2 }
        compute MAC[2] over C { energy: 0.2 pJ }
      }
      workload first : plain { A: 8, B: 3, C: 4 }
      workload second : plain { A: 6, B: 5, C: 8 }
      mapping found of second on Small { Main: A 2, B 5; Units: A 4; Local: C 4; MAC: C 2 }`);
    const [architecture] = architectures;
    assert.ok(architecture && mappings[0]);
    const exported = exportTimeloop(architecture, layers, mappings);
    const { mapping: after } = await reimported(exported);
    assert.equal(after.workload.name, 'second');
    assert.deepEqual(after.workload.sizes, mappings[0].workload.sizes);
    assert.deepEqual(numbers(after), numbers(mappings[0]));
    assert.deepEqual(
      exported.remarks.map(({ kind, what }) => `${kind} ${what}`),
      ['approximated found: Units A 4'],
    );
  });

  it('tells what cannot be said there', async () => {
    const { architectures, layers } = await declared(`
      coupling window { dims M, P, R; O[M][P] += W[M][R] * I[P + R] }
      architecture Odd : window {
        memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: unbounded; order: M, P }
        link Net { energy: 1 pJ; bandwidth: 4 }
        fanout PEs[4] over M, P { multicast: selective; reduction: selective; peToPe: true; }
        memory Local { size: 160 b; bits: W 8, I 8, O 24; energy: 1 pJ; bandwidth: 9 b; order: _, M, _ }
        compute MAC { energy: 0.2 pJ; cycles: 2; leakage: 1 fJ }
      }
      workload w : window { M: 4, P: 8, R: 3 }`);
    const [architecture] = architectures;
    assert.ok(architecture);
    const repeated = layers.map((layer) => ({ ...layer, repeat: 3 }));
    assert.deepEqual(
      exportTimeloop(architecture, repeated, []).remarks.map(({ kind, what }) => `${kind} ${what}`),
      [
        'lost DRAM: order',
        'lost Net: link',
        'approximated PEs: multicast: selective',
        'approximated PEs: reduction: selective',
        'lost PEs: peToPe',
        'approximated Local: bits',
        'approximated Local: windows: any',
        'lost Local: order',
        'lost MAC: cycles',
        'lost MAC: leakage',
        'lost w',
      ],
    );
  });
});
