import assert from 'node:assert/strict';
import { EXPLORATION } from '../../../../client/panel/exploration/view.js';
import { logTicks } from '../../../../client/panel/figures/log-ticks.js';
import { pointsOf, scatterFigure } from '../../../../client/panel/figures/scatter.js';
import { matches } from '../../snapshot.js';
import { lines, markup } from '../markup.js';
import { alone, explorationShown, explored, offFront, open } from './sample.js';

describe('The page of an exploration', () => {
  for (const [name, of] of Object.entries({ explored, offFront, open, alone })) {
    it(`is as before, ${name}`, () =>
      matches(new URL(`snapshots/${name}.html`, import.meta.url), lines(EXPLORATION.page(explorationShown(of), 700))));
  }

  it('has a button for each point of the front and each mapping of the document, and opens what it names', () => {
    const page = markup(EXPLORATION.page(explorationShown(explored), 700));
    const buttons = [
      ...page.matchAll(/<button[^>]*data-action="open-(point|declared)" data-index="(\d+)"[^>]*>([^<]*)</g),
    ];
    assert.deepEqual(
      buttons.map(([, what, index, text]) => [what, Number(index), text]),
      [
        ['point', 1, 'optimum'],
        ['point', 2, 'descent 7'],
        ['point', 3, 'random mapping 1,234'],
        ['declared', 0, 'rowStationary'],
        ['declared', 1, 'tooLarge'],
      ],
    );
    const points = pointsOf(explored);
    assert.deepEqual(points.slice(1, 4), explored.front);
  });

  it('opens each point of the picture by its index', () => {
    const drawn = markup(scatterFigure(explored, 700).body);
    const points = pointsOf(explored);
    const opened = [...drawn.matchAll(/data-action="open-point" data-index="(\d+)"/g)].map(([, index]) =>
      Number(index),
    );
    assert.deepEqual(
      opened.sort((a, b) => a - b),
      points.map((_, i) => i),
    );
  });

  it('says that the best mapping is ragged, as none is that is drawn, and nothing where it is not', () => {
    const said = (optimum: object) =>
      markup(EXPLORATION.page(explorationShown({ ...explored, optimum: { ...explored.optimum, ...optimum } }), 700));
    assert.match(said({ ragged: true }), /The optimum is ragged: .* Only mappings whose loops divide are drawn/);
    assert.match(said({ ragged: true, proven: false, gap: 2 }), /The best known is ragged/);
    assert.ok(!said({}).includes('ragged'));
  });

  it('says why the best mapping is not on the front, with the numbers, and nothing where it is', () => {
    const said = (of: typeof explored) => markup(EXPLORATION.page(explorationShown(of), 700));
    assert.match(
      said(offFront),
      /The optimum by WART \(213 µJ, 524,288 cycles, EDP 112 J·cycle\) is not on the front, as WART also counts how much of the array is used: descent 7 takes no more of either \(195 µJ, 400,000 cycles, EDP 78 J·cycle\), but has 0\.7500 times the WART of the optimum\./,
    );
    for (const of of [explored, open, alone]) assert.ok(!said(of).includes('not on the front'));
  });

  it('has all marks that have a name or are on the front as stops of the keyboard, each with its numbers', () => {
    const drawn = markup(scatterFigure(explored, 700).body);
    const stops = [...drawn.matchAll(/<g class="stop" data-action="open-(\w+)" data-index="(\d+)"><title>([^<]*)</g)];
    assert.deepEqual(
      stops.map(([, what, index, said]) => [what, Number(index), said]),
      [
        ['point', 1, '213 µJ, 524,288 cycles, EDP 112 J·cycle, on the Pareto front'],
        ['point', 2, '195 µJ, 1,048,576 cycles, EDP 204 J·cycle, on the Pareto front'],
        ['point', 3, '180 µJ, 4,194,304 cycles, EDP 755 J·cycle, on the Pareto front'],
        ['declared', 0, 'rowStationary: 260 µJ, 700,000 cycles, EDP 182 J·cycle'],
        ['point', 0, '213 µJ, 524,288 cycles, EDP 112 J·cycle, the optimum'],
      ],
    );
  });

  it('leaves a mapping that breaks rules out of the picture, and says in the table that it is not comparable', () => {
    assert.ok(!markup(scatterFigure(explored, 700).body).includes('tooLarge'));
    assert.match(
      markup(EXPLORATION.page(explorationShown(explored), 700)),
      /tooLarge.*breaks 2 rules: not comparable/s,
    );
  });

  it('is brought back from what VS Code kept, unless that is something else', () => {
    const shown = explorationShown(explored);
    assert.ok(EXPLORATION.is(JSON.parse(JSON.stringify(shown))));
    const others = [undefined, null, {}, { what: 'x' }, { ...shown, explored: { mappings: 1, explorations: [] } }];
    for (const state of others) assert.equal(EXPLORATION.is(state), false);
  });
});

describe('A logarithmic axis', () => {
  it('has powers of ten, else their doubles and fives, else its ends', () => {
    assert.deepEqual(logTicks(0.0001, 1), [0.0001, 0.001, 0.01, 0.1, 1]);
    assert.deepEqual(logTicks(70, 3000), [100, 200, 500, 1000, 2000]);
    assert.deepEqual(logTicks(1.3, 1.5), [1.3, 1.5]);
    assert.ok(logTicks(1, 1e20).length <= 8);
  });
});
