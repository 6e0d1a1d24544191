import assert from 'node:assert/strict';
import type { ExportParams } from '../../../../server/protocol/index.js';
import { language, parse } from '../../../language/language.js';
import { importSound } from '../../import/imported.js';
import { FILE, mb6, mine, served } from '../puppet.js';

const { architecture, workload } = mine();

describe('The language server exports a result to Timeloop', () => {
  const session = served();

  const mapped = async (): Promise<ExportParams['report']> => {
    await session.editor.open(FILE, mb6);
    const outcome = await session.editor.request('factorflow/map', mine());
    assert.ok(outcome.kind === 'mapped');
    return outcome.report;
  };
  const ask = (report: ExportParams['report'], pair = { architecture, workload }) =>
    session.editor.request('factorflow/exportTimeloop', { ...pair, report });

  it('as files that mean the same when they are imported', async () => {
    const report = await mapped();
    const outcome = await ask(report);
    assert.ok(outcome.kind === 'exported');
    assert.deepEqual(
      outcome.files.map(({ name }) => name),
      ['arch.yaml', 'ERT.yaml', 'ART.yaml', 'mine.prob.yaml', 'mine_Eyeriss.map.yaml'],
    );
    assert.ok(outcome.remarks.every((remark) => /^(approximated|lost): .*\.$/.test(remark)));
    const { text } = await importSound(
      Object.fromEntries(outcome.files.map(({ name, text }) => [name, text])),
      'timeloop',
    );
    const [again] = language.Ffarch.lowering.LoweringProvider.document(await parse(text)).mappings;
    const loops = again?.value?.mapping.flatMap(({ loops }) => loops.map(({ iterations }) => iterations)) ?? [];
    const before = report.mapping.flatMap(({ loops }) => loops.map(([, iterations]) => iterations));
    assert.deepEqual(loops.filter((n) => n > 1).sort(), before.filter((n) => n > 1).sort());
  });

  it('with the sizes that were mapped, padded or not', async () => {
    const report = await mapped();
    await session.editor.change(FILE, mb6.replace(/\d+/, '7'));
    const padded = { ...report, sizes: { ...report.sizes, N: 250 }, padded: { N: { from: 250, to: 256 } } };
    for (const outcome of [await ask(report), await ask(padded)]) {
      assert.ok(outcome.kind === 'exported');
      const problem = outcome.files.find(({ name }) => name === 'mine.prob.yaml')?.text ?? '';
      for (const [dimension, size] of Object.entries(report.sizes))
        assert.match(problem, new RegExp(`\\b${dimension}: ${size}\\b`));
    }
  });

  it('not where what was mapped is no longer there', async () => {
    const report = await mapped();
    const renamed = report.mapping.map((entry) => ({ ...entry, level: `${entry.level}Old` }));
    const cases: readonly (readonly [report: ExportParams['report'], message: RegExp])[] = [
      [{ ...report, mapping: renamed }, /^Eyeriss has no level DRAMOld any more\. Map again/],
      [{ ...report, sizes: {} }, /^mine had no \w+ when it was mapped\. Map again/],
    ];
    for (const [changed, message] of cases) {
      const outcome = await ask(changed);
      assert.ok(outcome.kind === 'unavailable');
      assert.match(outcome.message, message);
    }
    const gone = await ask(report, { architecture, workload: { uri: FILE, name: 'none' } });
    assert.ok(gone.kind === 'unavailable');
    assert.match(gone.message, /^none is no longer in /);
  });
});
