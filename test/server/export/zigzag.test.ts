import assert from 'node:assert/strict';
import {
  type Architecture,
  accepts,
  architectureFor,
  isSpatial,
  type Layer,
  type Level,
  type Mapping,
  type Workload,
} from '../../../language/domain/index.js';
import { evaluate } from '../../../language/model/index.js';
import { exportZigzag } from '../../../server/export/zigzag/index.js';
import { language, parse } from '../../language/language.js';
import { importSound } from '../import/imported.js';
import { architectures, best, couplings, numbers, smallest } from './round-trip.js';

/** The architectures and layers of a document. */
async function declared(text: string): Promise<{ architectures: Architecture[]; layers: Layer[] }> {
  const { architectures, networks, workloads } = language.Ffarch.lowering.LoweringProvider.document(await parse(text));
  const single = workloads.map(({ value }) => ({ name: value?.name ?? '', workload: value, repeat: 1 }));
  const layers = [...single, ...networks.flatMap(({ value }) => value?.layers ?? [])];
  return {
    architectures: architectures.flatMap(({ value }) => value ?? []),
    layers: layers.filter((layer): layer is Layer => layer.workload !== undefined),
  };
}

const SYSTOLIC = `
architecture Systolic : gemm {
  memory DRAM { size: unbounded; energy: read 64 pJ, write 70 pJ; bandwidth: shared 8 }
  memory Buffer { size: 1 KiB; valueBits: 16; energy: read 7 pJ, write 9 pJ; bandwidth: read 8, write 2; buffering: 2 }
  fanout Rows[4] over K { factors: K = 4 }
  memory Weight { size: 3; energy: 0.5 pJ; bandwidth: 2; bypass: In, Out }
  fanout Columns[2] over M { factors: M = 2 }
  compute MAC { energy: 0.2 pJ }
}
workload small : gemm { M: 4, K: 8, N: 6 }
`;

const CONVOLUTIONS = `
architecture Small : stridedConv {
  memory DRAM { size: unbounded; bits: W 8, In 8, Out 24; energy: 0.5 pJ per wordline; wordBits: 1; bandwidth: shared 64 b }
  fanout Rows[4] over M { factors: M = 4 }
  memory Sums { size: 48 b; bits: Out 24; energy: 24 pJ per wordline; wordBits: 24; bandwidth: shared 48 b; bypass: W, In }
  compute MAC { energy: 0.2 pJ }
}
network net {
  first : stridedConv { M: 8, P: 5, Q: 5, C: 3, R: 3, S: 3, Pstride: 2, Qstride: 2 }
}
`;

/** Loops that unroll what fanouts must, and the others on the outermost memory. */
function mappingOf({ levels }: Architecture, { workload }: Layer): Mapping {
  const left = new Map(Object.entries(workload.sizes));
  const inner = levels.slice(1).map((level) => {
    const loops =
      level.type === 'memory' ? [] : level.factors.map(({ dimension, value }) => ({ dimension, iterations: value }));
    for (const { dimension, iterations } of loops) left.set(dimension, (left.get(dimension) ?? 1) / iterations);
    return { level: level.name, loops };
  });
  const loops = [...left].map(([dimension, iterations]) => ({ dimension, iterations }));
  return [{ level: levels[0]?.name ?? '', loops }, ...inner];
}

/** What an architecture and its first layer come to, as numbers. */
function results({ architectures: [architecture], layers: [layer] }: Awaited<ReturnType<typeof declared>>) {
  assert.ok(architecture && layer);
  const options = { bias: false, freeDrains: false, timeloopBounds: false };
  const { energy_pJ, latency_cycles, violations } = evaluate(
    architecture,
    layer.workload,
    mappingOf(architecture, layer),
    options,
  );
  return { energy: Number(energy_pJ.toPrecision(9)), latency_cycles, violations: violations.length };
}

/** An architecture without what ZigZag cannot say, with what a mapping unrolls as the only way to unroll it. */
function asZigzag(architecture: Architecture, mapping: Mapping): Architecture {
  const loopsOf = ({ name }: Level) => mapping.find(({ level }) => level === name)?.loops ?? [];
  return {
    ...architecture,
    levels: architecture.levels.map((level) => {
      if (level.type === 'memory') return { ...level, factors: [], order: [] };
      if (!isSpatial(level)) return level;
      const factors = level.dimensions.map((dimension) => {
        const value = loopsOf(level).find((loop) => loop.dimension === dimension)?.iterations ?? 1;
        return { dimension, operator: '=' as const, value };
      });
      if (level.type === 'compute') return { ...level, factors };
      const multicast = { in: 'full', w: 'full', out: 'full' } as const;
      return { ...level, factors, multicast, reduction: 'full', peToPe: false };
    }),
  };
}

