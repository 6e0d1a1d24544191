import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Architecture } from '../../../../language/domain/index.js';
import { FIGURES } from '../../../../language/figures.js';
import { DEFAULT_OPTIONS, evaluate } from '../../../../language/model/index.js';
import { MOST_ANSWERS, type Question, ResultStore, resultsOf } from '../../../../server/lsp/results/store.js';
import { better, OBJECTIVES } from '../../../../server/mapper/objective.js';
import { DEFAULT_SEARCH, type MapReport, OBJECTIVE_NAMES } from '../../../../server/mapper/request.js';
import { search } from '../../../../server/mapper/search.js';
import { libraryPair } from '../../../golden/load.js';

const [architecture, workload] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
const names = {
  uri: 'file:///a.ffarch',
  architecture: { uri: 'file:///a.ffarch', name: 'Eyeriss' },
  workload: { uri: 'file:///a.ffarch', name: 'MB6' },
};
const question: Question = { architecture, workload, options: DEFAULT_OPTIONS, names };
const everything = evaluate(architecture, workload, [
  {
    level: 'DRAM',
    loops: Object.entries(workload.sizes).map(([dimension, iterations]) => ({ dimension, iterations })),
  },
]);

/** A report with given figures, as a search for the objective gives it. */
function report(
  objective: MapReport['search']['objective'],
  [wart, edp_pJ_cycles, energy_pJ, latency_cycles]: readonly number[],
  bound: number | null = null,
): MapReport {
  const { strategy, threads, seed, ragged } = DEFAULT_SEARCH;
  const effort = { evaluations: 1, seconds: 0, value: 0, gap: null, proven: false, bound };
  const found = { objective, strategy, threads, seed, ragged, ...effort };
  return { ...everything, wart, edp_pJ_cycles, energy_pJ, latency_cycles, search: found };
}

const found = (report: MapReport, finished = 1) => ({ report, stopped: 'finished' as const, finished });

