import assert from 'node:assert/strict';
import {
  type Attributes,
  type ComponentClass,
  type ErrorClass,
  type Estimate,
  estimate,
  isRefusal,
} from '../../../language/estimates/index.js';

function estimated(component: ComponentClass, attributes: Attributes, nm: number): Estimate {
  const outcome = estimate(component, attributes, nm);
  assert.ok(!isRefusal(outcome), isRefusal(outcome) ? outcome.refused : '');
  return outcome;
}

/** To so many digits as there are in the figure that is expected. */
function assertPrinted(actual: number, expected: string): void {
  const digits = expected.replace(/^[0.]*/, '').replace('.', '').length;
  assert.equal(Number(actual.toPrecision(digits)), Number(expected));
}

describe('estimates of SRAM', () => {
  type Example = readonly [
    request: string,
    read: string,
    write: string,
    leakage: string,
    area: string,
    errorClass: ErrorClass,
  ];
  /** nm, bits of a row, rows, ports, banks; then what two independent evaluators of the model give. */
  const EXAMPLES: readonly Example[] = [
    ['45 64 16384 1rw 1', '33.136', '27.058', '0.0032438', '426340', 'fitted'],
    ['32 64 16384 1rw 1', '18.322', '14.657', '0.0055539', '223730', 'fitted'],
    ['45 256 2048 1rw 1', '49.123', '62.740', '0.0017011', '195830', 'fitted'],
    ['45 32 1024 2rw 1', '3.9982', '4.5732', '0.00014979', '27779', 'fitted'],
    ['45 16 192 1rw 1', '0.75352', '1.2444', '0.000016174', '1294.9', 'rule of thumb'],
    ['40 256 8192 1rw 1', '107.22', '99.615', '0.0079695', '731990', 'fitted'],
    ['45 64 16384 2rw 32', '75.111', '74.176', '0.0062851', '976710', 'fitted'],
    ['16 64 1024 1rw 1', '1.3701', '1.4896', '0.0010911', '4598.0', 'extrapolated'],
  ];
  for (const [request, read, write, leakage, area, errorClass] of EXAMPLES) {
    it(`takes what the model gives: ${request}`, () => {
      const [nm, width, depth, ports = '', banks] = request.split(' ');
      const sram = estimated(
        'sram',
        { width: Number(width), depth: Number(depth), ports, banks: Number(banks) },
        Number(nm),
      );
      assertPrinted(sram.energy.read, read);
      assertPrinted(sram.energy.write, write);
      assertPrinted(sram.leakage!, leakage);
      assert.equal(Number(sram.area!.toPrecision(5)), Number(area));
      assert.equal(sram.errorClass, errorClass);
    });
  }

  it('rounds banks up to a power of two, and takes ports as they are called', () => {
    const of = (ports: string, banks: number) =>
      estimated('sram', { width: 64, depth: 16384, ports, banks }, 45).energy;
    assert.deepEqual(of('2', 25), of('2rw', 32));
    assert.deepEqual(of('1', 1), of('1rw', 1));
  });

  it('goes on with the square of the node above 90 nm', () => {
    const at = (nm: number) => estimated('sram', { width: 64, depth: 1024 }, nm);
    assert.ok(Math.abs(at(180).energy.read / at(90).energy.read - 4) < 1e-12);
    assert.ok(Math.abs(at(180).leakage! / at(90).leakage! - 4) < 1e-12);
    assert.equal(at(180).errorClass, 'extrapolated');
  });

  const WARNED: readonly (readonly [string, Attributes, number, RegExp])[] = [
    ['narrow rows', { width: 16, depth: 192 }, 45, /^Rows of 16 bits are narrower than the 32/],
    ['few rows', { width: 64, depth: 32 }, 45, /^32 rows are fewer than the 64/],
    ['few rows in a bank', { width: 64, depth: 1094, banks: 32 }, 45, /^1,094 rows are fewer than the 2,048/],
    ['fine nodes', { width: 64, depth: 1024 }, 7, /values at 7 nm are extrapolated/],
    ['coarse nodes', { width: 64, depth: 1024 }, 130, /values at 130 nm are extrapolated/],
    ['leakage of many banks', { width: 64, depth: 16384, banks: 8 }, 45, /^Leakage of 8 banks .* 43 %/],
  ];
  for (const [of, attributes, nm, warning] of WARNED) {
    it(`warns of ${of}`, () => {
      assert.match(estimated('sram', attributes, nm).warnings.join('\n'), warning);
    });
  }

  it('warns of nothing within its domain', () => {
    assert.deepEqual(estimated('sram', { width: 64, depth: 16384, banks: 4, ports: '2rw' }, 45).warnings, []);
  });
});

