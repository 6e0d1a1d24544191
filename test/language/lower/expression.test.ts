import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as rational from '../../../language/lower/rational.js';
import { lower } from '../language.js';

/** What an expression comes to as the size of a workload's only dimension, or the codes of what is wrong with it. */
async function evaluate(expression: string, constants = ''): Promise<number | string[]> {
  const { architectures, problems } = await lower(
    `${constants}\narchitecture A : gemm { memory D { size: 1; bandwidth: 1; energy: 0; leakage: ${expression} } }`,
  );
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code.replace('ffarch/', ''));
  const level = architectures[0].value!.levels[0];
  assert.equal(architectures[0].sound, errors.length === 0);
  return errors.length > 0 ? errors : level.type === 'memory' ? level.leakage : Number.NaN;
}

const VALUES: [expression: string, value: number][] = [
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 3 - 2', 5],
  ['64 / 4 / 2', 8],
  ['2 ** 3 ** 2', 512],
  ['0 - -2 ** 2', 4],
  ['(-2) ** 2', 4],
  ['2 ** -1', 0.5],
  ['--4', 4],
  ['3 - -4', 7],
  ['16Ki * 8', 131072],
  ['4Mi + 2Gi', 4 * 2 ** 20 + 2 ** 31],
  ['1.5Ki', 1536],
  ['1e-3', 0.001],
  ['2.5E+2', 250],
  ['.5', 0.5],
  // Exact, where floating-point numbers are not.
  ['0.1 * 30', 3],
  ['0.1 + 0.2', 0.3],
  ['1200 * 1.1', 1320],
  ['1 / 3 * 3', 1],
  ['2 ** 60 - (2 ** 60 - 1)', 1],
  ['4 ** 0.5', 2],
  ['100 % 14', 2],
  ['5.5 % 2', 1.5],
  ['-7 % 3', 2],
  ['3 + 7 % -3', 1],
  ['2 * 7 % 4', 2],
  ['ceil(100 / 14) * 10 + floor(100 / 14)', 87],
  ['10 + ceil(-7 / 2)', 7],
  ['10 + floor(-7 / 2)', 6],
  ['10 + floor(-4)', 6],
  ['min(3, rows, 2.5) * max(1)', 2.5],
  ['max(min(1, 2), ceil(rows / 5), -1)', 3],
  ['2 ** max(2, 3)', 8],
  ['rows * columns', 168],
  ['"one more"', 169],
];

const WRONG: [expression: string, ...codes: string[]][] = [
  ['1 / 0', 'division-by-zero'],
  ['1 / (rows - 12)', 'division-by-zero'],
  ['0 ** -1', 'division-by-zero'],
  ['(-8) ** 0.5', 'not-a-number'],
  ['10 ** 10 ** 10', 'number-too-large'],
  ['1e999999999', 'number-too-large'],
  ['1e400', 'number-too-large'],
  ['0 - 1', 'not-positive'],
];

