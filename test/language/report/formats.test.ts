import assert from 'node:assert/strict';
import { csv, latex, markdown, resultTable } from '../../../language/report/index.js';
import { illegal, published, reportOf } from '../../client/panel/samples.js';
import { modelCases } from '../../golden/load.js';

describe('A result as a table', () => {
  const { report } = published('Eyeriss', 'MaestroBlas', 'MB6');
  const table = resultTable(report);

  it('adds up to its total, in every golden case', () => {
    for (const golden of modelCases()) {
      const one = reportOf(golden);
      const { columns, rows } = resultTable(one);
      const energy = columns.findIndex(({ name }) => name === 'energy');
      const cells = rows.map((row) => (row[energy] ?? 0) as number);
      const total = cells.pop()!;
      assert.equal(total, Number((one.energy_pJ * 1e-6).toPrecision(15)));
      const sum = cells.reduce((all, cell) => all + cell, 0);
      // As many additions as there are levels, in another order than the model's.
      assert.ok(Math.abs(sum - total) <= 1e-9 * total, `${sum} ${total}`);
    }
  });

  it('says what is not to be compared', () => {
    assert.match(resultTable(illegal().report).caption, /of a mapping that breaks \d+ rules: not comparable/);
  });

  it('is written as CSV, with the numbers in full and what has commas in quotes', () => {
    const lines = csv(table).split('\r\n');
    assert.equal(
      lines[0],
      'level,loops,used,available,of,reads (words),fills (words),updates (words),drains (words),energy (µJ),latency (cycles)',
    );
    assert.equal(lines[2], 'GlobalBuffer,K 2 · N 256,98304,131072,words,393216,65536,262144,131072,1.72097536,524288');
    assert.equal(lines.at(-2), 'total,,,,,,,,,213.43502336,524288');
    const large = { ...table, rows: [['a,b', 'say "x"', 1e15, null, ...table.rows[0]!.slice(4)]] };
    assert.match(csv(large), /\r\n"a,b","say ""x""",1000000000000000,,/);
  });

  it('is written as a table of Markdown below its caption', () => {
    const lines = markdown(table).split('\n');
    assert.match(lines[0]!, /^MaestroBlas\.MB6 on Eyeriss: EDP 111\.901 J·cycle, energy 213\.435 µJ, /);
    assert.match(lines[3]!, /^\| :-- \| :-- \| --: \|/);
    assert.match(lines[5]!, /^\| GlobalBuffer \| K 2 · N 256 \| 98,304 \| 131,072 \| words \| 393,216 \|/);
    const bars = lines.slice(2, -1).map((line) => line.split('|').length);
    assert.deepEqual(new Set(bars), new Set([table.columns.length + 2]));
  });

  it('is written as a table of LaTeX with the rules of booktabs, and nothing that LaTeX takes for a command', () => {
    const text = latex({ ...table, caption: 'a_b 50 % of $5 & 2 × 10⁻⁷ \\x{}' });
    assert.match(
      text,
      /\\caption\{a\\_b 50 \\% of \\\$5 \\& 2 \$\\times\$ 10\$\^\{-7\}\$ \\textbackslash\{\}x\\\{\\\}\}/,
    );
    assert.match(text, /\\begin\{tabular\}\{llrrlrrrrrr\}\n {4}\\toprule/);
    assert.match(text, /\n {4}GlobalBuffer & K 2 \$\\cdot\$ N 256 & 98,304 & /);
    assert.match(text, /\\midrule\n {4}total & .*\\\\\n {4}\\bottomrule\n {2}\\end\{tabular\}/);
    for (const line of text.split('\n').filter((line) => line.endsWith('\\\\')))
      assert.equal(line.split(' & ').length, table.columns.length, line);
  });
});