describe('estimates of everything else', () => {
  const adder = (0.0857 + 0.0119) * (16 / 32);
  const regfile = (depth: number) => estimated('regfile', { width: 16, depth, cycle: 5 }, 45).energy.read;
  const FIGURES: readonly (readonly [string, () => number, string])[] = [
    ['a register file of 16 × 16', () => regfile(16), '0.20203'],
    ['12 × 16 with the adder of v0.3', () => regfile(12) + adder, '0.23632'],
    ['192 × 16 with the adder of v0.3', () => regfile(192) + adder, '1.58552'],
    ['a smart buffer 12 × 16 of v0.4', () => pJ('smartbuffer_regfile', { width: 16, depth: 12 }), '0.32082'],
    ['a MAC of 16 bits', () => pJ('intmac', { width: 16, cycle: 5 }), '2.20035'],
    ['a MAC of 8 bits', () => pJ('intmac', { width: 8, cycle: 5 }), '0.56080'],
    ['a MAC of fp32', () => pJ('fpmac', { exponent: 8, mantissa: 24, cycle: 5 }), '32.328'],
    ['a MAC of 8 bits after Horowitz', () => pJ('intmac', { width: 8, adderWidth: 16, logic: 'horowitz' }), '0.25333'],
    ['a multiplier of 32 bits', () => pJ('intmultiplier', { width: 32 }), '12.68'],
    ['the same after Horowitz', () => pJ('intmultiplier', { width: 32, logic: 'horowitz' }), '3.1'],
    ['an adder at 1.5 ns', () => pJ('intadder', { width: 32, cycle: 1.5 }), '0.0858'],
    ['an adder at 0.75 ns', () => pJ('intadder', { width: 32, cycle: 0.75 }), '0.142'],
    ['an adder at 7 ns', () => pJ('intadder', { width: 32, cycle: 7 }), '0.0853'],
    ['a multiplier of fp64', () => pJ('fpmultiplier', { width: 64 }), '113.763'],
    ['LPDDR4', () => pJ('dram', { width: 8 }), '64'],
    ['DDR3', () => pJ('dram', { width: 8, type: 'DDR3' }), '560'],
    ['a wire', () => pJ('wire', { width: 8, length: 100 }), '0.26032'],
  ];
  function pJ(component: ComponentClass, attributes: Attributes, nm = 45): number {
    return estimated(component, attributes, nm).energy.read;
  }
  for (const [name, figure, expected] of FIGURES) {
    it(`knows ${name}`, () => assertPrinted(figure(), expected));
  }

  /** From 40 nm, which is also what holds at 45. */
  const SCALES: readonly (readonly [number, string])[] = [
    [45, '1.0000'],
    [32, '0.7588'],
    [28, '0.5906'],
    [16, '0.1997'],
    [7, '0.1085'],
  ];
  for (const [nm, factor] of SCALES) {
    it(`scales logic to ${nm} nm`, () => {
      assert.equal((pJ('intmac', { width: 16 }, nm) / pJ('intmac', { width: 16 }, 40)).toFixed(4), factor);
    });
  }

  it('scales the figures of 45 nm to other nodes, and extrapolates below 7 nm', () => {
    const of = (nm: number) => estimated('intadder', { width: 32, logic: 'horowitz' }, nm);
    assertPrinted(of(40).energy.read / of(45).energy.read, '0.8690');
    const [at7, at5] = [7, 5].map((nm) => estimated('intadder', { width: 32 }, nm)) as [Estimate, Estimate];
    assert.ok(Math.abs(at5.energy.read / at7.energy.read - Math.sqrt(5 / 7)) < 1e-12);
    assert.ok(Math.abs(at5.area! / at7.area! - 5 / 7) < 1e-12);
    assert.equal(at5.errorClass, 'extrapolated');
  });

  it('adds address generators to smart buffers', () => {
    const plain = estimated('sram', { width: 256, depth: 2048 }, 45);
    const smart = estimated('smartbuffer_sram', { width: 256, depth: 2048 }, 45);
    assert.ok(Math.abs(smart.energy.read - plain.energy.read - 0.0721875) < 1e-12);
    const at32 = { width: 64, depth: 16384 };
    const added = pJ('smartbuffer_sram', { ...at32, cycle: 5 }, 32) - pJ('sram', at32, 32);
    assertPrinted(added, '0.02845');
    assert.ok(smart.area! > plain.area! && smart.leakage! > plain.leakage!);
  });

  it('asks for an SRAM where registers are many', () => {
    assert.match(estimated('regfile', { width: 16, depth: 192 }, 45).warnings.join(), /over 128 words use `sram`/);
    assert.deepEqual(estimated('regfile', { width: 16, depth: 128 }, 45).warnings, []);
  });

  it('says which figures are secondary', () => {
    const hbm3 = estimated('dram', { type: 'HBM3', width: 8 }, 45);
    assert.equal(hbm3.errorClass, 'secondary');
    assert.match(hbm3.warnings.join(), /secondary source/);
  });
});

