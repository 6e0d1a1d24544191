import assert from 'node:assert/strict';
import {
  comparisonTable,
  csv,
  latex,
  markdown,
  networkTable,
  resultTable,
  type Table,
} from '../../../language/report/index.js';
import { illegal, published, publishedNetwork, reportOf } from '../../client/panel/samples.js';
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

describe('Names that formats take for something else', () => {
  const table = (name: string): Table => ({
    caption: name,
    columns: [
      { name: 'level', unit: '', numeric: false },
      { name: 'words', unit: '', numeric: true },
    ],
    rows: [
      [name, 1],
      ['total', 1],
    ],
  });

  for (const [name, inCsv, inMarkdown, inLatex] of [
    ['a|b', 'a|b', 'a\\|b', 'a\\textbar{}b'],
    ['a\\|b', 'a\\|b', 'a\\\\\\|b', 'a\\textbackslash{}\\textbar{}b'],
    ['two\r\nlines', '"two\r\nlines"', 'two lines', 'two lines'],
    ['[x]*', '[x]*', '\\[x\\]\\*', '{[}x]{*}'],
    ['L<b>', 'L<b>', 'L\\<b>', 'L\\textless{}b\\textgreater{}'],
    ['_a_b_', '_a_b_', '\\_a_b\\_', '\\_a\\_b\\_'],
    ['=1+1', "'=1+1", '=1+1', '=1+1'],
    ['-a', "'-a", '-a', '-a'],
    ['@a=b', "'@a=b", '@a=b', '@a=b'],
    ['~~a~~', '~~a~~', '\\~\\~a\\~\\~', '\\textasciitilde{}\\textasciitilde{}a\\textasciitilde{}\\textasciitilde{}'],
    ['&lt;', '&lt;', '\\&lt;', '\\&lt;'],
    ['50 %, #1 & "$2"', '"50 %, #1 & ""$2"""', '50 %, #1 \\& "$2"', '50 \\%, \\#1 \\& "\\$2"'],
  ] as const) {
    it(`are escaped: ${JSON.stringify(name)}`, () => {
      assert.equal(csv(table(name)), `level,words\r\n${inCsv},1\r\ntotal,1\r\n`);
      assert.equal(
        markdown(table(name)),
        `${inMarkdown}\n\n| level | words |\n| :-- | --: |\n| ${inMarkdown} | 1 |\n| total | 1 |\n`,
      );
      const lines = latex(table(name)).split('\n');
      assert.ok(lines.includes(`  \\caption{${inLatex}}`), lines.join('\n'));
      assert.ok(lines.includes(`    ${inLatex} & 1 \\\\`), lines.join('\n'));
    });
  }
});

describe('A network as a table', () => {
  const on = (architecture: string) => publishedNetwork(architecture, 'MaestroBlas', ['MB3', 'MB4', 'MB1']);
  const networks = ['Gemmini', 'Eyeriss'].map(on);
  const column = ({ columns, rows }: Table, named: string): number[] =>
    rows.map((row) => row[columns.findIndex(({ name }) => name === named)] as number);

  it('adds up to its total with repeats, and its shares to 100 %', () => {
    const [one] = networks;
    const table = networkTable([one!]);
    const close = (actual: number, expected: number) =>
      assert.ok(Math.abs(actual - expected) <= 1e-9 * expected, `${actual} ${expected}`);
    const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
    const repeats = column(table, 'repeat').slice(0, -1);
    assert.deepEqual(repeats, [1, 2, 3]);
    for (const [name, total] of [
      ['energy', one!.totals!.energy_pJ * 1e-6],
      ['latency', one!.totals!.latency_cycles],
    ] as const) {
      const cells = column(table, name);
      close(cells.at(-1)!, total);
      close(sum(repeats.map((repeat, i) => repeat * cells[i]!)), total);
      close(sum(column(table, `of the ${name}`).slice(0, -1)), 100);
    }
  });

  it('is written as CSV, of several architectures with a row for each layer on each', () => {
    const lines = csv(networkTable(networks)).trimEnd().split('\r\n');
    assert.equal(
      lines[0],
      'architecture,layer,repeat,EDP (J·cycle),energy (µJ),latency (cycles),array used (%),of peak (%),WART,of the energy (%),of the latency (%)',
    );
    assert.equal(lines.length, 1 + 2 * 4);
    assert.match(lines[4]!, /^Gemmini,total,6,[\d.]+,[\d.]+,\d+,/);
    assert.match(lines[5]!, /^Eyeriss,MB3,1,/);
  });

  it('says which layers it leaves out, and that there is no total where some have no mapping', () => {
    const [one] = networks;
    const leftOut = [{ layer: 'fc', repeat: 2, macs: 16, reason: '' }];
    const table = networkTable([{ ...one!, leftOut }]);
    assert.match(table.caption, /^MaestroBlas on Gemmini; the total on Gemmini is without fc \(.* of the MACs\)$/);
    assert.deepEqual(table.rows.at(-2), ['fc', 2, ...Array.from({ length: 8 }, () => null)]);
    const partial = networkTable([{ ...one!, totals: null }]);
    assert.match(partial.caption, /not all layers are mapped on Gemmini/);
    assert.equal(partial.rows.at(-1)![2], null);
  });

  it('is compared by the times of one of the architectures, as the figure is', () => {
    const table = comparisonTable(networks, 'energy', 1);
    assert.equal(
      table.caption,
      'MaestroBlas: energy, times that of Eyeriss; geometric mean of 3 layers, each once; the whole network counts repeats',
    );
    const whole = networks[0]!.totals!.energy_pJ / networks[1]!.totals!.energy_pJ;
    assert.deepEqual(table.rows.at(-1), ['whole network', Number(whole.toPrecision(4)), 1]);
    assert.match(markdown(table), /^\| layer \| Gemmini \(×\) \| Eyeriss \(×\) \|$/m);
    assert.match(latex(table), /\\midrule\n {4}whole network & [\d.]+ & 1 \\\\\n {4}\\bottomrule/);
  });
});
