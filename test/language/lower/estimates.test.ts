import assert from 'node:assert/strict';
import type { Compute, Link, Memory } from '../../../language/domain/index.js';
import { lower } from '../language.js';

async function lowered<T>(level: string, before = 'technology: 45nm'): Promise<T> {
  const text = `architecture A : gemm { ${before}; ${level} }`;
  const { architectures, problems } = await lower(text);
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  return architectures[0]!.value!.levels[0] as T;
}

const memory = (properties: string, before?: string) =>
  lowered<Memory>(`memory L { ${properties}; bandwidth: 32 }`, before);
const compute = (properties: string) => lowered<Compute>(`compute L { ${properties} }`);
const ISSUE = 'component: sram { ports: 1 }; size: 128 KiB; wordBits: 64; valueBits: 8';

/** To five digits. */
const about = (value: number | null) => Number((value ?? Number.NaN).toPrecision(5));

describe('levels that say what they are made of', () => {
  it('have the energy, leakage and area of their component', async () => {
    const { readEnergy, writeEnergy, leakage, area } = await memory(`technology: 45nm; ${ISSUE}`, '');
    assert.equal(about(readEnergy.in * 8), 33.136);
    assert.equal(about(writeEnergy.out * 8), 27.058);
    assert.equal(about(leakage), 0.0032438);
    assert.equal(about(area), 426340);
  });

  it('are of the process of their architecture unless they name another', async () => {
    const [inherited, own] = [await memory(ISSUE, 'technology: 32'), await memory(`${ISSUE}; technology: 32 nm`)];
    assert.equal(about(inherited.readEnergy.w * 8), 18.322);
    assert.deepEqual(own.readEnergy, inherited.readEnergy);
  });

  it('are for the cycle of the clock, unless they give their own', async () => {
    const adder = 'component: intmac { width: 16 }';
    const at = (clock: string, component: string) => lowered<Compute>(`compute L { ${component} }`, clock);
    const [slow, own, plain] = [
      await at('technology: 45nm; clock: 200 MHz', adder),
      await at('technology: 45nm; clock: 200 MHz', 'component: intmac { width: 16; cycle: 1 ns }'),
      await at('technology: 45nm', adder),
    ];
    const five = await at('technology: 45nm', 'component: intmac { width: 16; cycle: 5 ns }');
    assert.deepEqual([slow.energy, slow.leakage], [five.energy, five.leakage]);
    assert.deepEqual([own.energy, own.leakage], [plain.energy, plain.leakage]);
    assert.notEqual(slow.leakage, plain.leakage);
    const { leakage } = await memory(ISSUE, 'technology: 45nm; clock: 200 MHz');
    assert.equal(about(leakage), about(5 * 0.0032438));
  });

  it('keep what is written', async () => {
    const { readEnergy, writeEnergy, leakage, area } = await memory(`${ISSUE}; energy: read 7, write 8; area: 3`);
    assert.deepEqual([readEnergy.w, writeEnergy.w, area, about(leakage)], [7, 8, 3, 0.0032438]);
  });

  it('share a row by the bits of each operand', async () => {
    const { readEnergy } = await memory('component: sram; size: 128 KiB; wordBits: 64; bits: W 8, In 16, Out 128');
    const row = about(readEnergy.in * 4);
    assert.deepEqual([about(readEnergy.w * 8), about(readEnergy.out / 2), row], [33.136, 33.136, 33.136]);
  });

  it('have rows as wide as a word where none is given, or as it says', async () => {
    const [plain, wide] = await Promise.all([
      memory('component: sram; size: 16Ki; valueBits: 64'),
      memory('component: sram { width: 64; depth: 16Ki }; size: 2Ki; valueBits: 8'),
    ]);
    assert.equal(about(plain.readEnergy.w), 33.136);
    assert.equal(about(wide.readEnergy.w * 8), 33.136);
  });

  it('leak in the time of a cycle', async () => {
    const [one, five] = await Promise.all([
      memory('component: regfile; size: 16; valueBits: 16'),
      memory('component: regfile { cycle: 5 ns }; size: 16; valueBits: 16'),
    ]);
    assert.equal(about(five.readEnergy.w), 0.20203);
    assert.equal(about(one.leakage), about(16 * 16 * 7e-5 + 2.51e-5 * 2));
    assert.equal(about(five.leakage), about(5 * (16 * 16 * 7e-5 + 2.422e-5 * 2)));
  });

  it('are DRAM of any process', async () => {
    const { readEnergy, leakage, area } = await memory(
      'component: dram { type: HBM2 }; size: unbounded; valueBits: 10',
      '',
    );
    assert.deepEqual([readEnergy.w, leakage, area], [39, 0, 0]);
  });

  it('are wires of a link, one for each bit of a word', async () => {
    const link = async (
      properties: string,
      before = 'technology: 45nm; memory D { size: unbounded; energy: 1 pJ; bandwidth: 8; bits: W 8, In 16, Out 32 }',
    ) => {
      const { architectures, problems } = await lower(`architecture A : gemm { ${before} link L { ${properties} } }`);
      assert.deepEqual(
        problems.filter(({ severity }) => severity === 'error'),
        [],
      );
      return architectures[0]!.value!.levels.at(-1) as Link;
    };
    const each = await link('component: wire { length: 100 um }');
    assert.deepEqual(
      [each.readEnergy.w, each.readEnergy.in, each.writeEnergy.out].map(about),
      [0.26032, 0.52064, 1.0413],
    );
    assert.deepEqual([each.leakage, each.area], [0, 0]);
    const bus = await link('component: wire { width: 8; length: 0.1 mm }');
    assert.deepEqual([bus.readEnergy.w, bus.readEnergy.out].map(about), [0.26032, 0.26032]);
    const written = await link('component: wire { length: 100 um }; energy: 3 pJ');
    assert.deepEqual([written.readEnergy.w, written.area], [3, 0]);
  });

  it('compute', async () => {
    const [aladdin, horowitz] = await Promise.all([
      compute('component: intmac { width: 16; cycle: 5 ns }'),
      compute('component: intmac { width: 8, adderWidth: 16, logic: horowitz }'),
    ]);
    assert.equal(about(aladdin.energy), 2.2004);
    assert.equal(about(horowitz.energy), 0.25333);
    assert.deepEqual([horowitz.leakage, horowitz.area], [0, null]);
  });
});
