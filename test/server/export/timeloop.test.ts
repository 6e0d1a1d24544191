import assert from 'node:assert/strict';
import { exportTimeloop } from '../../../server/export/timeloop/index.js';
import { language, parse } from '../../language/language.js';
import { architectures, asTimeloop, best, couplings, numbers, reimported, roundTrip, smallest } from './round-trip.js';

/** The architectures, layers and mappings of a document. */
async function declared(text: string) {
  const lowered = language.Ffarch.lowering.LoweringProvider.document(await parse(text));
  return {
    architectures: lowered.architectures.flatMap(({ value }) => value ?? []),
    layers: lowered.workloads.flatMap(({ value }) => (value ? { name: value.name, workload: value, repeat: 1 } : [])),
    mappings: lowered.mappings.flatMap(({ value }) => value ?? []),
  };
}

describe('Exporting to Timeloop', () => {
  for (const workload of couplings.map(smallest))
    for (const architecture of architectures) {
      const view = asTimeloop(architecture, workload.coupling);
      if (!view) continue;
      it(`writes the optimum so that it means the same: ${workload.name}, ${workload.coupling.name}, on ${architecture.name}`, async () => {
        const { found, proven, value } = best(view, workload);
        assert.ok(proven);
        const { after, remarks } = await roundTrip(found);
        // What is imported again has the same optimum, so its constraints are the same, too.
        const again = best(after.architecture, after.workload).value;
        if (remarks.length === 0) assert.equal(again.toPrecision(9), value.toPrecision(9));
        else assert.ok(again >= value * (1 - 1e-9));
      });
    }

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
      assert.deepEqual(numbers(await reimported(exported)), numbers(mappings[0]));
      assert.deepEqual(exported.remarks, []);
    });

  it('writes each of several layers, and finds of which one a mapping is', async () => {
    const { architectures, layers, mappings } = await declared(`
      coupling plain { dims A, B, C; O[A][B] += X[A][C] * Y[C][B] }
      architecture Small : plain {
        clock: 200 MHz
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
    const after = await reimported(exported);
    assert.equal(after.workload.name, 'second');
    assert.deepEqual(after.workload.sizes, mappings[0].workload.sizes);
    assert.equal(after.architecture.clock, 200e6);
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
