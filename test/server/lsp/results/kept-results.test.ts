import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_OPTIONS, prepare, tilingOf } from '../../../../language/model/index.js';
import { keep, restore } from '../../../../server/lsp/results/kept-results.js';
import { type Question, ResultStore, resultsOf } from '../../../../server/lsp/results/store.js';
import { DEFAULT_SEARCH, type MapResult } from '../../../../server/mapper/request.js';
import { mapReport } from '../../../../server/mapper/result.js';
import { search } from '../../../../server/mapper/search.js';
import * as arbitrary from '../../../arbitraries.js';
import { libraryPair } from '../../../golden/load.js';

const names = {
  uri: 'file:///a.ffarch',
  architecture: { uri: 'file:///a.ffarch', name: 'A' },
  workload: { uri: 'file:///a.ffarch', name: 'W' },
};

/** Cancelled after so many looks at whether it is, which is not to the end of a large space. */
function mapped(
  question: Omit<Question, 'names'>,
  own: Partial<typeof DEFAULT_SEARCH> = {},
  looks = Number.POSITIVE_INFINITY,
): MapResult {
  return search({ ...question, search: { ...DEFAULT_SEARCH, ...own } }, { cancelled: () => looks-- <= 0 });
}

/** Everything that a store tells, but for the names that results have in it. */
const told = (store: ResultStore) =>
  store.answers.map((answer) => ({
    ...answer,
    last: resultsOf(answer).indexOf(answer.last),
    best: Object.values(answer.best).map((result) => resultsOf(answer).indexOf(result)),
    results: resultsOf(answer).map(({ id, ...result }) => result),
  }));

const throughJson = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('Kept results', () => {
  it('come back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitrary.pair(),
        arbitrary.options,
        fc.boolean(),
        async ([architecture, workload], options, pad) => {
          const question = { architecture, workload, options: { ...options }, names };
          const store = new ResultStore();
          for (const own of [
            { objective: 'wart', strategy: 'factorflow', pad },
            { objective: 'latency', strategy: 'random', pad },
          ] as const) {
            const result = mapped(question, own, 100);
            if (result.kind === 'mapped') store.add(question, { ...result, finished: 7 });
          }
          const again = new ResultStore();
          assert.deepEqual(await restore(again, throughJson(keep(store))), []);
          assert.deepEqual(told(again), told(store));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('know bandwidths that nobody has limited, and constraints to the whole of a dimension', async () => {
    const [eyeriss, workload] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
    const levels = eyeriss.levels.map((level) =>
      level.type === 'memory' ? { ...level, readBandwidth: Infinity, writeBandwidth: Infinity } : level,
    );
    const whole = { dimension: 'N', operator: '=', value: Infinity } as const;
    levels[1] = { ...levels[1], factors: [whole] };
    const question = { architecture: { ...eyeriss, levels }, workload, options: DEFAULT_OPTIONS, names };
    const result = mapped(question, {}, 100);
    assert.ok(result.kind === 'mapped');
    const [store, again] = [new ResultStore(), new ResultStore()];
    store.add(question, { ...result, finished: 7 });
    assert.deepEqual(await restore(again, throughJson(keep(store))), []);
    assert.deepEqual(told(again), told(store));
    assert.equal(again.best(question, 'wart')?.value, result.report.wart);
  });

  it('keep what mappings do not keep', async () => {
    const [eyeriss, workload] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
    const levels = eyeriss.levels.map((level) =>
      level.name === 'GlobalBuffer' && level.type === 'memory' ? { ...level, mayBypass: ['in' as const] } : level,
    );
    const question = { architecture: { ...eyeriss, levels }, workload, options: DEFAULT_OPTIONS, names };
    const problem = prepare(question.architecture, workload, DEFAULT_OPTIONS);
    const result = mapped(question, {}, 100);
    assert.ok(result.kind === 'mapped');
    const loops = result.report.mapping.map(({ level, loops }) => ({
      level,
      loops: loops.map(([dimension, iterations]) => ({ dimension, iterations })),
      ...(level === 'GlobalBuffer' && { bypass: ['in' as const] }),
    }));
    const { bound, evaluations, seconds } = result.report.search;
    const report = mapReport(problem, DEFAULT_SEARCH, tilingOf(problem, loops), { bound, evaluations, seconds });
    assert.deepEqual(report.mapping[1].bypass, ['In']);
    const [store, again] = [new ResultStore(), new ResultStore()];
    store.add(question, { ...result, report, finished: 7 });
    assert.deepEqual(await restore(again, throughJson(keep(store))), []);
    assert.deepEqual(again.best(question, 'wart')?.result.report.mapping, report.mapping);
    assert.equal(again.best(question, 'wart')?.value, report.wart);
  });

  describe('that are damaged', () => {
    const [architecture, workload] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
    const question = { architecture, workload, options: DEFAULT_OPTIONS, names };
    let kept: string;
    before(() => {
      const store = new ResultStore();
      const result = mapped(question);
      assert.ok(result.kind === 'mapped');
      store.add(question, { ...result, finished: 7 });
      kept = JSON.stringify(keep(store));
    });

    it('are dropped with a reason, where they are of another version or nothing of ours', async () => {
      for (const other of [{}, [], 'text', 7, { version: 0, architectures: [], answers: [] }, { version: 1 }]) {
        const store = new ResultStore();
        assert.equal((await restore(store, other)).length, 1, JSON.stringify(other));
        assert.deepEqual(store.answers, []);
      }
    });

    it('are dropped with a reason, where another model found them best', async () => {
      for (const [model, version] of [
        [undefined, 1],
        [1, 1],
        [3, 3],
      ]) {
        const store = new ResultStore();
        assert.deepEqual(await restore(store, { ...JSON.parse(kept), model }), [
          `The results of earlier sessions were dropped: they are by version ${version} of the model, which is 2 now. Map again what you need.`,
        ]);
        assert.deepEqual(store.answers, []);
      }
    });

    it('are never an exception or a wrong number, whatever is taken out or changed', async () => {
      const right = new ResultStore();
      await restore(right, JSON.parse(kept));
      const places: string[][] = [];
      const visit = (value: unknown, path: string[]): void => {
        if (path.length > 0) places.push(path);
        if (typeof value === 'object' && value !== null)
          for (const [key, part] of Object.entries(value)) visit(part, [...path, key]);
      };
      visit(JSON.parse(kept), []);
      assert.ok(places.length > 100);
      const damage = fc.constantFrom(undefined, null, {}, [], 'text', -1, 0, 0.5, 1e300, true);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...places), damage, async (place, instead) => {
          const whole = JSON.parse(kept);
          let part = whole;
          for (const key of place.slice(0, -1)) part = part[key];
          part[place.at(-1)!] = instead;
          const store = new ResultStore();
          const reasons = await restore(store, whole);
          assert.equal(reasons.length + store.answers.length, whole.answers?.length === 1 ? 1 : reasons.length);
          // What is taken for the answer to the question as it was has the numbers that it had.
          const best = store.best(question, 'wart');
          if (best) assert.equal(best.value, right.best(question, 'wart')!.value);
        }),
        { numRuns: 1000 },
      );
    });
  });
});