/** A mapping in the words of what was imported, which has levels and dimensions in the same order, and no dimensions of size 1. */
function translated(mapping: Mapping, before: Workload, architecture: Architecture, after: Workload): Mapping {
  const iterating = ({ coupling, sizes }: Workload) => coupling.dimensions.filter((name) => (sizes[name] ?? 1) > 1);
  const names = iterating(after);
  assert.deepEqual(
    names.map((name) => after.sizes[name]),
    iterating(before).map((name) => before.sizes[name]),
  );
  const renamed = new Map(iterating(before).map((name, at) => [name, names[at] ?? '']));
  const levels = architecture.levels.filter((level) => level.type === 'memory' || isSpatial(level));
  return mapping.map(({ loops }, at) => ({
    level: levels[at]?.name ?? '',
    loops: loops.map(({ dimension, iterations }) => ({ dimension: renamed.get(dimension) ?? dimension, iterations })),
  }));
}

describe('Exporting to ZigZag', () => {
  for (const workload of couplings.map(smallest))
    for (const architecture of architectures.filter((each) => accepts(each, workload.coupling)))
      it(`writes hardware and workload so that the optimum means the same: ${workload.name}, ${workload.coupling.name}, on ${architecture.name}`, async () => {
        const { found } = best(architectureFor(architecture, workload.coupling), workload);
        const before = { ...found, architecture: asZigzag(found.architecture, found.mapping) };
        const layer = { name: 'layer', workload: found.workload, repeat: 1 };
        const { files, remarks } = exportZigzag(before.architecture, [layer]);
        assert.deepEqual(remarks, []);
        const imported = await importSound(Object.fromEntries(files.map((file) => [file.name, file.text])), 'zigzag');
        const after = await declared(imported.text);
        const [again, same] = [after.architectures[0], after.layers[0]?.workload];
        assert.ok(again && same);
        const mapping = translated(before.mapping, before.workload, again, same);
        assert.deepEqual(numbers({ ...before, architecture: again, workload: same, mapping }), numbers(before));
      });

  for (const [what, text] of [
    ['products of matrices', SYSTOLIC],
    ['convolutions', CONVOLUTIONS],
  ] as const)
    it(`writes files that mean the same when they are imported: ${what}`, async () => {
      const before = await declared(text);
      const [architecture] = before.architectures;
      assert.ok(architecture);
      const { files, remarks } = exportZigzag(architecture, before.layers);
      assert.deepEqual(remarks, []);
      const imported = await importSound(Object.fromEntries(files.map((file) => [file.name, file.text])), 'zigzag');
      const after = await declared(imported.text);
      assert.deepEqual(after.layers[0]?.workload.sizes, before.layers[0]?.workload.sizes);
      assert.deepEqual(results(after), results(before));
    });

  it('tells what cannot be said there', async () => {
    const { architectures, layers } = await declared(`
      architecture Odd : gemm {
        memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: unbounded }
        fanout PEs[4] over M, K { multicast: none; peToPe: false }
        memory Register { size: 16 b; bits: W 8, In 8, Out 24; energy: 1 pJ; bandwidth: 9.5 b; factors: N = 1; mayBypass: W; leakage: 1 fJ }
        compute MAC { energy: 0.2 pJ; cycles: 2 }
      }
      workload w : gemm { M: 4, K: 8, N: 6 }`);
    const [architecture] = architectures;
    assert.ok(architecture);
    const { remarks } = exportZigzag(
      architecture,
      layers.map((layer) => ({ ...layer, repeat: 3 })),
    );
    assert.deepEqual(
      [...new Set(remarks.map(({ kind, what }) => `${kind} ${what}`))],
      [
        'approximated DRAM: size',
        'approximated DRAM: energy',
        'approximated Register: bandwidth',
        'approximated Register: energy',
        'lost PEs: over',
        'lost PEs: multicast: none',
        'lost Register: leakage',
        'lost Register: factors',
        'lost Register: mayBypass',
        'lost MAC: cycles',
        'lost w',
      ],
    );
  });
});