describe('expressions', () => {
  const constants = 'const columns = 14 const rows = 12 const "one more" = rows * columns + 1';

  for (const [expression, value] of VALUES) {
    it(`${expression} is ${value}`, async () => assert.equal(await evaluate(expression, constants), value));
  }

  for (const [expression, ...codes] of WRONG) {
    it(`${expression}: ${codes}`, async () => assert.deepEqual(await evaluate(expression, constants), codes));
  }

  it('says of each constant in a cycle how it is defined by itself', async () => {
    const { problems } = await lower('const a = b + 1\nconst b = c * 2\nconst c = a\nconst d = a');
    assert.deepEqual(
      problems.map(({ source, message }) => [source.start.line, message]),
      [
        [0, 'Constant `a` is defined in terms of itself: a → b → c → a. Give one of them a number.'],
        [1, 'Constant `b` is defined in terms of itself: b → c → a → b. Give one of them a number.'],
        [2, 'Constant `c` is defined in terms of itself: c → a → b → c. Give one of them a number.'],
      ],
    );
  });

  it('reports what is wrong with a constant there and not where it is used', async () => {
    const { problems, architectures } = await lower(
      'const bad = 1 / 0\narchitecture A : gemm { memory D { size: bad; energy: bad pJ; bandwidth: 1 } }',
    );
    assert.deepEqual(
      problems.map(({ code, source }) => [code, source.start.line]),
      [['ffarch/division-by-zero', 0]],
    );
    assert.equal(architectures[0].sound, false);
  });

  it('has constants refer to each other in any order, however many there are', async () => {
    const chain = Array.from({ length: 3000 }, (_, i) => `const c${i} = c${i + 1} + 1`).join('\n');
    const value = await evaluate('c0', `${chain}\nconst c3000 = 1`);
    assert.ok(value === 3001 || (Array.isArray(value) && value.includes('nested-too-deeply')), String(value));
  });

  it('comes to what exact arithmetic comes to', () => {
    type Sum = { text: string; value: [bigint, bigint] };
    const literal = fc.nat({ max: 999 }).map((n): Sum => ({ text: `${n}`, value: [BigInt(n), 1n] }));
    const { expression } = fc.letrec<{ expression: Sum }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        literal,
        fc
          .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/'), tie('expression'))
          .map(([a, operator, b]): Sum => {
            const text = `(${a.text} ${operator} ${b.text})`;
            const [[n, d], [m, e]] = [a.value, b.value];
            switch (operator) {
              case '+':
                return { text, value: [n * e + m * d, d * e] };
              case '-':
                return { text, value: [n * e - m * d, d * e] };
              case '*':
                return { text, value: [n * m, d * e] };
              default:
                return { text, value: [n * e, d * m] };
            }
          }),
      ),
    }));
    return fc.assert(
      fc.asyncProperty(expression, async ({ text, value: [n, d] }) => {
        const found = await evaluate(`(${text}) ** 2`);
        if (d === 0n) {
          // Somewhere inside, something is divided by zero.
          assert.deepEqual(found, ['division-by-zero']);
        } else if (!Array.isArray(found)) {
          assert.equal(found, nearest(n * n, d * d));
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('rational numbers', () => {
  it('become the nearest floating-point number', () => {
    // Twice as many digits as a number has: the quotient of two integers is compared with it exactly.
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 200n), 2n ** 200n), fc.bigInt(1n, 2n ** 200n), (n, d) => {
        const value = rational.divide({ numerator: n, denominator: 1n }, { numerator: d, denominator: 1n })!;
        assert.equal(rational.toNumber(value), nearest(n, d));
      }),
      { seed: 1 },
    );
  });

  it('read numbers as JavaScript does', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), (x) => {
        assert.equal(rational.toNumber(rational.parse(String(x))!), x === 0 ? 0 : x);
      }),
      { seed: 1 },
    );
  });
});

/** The double that is nearest to n / d, found by bisection with exact comparisons. */
function nearest(n: bigint, d: bigint): number {
  if (d < 0n) {
    return nearest(-n, -d);
  }
  if (n < 0n) {
    return -nearest(-n, d);
  }
  if (n === 0n) {
    return 0;
  }
  let guess = Number(n) / Number(d);
  for (const step of [-2, -1, 0, 1, 2]) {
    const candidate = stepped(Number(n) / Number(d), step);
    if (compareDistance(candidate, guess, n, d) < 0) {
      guess = candidate;
    }
  }
  return guess;
}

/** The double that many steps away. */
function stepped(x: number, steps: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(steps));
  return view.getFloat64(0);
}

/** Negative where a is nearer to n / d than b is. */
function compareDistance(a: number, b: number, n: bigint, d: bigint): number {
  const distance = (x: number): bigint => {
    // Multiplied by 2^1100, every double is an integer.
    const scaled = toScaled(x) * d - n * (1n << 1100n);
    return scaled < 0n ? -scaled : scaled;
  };
  const difference = distance(a) - distance(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function toScaled(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return exponent === 0 ? fraction << 26n : (fraction | (1n << 52n)) << BigInt(exponent - 1075 + 1100);
}
