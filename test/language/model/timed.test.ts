import assert from 'node:assert/strict';
import { evaluate } from '../../../language/model/index.js';
import { lower } from '../language.js';

/** 64 MACs of 4 cycles each. A leakage of 0.2 mW is 1 pJ in a cycle of 200 MHz. */
const ARCHITECTURE = (clock: string) => `architecture A : gemm {
  ${clock}
  memory D { size: unbounded; valueBits: 16; energy: 1 pJ; bandwidth: unbounded }
  compute C { energy: 4 pJ; cycles: 4; leakage: ${clock === '' ? '1 pJ' : '0.2 mW'} }
}
workload w : gemm { M: 8, K: 4, N: 2 }
mapping m of w on A { D: M 8, K 4, N 2 }`;

async function report(clock: string) {
  const { mappings, problems } = await lower(ARCHITECTURE(clock));
  assert.deepEqual(problems, []);
  const { architecture, workload, mapping } = mappings[0]!.value!;
  return evaluate(architecture, workload, mapping);
}

describe('what a clock adds to a result', () => {
  it('is time, power, operations per second and per joule', async () => {
    const { energy_pJ, latency_cycles, macs, ...all } = await report('clock: 200 MHz');
    assert.deepEqual([latency_cycles, macs], [256, 64]);
    const close = (actual: number | undefined, expected: number) =>
      assert.ok(Math.abs(actual! / expected - 1) < 1e-12, `${actual} is ${expected}`);
    assert.equal(all.clock_Hz, 2e8);
    close(all.latency_s, 1.28e-6);
    close(all.power_W, (energy_pJ * 1e-12) / 1.28e-6);
    close(all.performance_TOPS, 1e-4);
    close(all.efficiency_TOPS_per_W, all.performance_TOPS! / all.power_W!);
  });

  it('changes nothing else, and is not there without one', async () => {
    const { clock_Hz, latency_s, power_W, performance_TOPS, efficiency_TOPS_per_W, ...clocked } =
      await report('clock: 200 MHz');
    assert.deepEqual(clocked, await report(''));
  });
});