describe('refusals of estimates', () => {
  const REFUSED: readonly (readonly [ComponentClass, Attributes, number, RegExp])[] = [
    ['sram', { width: 2048, depth: 64 }, 45, /up to 1,024 bits a row, and this one has 2,048/],
    ['sram', { width: 256, depth: 786432 }, 28, /up to 16 MiB, and this one has 24 MiB/],
    ['sram', { width: 64, depth: 16384, banks: 33 }, 45, /up to 32 banks, and this one has 64/],
    ['sram', { width: 64, depth: 16384, ports: '3' }, 45, /`ports` is one of 1rw, 2rw, 1r1w, 1, 2, not 3/],
    ['sram', { width: 64, depth: 1024 }, 2, /from 3 to 180 nm, and this one is of 2 nm/],
    ['sram', { width: 64, depth: 1024 }, 181, /from 3 to 180 nm/],
    ['sram', { width: 64 }, 45, /`sram` needs `depth`/],
    ['sram', { width: 64, depth: 1.5 }, 45, /`depth` is a whole number of at least 1, not 1.5/],
    ['sram', { width: 64, depth: 1024 }, Number.NaN, /does not exist/],
    ['intmac', { width: 8 }, 180, /Logic at 180 nm is not known, only from 3 to 130 nm/],
    ['intmac', { width: 8, cycle: 0 }, 45, /`cycle` is a number above 0, not 0/],
    ['intmac', { width: 8, logic: 'guess' }, 45, /`logic` is one of aladdin, horowitz, not guess/],
    ['dram', { width: 8, type: 'DDR4' }, 45, /no figure of DDR4, only of LPDDR4/],
  ];
  for (const [component, attributes, nm, why] of REFUSED) {
    it(`names the limit: ${why.source}`, () => {
      const outcome = estimate(component, attributes, nm);
      assert.ok(isRefusal(outcome));
      assert.match(outcome.refused, why);
    });
  }
});
