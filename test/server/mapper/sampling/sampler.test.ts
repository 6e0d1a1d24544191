import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  DEFAULT_OPTIONS,
  emptyTiling,
  mappingOf,
  type Problem,
  prepare,
  sizesOf,
  type Tiling,
  violationsOf,
} from '../../../../language/model/index.js';
import { findLegal } from '../../../../server/mapper/feasibility.js';
import { limitsOf } from '../../../../server/mapper/limits.js';
import { paddedSizes } from '../../../../server/mapper/padding.js';
import { prng } from '../../../../server/mapper/prng.js';
import { MappingCount } from '../../../../server/mapper/sampling/mapping-count.js';
import { samplerOf } from '../../../../server/mapper/sampling/sampler.js';
import { Walk } from '../../../../server/mapper/sampling/walk.js';
import * as arbitrary from '../../../arbitraries.js';
import { libraryPair } from '../../../golden/load.js';
import { exhaust } from '../exhaustive.js';
import { deviation } from './chi-square.js';

const never = (): boolean => false;
const own = ({ sizes }: Problem): number[][] => sizes.map((size) => [size]);

const problems = fc
  .tuple(arbitrary.pair(undefined, { largest: 8, constrained: 4 }), arbitrary.options)
  .map(([[architecture, workload], options]) => prepare(architecture, workload, options));

/** All legal mappings of a problem, each counted 0 times; null if there are too many. */
function enumerated(problem: Problem, limit: number): Map<string, number> | null {
  const all = new Map<string, number>();
  const exhausted = exhaust(problem, limit, (tiling) => all.set(nameOf(problem, tiling), 0));
  return exhausted === null ? null : all;
}

const nameOf = (problem: Problem, tiling: Tiling): string =>
  mappingOf(problem, tiling)
    .map(({ loops }) => loops.map(({ dimension, iterations }) => `${dimension}${iterations}`).join(' '))
    .join('|');

/** Draws so many mappings for each there is, and counts them. */
function tally(problem: Problem, all: Map<string, number>, each: number, next: () => Tiling): number[] {
  for (let n = 0; n < each * all.size; n++) {
    const name = nameOf(problem, next());
    assert.ok(all.has(name), `${name} is not legal`);
    all.set(name, all.get(name)! + 1);
  }
  return [...all.values()];
}

/** Eyeriss with a GEMM small enough to be enumerated: 702 legal mappings. */
function small(): Problem {
  const [architecture, { coupling }] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
  return prepare(architecture, { name: 'small', coupling, sizes: { M: 4, K: 4, N: 2 }, strides: {} }, DEFAULT_OPTIONS);
}

describe('the count of mappings', () => {
  it('is that of exhaustive enumeration, on 300 random problems', () => {
    let counted = 0;
    let some = 0;
    for (const problem of fc.sample(problems, { seed: 20261123, numRuns: 500 })) {
      const exhausted = exhaust(problem, 2_000);
      if (exhausted === null) continue;
      // What does not divide is ruled out before anything is searched.
      if (problem.constraints.some(({ indivisible }) => indivisible !== null)) continue;
      assert.equal(MappingCount.of(problem, limitsOf(problem), own(problem))!.total, exhausted.mappings);
      counted++;
      if (exhausted.mappings > 1) some++;
    }
    assert.ok(counted >= 300 && some >= 150, `${counted} problems, ${some} with a choice`);
  });

  it('is that of an enumeration that took 17 s: Eyeriss and MB6', () => {
    const [architecture, workload] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
    const problem = prepare(architecture, workload, DEFAULT_OPTIONS);
    assert.equal(MappingCount.of(problem, limitsOf(problem), own(problem))!.total, 5_597_030);
  });

  it('is given up where its tables would be too large, and when told to stop', () => {
    const [architecture, { coupling }] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
    const sizes = { M: 720720, K: 720720, N: 720720 };
    const vast = prepare(architecture, { name: 'vast', coupling, sizes, strides: {} }, DEFAULT_OPTIONS);
    assert.equal(MappingCount.of(vast, limitsOf(vast), own(vast)), null);
    const problem = small();
    assert.equal(
      MappingCount.of(problem, limitsOf(problem), own(problem), () => true),
      null,
    );
  });
});

describe('samples of mappings', () => {
  it('are legal, whatever the problem', () => {
    for (const problem of fc.sample(problems, { seed: 7, numRuns: 300 })) {
      const sampler = samplerOf({ problem, sizes: own(problem), legal: null }, prng(1), never);
      for (let n = 0; sampler !== null && n < 20; n++) assert.deepEqual(violationsOf(problem, sampler.next()), []);
    }
  });

  it('come with equal probability when they are counted', () => {
    let tested = 0;
    const random = prng(5);
    for (const problem of [small(), ...fc.sample(problems, { seed: 9, numRuns: 60 })]) {
      const all = enumerated(problem, 3_000);
      if (all === null || all.size < 2) continue;
      const sampler = samplerOf({ problem, sizes: own(problem), legal: null }, random, never);
      if (sampler === null) continue;
      assert.equal(sampler.sampling, 'counted');
      const counts = tally(problem, all, 20, () => sampler.next());
      assert.ok(deviation(counts) < 5, `${deviation(counts)} for ${all.size} mappings`);
      tested++;
    }
    assert.ok(tested >= 20, `${tested} problems`);
  });

  it('come with equal probability from all sizes when they are padded', () => {
    const [architecture, { coupling }] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
    const workload = { name: 'odd', coupling, sizes: { M: 3, K: 5, N: 2 }, strides: {} };
    const problem = prepare(architecture, workload, DEFAULT_OPTIONS);
    const sizes = paddedSizes(problem);
    assert.ok(sizes.some(({ length }) => length > 1));
    const sampler = samplerOf({ problem, sizes, legal: null }, prng(2), never)!;
    const share = new Map<string, number>();
    const draws = 40_000;
    for (let n = 0; n < draws; n++) {
      const reached = sizesOf(problem, sampler.next()).join();
      share.set(reached, (share.get(reached) ?? 0) + 1 / draws);
    }
    for (const [reached, got] of share) {
      const combination = reached.split(',').map((size) => [Number(size)]);
      const part = MappingCount.of(problem, limitsOf(problem), combination)!.total / sampler.mappings!;
      assert.ok(Math.abs(got - part) < 5 * Math.sqrt((part * (1 - part)) / draws), `${reached}: ${got}, not ${part}`);
    }
  });

  it('come about equally often in the long run when they are walked', () => {
    const problem = small();
    const limits = limitsOf(problem);
    const found = findLegal(problem, limits, { sizes: own(problem), ragged: false });
    assert.ok(found.kind === 'legal');
    const walk = new Walk(problem, limits, found.tiling);
    const random = prng(4);
    const counts = tally(problem, enumerated(problem, 5_000)!, 20, () => walk.draw(random));
    // Draws of a walk depend on each other a little.
    assert.ok(deviation(counts) < 15, String(deviation(counts)));
  });

  it('are the same for the same seed, and others for another', () => {
    const problem = small();
    const names = (seed: number): string[] => {
      const sampler = samplerOf({ problem, sizes: own(problem), legal: emptyTiling(problem) }, prng(seed), never)!;
      return Array.from({ length: 20 }, () => nameOf(problem, sampler.next()));
    };
    assert.deepEqual(names(1), names(1));
    assert.notDeepEqual(names(1), names(2));
  });
});
