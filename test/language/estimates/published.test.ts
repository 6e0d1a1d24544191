import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { estimate, isRefusal } from '../../../language/estimates/index.js';

/** Rows of a table by the names of its columns. */
function table(path: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i], value])));
}

const inTests = (name: string) => fileURLToPath(new URL(`../../golden/${name}`, import.meta.url));

/** The whole grid, where it is at hand. */
const GRID = fileURLToPath(new URL('../../../../shared/energy/cacti-sram.csv', import.meta.url));

function sramOf(row: Record<string, string>) {
  const { technology_nm, width_bits, depth_words, ports = '1rw', banks } = row;
  const request = { width: Number(width_bits), depth: Number(depth_words), ports, banks: Number(banks) };
  const sram = estimate('sram', request, Number(technology_nm));
  assert.ok(!isRefusal(sram));
  return sram;
}

/** Factors by which the model is off in one quantity, less 1, the least first. */
function errors(rows: readonly Record<string, string>[], quantity: string): number[] {
  const factors = rows.map((row) => {
    const { energy, leakage, area } = sramOf(row);
    const model = { read_energy_pJ: energy.read, write_energy_pJ: energy.write, leakage_mW: leakage!, area_um2: area! };
    const factor = model[quantity as keyof typeof model] / Number(row[quantity]);
    return Math.max(factor, 1 / factor) - 1;
  });
  return factors.sort((a, b) => a - b);
}

/** What docs/estimates.md says of the errors: in the median, and of nine in ten. */
const LIMITS = {
  read_energy_pJ: [0.04, 0.165],
  write_energy_pJ: [0.038, 0.123],
  leakage_mW: [0.025, 0.093],
  area_um2: [0.041, 0.128],
} as const;

describe('estimates against CACTI 7', () => {
  for (const [where, path] of [
    ['a sample of the grid', inTests('cacti-sram.csv')],
    ['the grid', GRID],
  ] as const) {
    for (const [quantity, [median, nineInTen]] of Object.entries(LIMITS)) {
      it(`errs in ${quantity} by no more than is said, on ${where}`, function () {
        if (!existsSync(path)) this.skip();
        const all = errors(table(path), quantity);
        assert.ok(all[Math.floor(all.length / 2)]! <= median);
        assert.ok(all[Math.floor(all.length * 0.9)]! <= nineInTen);
      });
    }
  }
});

describe('estimates against published ERTs', () => {
  const rows = table(inTests('accelergy-ert.csv'));
  for (const row of rows) {
    const { source, level, model_read_pJ = '', model_write_pJ = '' } = row;
    it(`gives what the model gives: ${level} of ${source}`, () => {
      const { energy } = sramOf(row);
      assert.ok(Math.abs(energy.read / Number(model_read_pJ) - 1) < 1e-4);
      assert.ok(Math.abs(energy.write / Number(model_write_pJ) - 1) < 1e-4);
    });
  }

  it('is within a factor of 1.21 of memories of 32 bits and more', () => {
    const off = (model: number, row: Record<string, string>, published: string) => {
      const factor = (model + Number(row.address_generator_pJ)) / Number(row[published]);
      return Math.max(factor, 1 / factor);
    };
    const wide = rows.filter(({ width_bits }) => Number(width_bits) >= 32);
    const factors = wide.flatMap((row) => {
      const { energy } = sramOf(row);
      return [off(energy.read, row, 'read_pJ'), off(energy.write, row, 'write_pJ')];
    });
    assert.equal(wide.length, 12);
    assert.ok(Math.max(...factors) < 1.21);
  });
});
