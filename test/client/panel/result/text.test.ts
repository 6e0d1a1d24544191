import assert from 'node:assert/strict';
import { resultText } from '../../../../client/panel/result/text.js';
import { RESULT } from '../../../../client/panel/result/view.js';
import { windowRows, windowText } from '../../../../language/report/index.js';
import { ENDLESS } from '../../../../server/cli/style.js';
import { evaluationText } from '../../../../server/cli/views/evaluation.js';
import { markup } from '../markup.js';
import { illegal, published, ragged, shownOf, sliding } from '../samples.js';

describe('A result as text', () => {
  it('has the totals and a line a level', () => {
    assert.equal(
      resultText(published('Eyeriss', 'MaestroBlas', 'MB6').report),
      `Eyeriss × MaestroBlas.MB6
EDP 111.901 J·cycle, energy 213.435 µJ, latency 524,288 cycles, array used 38.1 %, of peak 38.1 %, WART 2.28463\u00a0×\u00a010⁻⁷

DRAM          M 4          327,680 words
GlobalBuffer  K 2 · N 256  98,304 of 131,072 words
SACols        K 8          8 of 14 instances
SARows        M 8          8 of 12 instances
InRegister                 16 of 24 words
WRegister     K 16         256 of 384 words
OutRegister   M 16         16 of 32 words
Compute                    1 of 1 MAC
`,
    );
  });

  it('says which sizes grew', () => {
    const { report } = ragged();
    assert.match(resultText({ ...report, padded: { P: { from: 1007, to: 1008 } } }), /^padded: P 1,007 became 1,008$/m);
  });

  it('says what windows keep, as the page and the command line do', () => {
    const { report } = sliding();
    const page = markup(RESULT.page(shownOf(report), 900));
    assert.equal(windowRows(report).length, 2);
    for (const row of windowRows(report)) {
      const said = `${row.memory}: ${windowText(row)}`;
      assert.ok(resultText(report).includes(`\n${said}\n`), said);
      assert.ok(evaluationText(report, ENDLESS).includes(`\n  ${said}\n`), said);
      assert.ok(page.includes(`<div class="note">${windowText(row)}</div>`), said);
    }
  });

  it('says what is not legal', () => {
    const { report } = illegal();
    for (const { message } of report.violations) assert.ok(resultText(report).includes(`not legal: ${message}\n`));
    const flaw = `of a mapping that breaks ${report.violations.length} rules: not comparable`;
    assert.match(resultText(report), new RegExp(`^EDP .* \\(${flaw}\\)$`, 'm'));
  });
});