describe('The store of results', () => {
  it('reads once what a question means, however often it is asked for', () => {
    let reads = 0;
    const read = {
      ...question,
      get workload() {
        reads += 1;
        return workload;
      },
    };
    const store = new ResultStore();
    assert.equal(store.knows(read, { ...DEFAULT_SEARCH, pad: true }), false);
    assert.equal(store.knows(read, DEFAULT_SEARCH), false);
    assert.equal(store.best(read, 'wart'), undefined);
    assert.equal(reads, 1);
  });

  it('keeps one result of searches that come to the same', () => {
    const store = new ResultStore();
    store.add(question, found(report('wart', [1, 1, 1, 1]), 1));
    store.add(question, found(report('wart', [1, 1, 1, 1]), 2));
    assert.deepEqual(
      resultsOf(store.answers[0]).map(({ finished }) => finished),
      [2],
    );
    store.add(question, found(report('latency', [1, 1, 1, 1]), 3));
    assert.deepEqual(
      resultsOf(store.answers[0]).map(({ finished }) => finished),
      [3, 2],
    );
  });

  it('never lets the best known get worse, nor a bound looser, and keeps the last apart', () => {
    const figure = fc.integer({ min: 1, max: 9 });
    const result = fc.record({
      objective: fc.constantFrom(...OBJECTIVE_NAMES),
      figures: fc.tuple(figure, figure, figure, figure),
      bound: fc.option(figure),
    });
    fc.assert(
      fc.property(fc.array(result, { minLength: 1, maxLength: 12 }), (results) => {
        const store = new ResultStore();
        const reports: MapReport[] = [];
        for (const { objective, figures, bound } of results) {
          const before = OBJECTIVE_NAMES.map((name) => store.best(question, name));
          reports.push(report(objective, figures, bound));
          store.add(question, found(reports.at(-1)!));
          OBJECTIVE_NAMES.forEach((name, i) => {
            const now = store.best(question, name)!;
            const values = reports.map((one) => FIGURES[name].of(one));
            assert.equal(now.value, OBJECTIVES[name].higherIsBetter ? Math.max(...values) : Math.min(...values));
            assert.equal(now.value, FIGURES[name].of(now.result.report));
            if (before[i]) assert.ok(!better(OBJECTIVES[name], before[i].value, now.value));
            if (before[i]?.gap !== null && before[i]) assert.ok(now.gap !== null && now.gap <= before[i].gap);
          });
          assert.equal(store.answers[0].last.report, reports.at(-1));
        }
        assert.equal(store.answers.length, 1);
        assert.ok(resultsOf(store.answers[0]).length <= 1 + OBJECTIVE_NAMES.length);
      }),
    );
  });

  it('calls a result proven once another search has shown that nothing is better', () => {
    const store = new ResultStore();
    store.add(question, found(report('edp', [1, 5, 1, 1])));
    assert.equal(store.best(question, 'edp')?.gap, null);
    store.add(question, found(report('edp', [1, 6, 1, 1], 5)));
    assert.equal(store.best(question, 'edp')?.gap, 0);
    assert.equal(store.best(question, 'wart')?.gap, null);
  });

  it('knows a question by what it means, not by names and places', () => {
    const store = new ResultStore();
    store.add(question, found(report('wart', [1, 1, 1, 1])));
    const source = { uri: 'file:///b.ffarch', start: { line: 3, character: 0 }, end: { line: 9, character: 1 } };
    const moved: Architecture = { ...architecture, name: 'Copy', source, nameSource: source };
    assert.ok(store.best({ ...question, architecture: moved }, 'wart'));
    const levels = architecture.levels.map((level) =>
      level.type === 'memory' ? { ...level, readBandwidth: 1 } : level,
    );
    assert.equal(store.best({ ...question, architecture: { ...architecture, levels } }, 'wart'), undefined);
    assert.equal(
      store.best({ ...question, workload: { ...workload, sizes: { ...workload.sizes, M: 1 } } }, 'wart'),
      undefined,
    );
    assert.equal(store.best({ ...question, options: { ...DEFAULT_OPTIONS, bias: true } }, 'wart'), undefined);
  });

  it('tells sizes of a dimension called source apart', () => {
    const sized = (size: number) => {
      const text = JSON.stringify({ architecture: { ...architecture, source: undefined }, workload });
      const pair = JSON.parse(text.replaceAll('"M"', '"source"')) as typeof question;
      const sizes = { ...pair.workload.sizes, source: size };
      return { ...question, architecture: pair.architecture, workload: { ...pair.workload, sizes } };
    };
    const store = new ResultStore();
    store.add(sized(2), found(report('wart', [1, 1, 1, 1])));
    assert.equal(store.best(sized(3), 'wart'), undefined);
    assert.ok(store.best(sized(2), 'wart'));
  });

  it('tells workloads apart whose dimensions have changed places with each other', () => {
    const store = new ResultStore();
    store.add(question, found(report('wart', [1, 1, 1, 1])));
    const swap = (text: string) => text.replaceAll('"K"', '"?"').replaceAll('"N"', '"K"').replaceAll('"?"', '"N"');
    const swapped = JSON.parse(swap(JSON.stringify(workload))) as typeof workload;
    assert.equal(store.best({ ...question, workload: swapped }, 'wart'), undefined);
  });

  it('never compares a mapping with one whose sizes padding grew', () => {
    const store = new ResultStore();
    const padded = { M: { from: 7, to: 8 } };
    store.add(question, found({ ...report('wart', [1, 1, 1, 1]), padded }));
    assert.equal(store.best(question, 'wart'), undefined);
  });

  it('keeps what was proven of loops that divide apart from ragged fanouts', () => {
    const store = new ResultStore();
    store.add(question, found(report('edp', [1, 2, 1, 1], 2)));
    const search = { ...DEFAULT_SEARCH, objective: 'edp' } as const;
    assert.equal(store.knows(question, search), true);
    assert.equal(store.knows(question, { ...search, ragged: true }), false);
    assert.equal(store.best(question, 'edp')?.gap, 0);
    const better = report('edp', [1, 1, 1, 1], 0.5);
    store.add(question, found({ ...better, search: { ...better.search, ragged: true } }));
    assert.equal(store.knows(question, { ...search, ragged: true }), true);
    assert.equal(store.best(question, 'edp')?.value, 1);
    assert.equal(store.best(question, 'edp')?.gap, 100);
  });

  it('keeps a bounded number, and lets the one answered the longest ago go', () => {
    const store = new ResultStore();
    const of = (M: number) => ({ ...question, workload: { ...workload, sizes: { ...workload.sizes, M } } });
    for (let M = 1; M <= MOST_ANSWERS; M++) store.add(of(M), found(report('wart', [1, 1, 1, 1])));
    store.add(of(1), found(report('wart', [1, 1, 1, 1])));
    store.add(of(MOST_ANSWERS + 1), found(report('wart', [1, 1, 1, 1])));
    assert.equal(store.answers.length, MOST_ANSWERS);
    assert.ok(store.best(of(1), 'wart'));
    assert.equal(store.best(of(2), 'wart'), undefined);
  });

  it('tells of what came and went, and forgets what is removed', () => {
    let changes = 0;
    const store = new ResultStore();
    store.onChange = () => changes++;
    store.add(question, found(report('wart', [1, 1, 1, 1])));
    store.remove(['unknown']);
    const { id } = store.answers[0].last;
    assert.equal(store.find(id)?.result.report.wart, 1);
    store.remove([id]);
    assert.equal(store.find(id), undefined);
    assert.equal(changes, 3);
  });

  it('goes back to the next best when the best is removed', () => {
    const store = new ResultStore();
    const [fast, frugal, bad] = [
      [3, 1, 5, 1],
      [2, 5, 1, 5],
      [1, 9, 9, 9],
    ].map((figures) => report('wart', figures));
    [fast, frugal, bad].forEach((one, i) => {
      store.add(question, found(one, i + 1));
    });
    const idOf = (of: MapReport) => resultsOf(store.answers[0]).find((one) => one.report === of)!.id;
    store.remove([idOf(bad)]);
    assert.equal(store.answers[0].last.report, frugal);
    assert.equal(store.best(question, 'latency')?.result.report, fast);
    store.remove([idOf(fast)]);
    for (const name of OBJECTIVE_NAMES) assert.equal(store.best(question, name)?.result.report, frugal, name);
    store.remove([idOf(frugal)]);
    assert.deepEqual(store.answers, []);
  });

  it('takes real results', () => {
    const store = new ResultStore();
    for (const objective of OBJECTIVE_NAMES) {
      const options = { ...DEFAULT_SEARCH, objective };
      const result = search({ ...question, search: options }, { cancelled: () => false });
      assert.ok(result.kind === 'mapped');
      store.add(question, { ...result, finished: 1 });
    }
    for (const objective of OBJECTIVE_NAMES) assert.equal(store.best(question, objective)?.gap, 0, objective);
  });
});
