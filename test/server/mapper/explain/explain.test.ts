import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Architecture, FactorConstraint, Level, Workload } from '../../../../language/domain/index.js';
import { DEFAULT_OPTIONS, prepare } from '../../../../language/model/index.js';
import {
  type Culprit,
  DEFAULT_SEARCH,
  type Infeasible,
  type Offer,
  type SearchOptions,
} from '../../../../server/mapper/request.js';
import { search } from '../../../../server/mapper/search.js';
import * as arbitrary from '../../../arbitraries.js';
import { libraryPair } from '../../../golden/load.js';
import { lower } from '../../../language/language.js';
import { exhaust } from '../exhaustive.js';

/** What a case changes of Eyeriss and MB6 (M: 512, K: 256, N: 256): fields of levels, sizes, options of the search. */
interface Change {
  readonly options?: Partial<SearchOptions>;
  readonly levels?: Readonly<Record<string, { factors?: string[]; [field: string]: unknown }>>;
  readonly sizes?: Readonly<Record<string, number>>;
}

const constraint = (text: string): FactorConstraint => {
  const [dimension, operator, value] = text.split(' ');
  return { dimension, operator: operator as FactorConstraint['operator'], value: Number(value) };
};

function reasonOf({ levels = {}, sizes = {}, options = {} }: Change): Infeasible {
  const [eyeriss, mb6] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
  const architecture: Architecture = {
    ...eyeriss,
    levels: eyeriss.levels.map((level) => {
      const { factors, ...fields } = levels[level.name] ?? {};
      return { ...level, ...fields, factors: factors?.map(constraint) ?? level.factors } as Level;
    }),
  };
  const workload: Workload = { ...mb6, name: 'MB6', sizes: { ...mb6.sizes, ...sizes } };
  const result = search({
    architecture,
    workload,
    options: DEFAULT_OPTIONS,
    search: { ...DEFAULT_SEARCH, ...options },
  });
  assert.ok(result.kind === 'infeasible', result.kind);
  return result.reason;
}

it('An explanation by a mesh leads to where it is written', async () => {
  const { architectures, workloads } = await lower(`workload w : gemm { M: 7, K: 1, N: 1 }
architecture A : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8; factors: M = 1 }
  fanout PEs[4] over M
  compute MAC { energy: 1 pJ }
}`);
  const [architecture, workload] = [architectures[0].value!, workloads[0].value!];
  const result = search({ architecture, workload, options: DEFAULT_OPTIONS, search: DEFAULT_SEARCH });
  assert.ok(result.kind === 'infeasible', result.kind);
  const mesh = result.reason.culprits.find(({ kind }) => kind === 'mesh');
  assert.deepEqual(mesh?.source?.start, { line: 3, character: 13 });
});

const cases: (Change & { what: string; message: string; culprits: string[]; remedies: string[] })[] = [
  {
    what: 'a memory that its own constraints fill',
    levels: { WRegister: { size: 24, buffering: 2, factors: ['K = 16'] } },
    message: 'WRegister holds 12 words (24 in 2 buffers); its constraint K = 16 alone forces a tile of 16.',
    culprits: ['WRegister holds 12 words (24 in 2 buffers)', 'WRegister has the constraint K = 16'],
    remedies: [
      'WRegister would need 32 words.',
      'A mapping is possible if WRegister may bypass W.',
      'WRegister could have K = 8 instead of 16.',
    ],
  },
  {
    what: 'a memory that the constraints of levels inside fill',
    levels: {
      GlobalBuffer: { size: 1024 },
      SACols: { mesh: 64, factors: ['K = 32'] },
      SARows: { mesh: 64, factors: ['M = 64'] },
      InRegister: { size: 64, factors: ['M = 1', 'K = 1', 'N = 1'] },
      OutRegister: { size: 64, factors: ['K = 1', 'N = 64'] },
    },
    message:
      'GlobalBuffer holds 1,024 words; the constraints M = 64 on SARows and N = 64 on OutRegister alone force a tile of 4,160.',
    culprits: [
      'GlobalBuffer holds 1,024 words',
      'SARows has the constraint M = 64',
      'OutRegister has the constraint N = 64',
    ],
    // With K = 32 on SACols, fewer M alone would not make room.
    remedies: [
      'GlobalBuffer would need 6,144 words.',
      'A mapping is possible if GlobalBuffer may bypass In and Out.',
      'OutRegister could have N = 8 instead of 64.',
    ],
  },
  {
    what: 'a memory that the workload fills',
    levels: { DRAM: { size: 1000 } },
    message: 'DRAM holds 1,000 words; K: 256 and N: 256 force a tile of 66,048.',
    culprits: ['DRAM holds 1,000 words', 'MB6 has K: 256', 'MB6 has N: 256'],
    remedies: ['DRAM would need 327,680 words.'],
  },
  {
    what: 'a memory without room',
    levels: { InRegister: { size: 0 } },
    message: 'InRegister holds 0 words; every mapping needs a tile of 1.',
    culprits: ['InRegister holds 0 words'],
    remedies: ['InRegister would need 1 word.', 'A mapping is possible if InRegister may bypass In.'],
  },
  {
    what: 'a mesh that its constraints exceed',
    levels: { SACols: { factors: ['M = 8', 'K >= 2'] } },
    message: 'SACols has 14 instances; its constraints M = 8 and K >= 2 alone force 16.',
    culprits: ['SACols has 14 instances', 'SACols has the constraint M = 8', 'SACols has the constraint K >= 2'],
    remedies: [
      'SACols would need 16 instances.',
      'SACols could have M = 4 instead of 8.',
      'SACols could do without K >= 2.',
    ],
  },
  {
    what: 'a mesh that no divisor of the size meets',
    levels: { SACols: { factors: ['M >= 8'] } },
    sizes: { M: 37 },
    message: 'SACols has 14 instances; its constraint M >= 8 and M: 37 force 37.',
    culprits: ['SACols has 14 instances', 'SACols has the constraint M >= 8', 'MB6 has M: 37'],
    remedies: [
      'SACols would need 37 instances.',
      'SACols could do without M >= 8.',
      'With ragged fanouts, SACols could have M = 8 with 5 of 8 working in the last round.',
      'With padding, M becomes 42.',
    ],
  },
  {
    what: 'a constraint on a dimension that the level does not unroll',
    levels: { SACols: { factors: ['N = 8'] } },
    message: 'SACols does not unroll N, but is constrained to N = 8.',
    culprits: ['SACols has the constraint N = 8', 'SACols does not unroll N'],
    remedies: ['SACols could have N = 1 instead of 8.', 'SACols would have to unroll N.'],
  },
  {
    what: 'a constraint that does not divide the size',
    levels: { SARows: { factors: ['M = 12'] } },
    message: 'The constraint M = 12 on SARows does not divide M: 512.',
    culprits: ['SARows has the constraint M = 12', 'MB6 has M: 512'],
    remedies: [
      'SARows could have M = 8, which divides it.',
      'With ragged fanouts, SARows could have M = 12 with 8 of 12 working in the last round.',
      'With padding, M becomes 516.',
    ],
  },
  {
    what: 'a constraint that does not divide what an outer one leaves',
    levels: { SACols: { factors: ['M = 4'] }, SARows: { factors: ['M = 9'] } },
    sizes: { M: 160 },
    message: 'The constraint M = 9 on SARows does not divide the 40 that M = 4 on SACols leaves of M: 160.',
    culprits: ['SACols has the constraint M = 4', 'SARows has the constraint M = 9', 'MB6 has M: 160'],
    remedies: [
      'SARows could have M = 8 or M = 10, which divide it.',
      'With ragged fanouts, SACols could have M = 4 with 2 of 4 working in the last round and SARows M = 9 with 7 of 9.',
      'With padding, M becomes 180.',
    ],
  },
  {
    what: 'constraints that allow too few iterations',
    levels: {
      DRAM: { factors: ['M = 1'] },
      GlobalBuffer: { factors: ['M <= 4'] },
      SACols: { factors: ['M = 1'] },
      SARows: { mesh: 512, factors: ['M <= 4'] },
      OutRegister: { factors: ['M <= 4', 'K = 1', 'N = 1'] },
    },
    message:
      'The constraints M = 1 on DRAM, M <= 4 on GlobalBuffer, M = 1 on SACols, M <= 4 on SARows, M = 1 on InRegister, M = 1 on WRegister and M <= 4 on OutRegister cannot multiply up to M: 512.',
    culprits: [
      'DRAM has the constraint M = 1',
      'GlobalBuffer has the constraint M <= 4',
      'SACols has the constraint M = 1',
      'SARows has the constraint M <= 4',
      'InRegister has the constraint M = 1',
      'WRegister has the constraint M = 1',
      'OutRegister has the constraint M <= 4',
      'MB6 has M: 512',
    ],
    remedies: [
      'DRAM could have M = 8 instead of 1.',
      'GlobalBuffer could have M <= 32 instead of 4.',
      'SACols could have M = 8 instead of 1.',
      'SARows could have M <= 32 instead of 4.',
      'InRegister could have M = 8 instead of 1.',
      'WRegister could have M = 8 instead of 1.',
      'OutRegister could have M <= 32 instead of 4.',
    ],
  },
  {
    what: 'constraints that no size without padding meets',
    levels: { GlobalBuffer: { factors: ['M >= 4'] }, SACols: { factors: ['M >= 4'] }, SARows: { factors: ['M >= 4'] } },
    sizes: { M: 65 },
    message:
      'The constraints M >= 4 on GlobalBuffer, M >= 4 on SACols and M >= 4 on SARows cannot multiply up to M: 65.',
    culprits: [
      'GlobalBuffer has the constraint M >= 4',
      'SACols has the constraint M >= 4',
      'SARows has the constraint M >= 4',
      'MB6 has M: 65',
    ],
    remedies: [
      'GlobalBuffer could do without M >= 4.',
      'SACols could do without M >= 4.',
      'SARows could do without M >= 4.',
      'With ragged fanouts, SACols could have M = 4 with 1 of 4 working in the last round and SARows M = 4 with 1 of 4.',
      'With padding, M becomes 168.',
    ],
  },
  {
    what: 'a constraint of a memory that does not divide the size, which ragged fanouts do not change',
    options: { ragged: true },
    levels: { SARows: { factors: ['K = 1'] }, OutRegister: { factors: ['M = 24'] } },
    message: 'The constraint M = 24 on OutRegister does not divide M: 512.',
    culprits: ['OutRegister has the constraint M = 24', 'MB6 has M: 512'],
    remedies: ['OutRegister could have M = 32 instead of 24.', 'With padding, M becomes 528.'],
  },
  {
    what: 'a mesh that ragged loops exceed, too',
    options: { ragged: true },
    levels: { SACols: { mesh: 14, factors: ['M = 15'] }, SARows: { factors: ['M = 11'] } },
    message: 'SACols has 14 instances; its constraint M = 15 alone forces 15.',
    culprits: ['SACols has 14 instances', 'SACols has the constraint M = 15'],
    remedies: ['SACols would need 15 instances.', 'SACols could have M = 14 instead of 15.'],
  },
  {
    what: 'a constraint that was reduced, by its new value',
    levels: { WRegister: { size: 4, factors: ['K = 300'] } },
    sizes: { K: 8 },
    message: 'WRegister holds 4 words; its constraint K = 8 (reduced from 300) alone forces a tile of 8.',
    culprits: ['WRegister holds 4 words', 'WRegister has the constraint K = 8 (reduced from 300)'],
    remedies: [
      'WRegister would need 8 words.',
      'A mapping is possible if WRegister may bypass W.',
      'WRegister could have K = 4 instead of 8.',
    ],
  },
  {
    what: 'an operand that no memory stores',
    levels: { DRAM: { bypass: ['w'] }, WRegister: { bypass: ['w', 'in', 'out'] } },
    message: '`W` is stored nowhere: all 5 memories bypass it. Let one of them keep it.',
    culprits: ['DRAM', 'GlobalBuffer', 'InRegister', 'WRegister', 'OutRegister'].map((name) => `${name} bypasses W`),
    remedies: [],
  },
];

/** A level with another value for the constraint that an offer is of. */
function withFactor(level: Level, { source, value }: Extract<Offer, { kind: 'factor' }>): Level {
  const { line } = source.start;
  return {
    ...level,
    factors: level.factors.map((factor) => (factor.source?.start.line === line ? { ...factor, value } : factor)),
  };
}

describe('explanations', () => {
  for (const { what, message, culprits, remedies, ...change } of cases) {
    it(what, () => {
      const reason = reasonOf(change);
      const named = reason.culprits.map((culprit) => culprit.message);
      assert.deepEqual(
        { message: reason.message, culprits: named, remedies: reason.remedies.map(({ text }) => text) },
        { message, culprits, remedies },
      );
    });
  }

  it('offer what makes a mapping possible', () => {
    const at = (n: number) => ({
      uri: 'file:///any',
      start: { line: n, character: 0 },
      end: { line: n, character: 1 },
    });
    const tried = { pad: 0, ragged: 0, factor: 0 };
    const problems = fc.tuple(arbitrary.pair(undefined, { largest: 8, constrained: 8 }), arbitrary.options);
    for (const [[bare, workload], options] of fc.sample(problems, { seed: 29, numRuns: 300 })) {
      let constraints = 0;
      const levels = bare.levels.map((level) => ({
        ...level,
        factors: level.factors.map((factor) => ({ ...factor, source: at(constraints++) })),
      }));
      const architecture = { ...bare, levels };
      const request = { architecture, workload, options, search: { ...DEFAULT_SEARCH, timeLimit: 0 } };
      const result = search(request);
      if (result.kind !== 'infeasible') continue;
      for (const offer of result.reason.remedies.flatMap(({ offers }) => offers)) {
        tried[offer.kind]++;
        const changed =
          offer.kind !== 'factor'
            ? { ...request, search: { ...request.search, [offer.kind]: true } }
            : {
                ...request,
                architecture: { ...architecture, levels: levels.map((level) => withFactor(level, offer)) },
              };
        assert.notEqual(search(changed).kind, 'infeasible', JSON.stringify({ request, offer }));
      }
    }
    assert.ok(tried.pad > 10 && tried.ragged > 5 && tried.factor > 30, JSON.stringify(tried));
  });

  for (const ragged of [false, true]) {
    const what = ragged ? ', with ragged fanouts' : '';
    it(`name facts that alone rule every mapping out${what}`, () => ruleOut(ragged));
  }

  function ruleOut(ragged: boolean): void {
    let explained = 0;
    const problems = fc.tuple(arbitrary.pair(undefined, { largest: 8, constrained: 8 }), arbitrary.options);
    for (const [[architecture, workload], options] of fc.sample(problems, { seed: 23, numRuns: 600 })) {
      const result = search({ architecture, workload, options, search: { ...DEFAULT_SEARCH, ragged, timeLimit: 0 } });
      if (result.kind !== 'infeasible') continue;
      const { culprits } = result.reason;
      const is = (kind: Culprit['kind'], level: string, dimension: string | null = null): boolean =>
        culprits.some((culprit) => culprit.kind === kind && culprit.level === level && culprit.dimension === dimension);
      const { constraints } = prepare(architecture, workload, options);
      const levels = architecture.levels.map((level, l): Level => {
        const factors = constraints
          .filter((constraint) => constraint.level === l && is('factor', level.name, constraint.dimension))
          .map(({ dimension, operator, value }) => ({ dimension, operator, value }));
        if (level.type === 'memory') return { ...level, factors, size: is('capacity', level.name) ? level.size : null };
        if (level.type === 'link') return { ...level, factors };
        const mesh = is('mesh', level.name) ? level.mesh : 2 ** 20;
        if (level.type === 'compute') return { ...level, factors, mesh };
        return { ...level, factors, mesh, leastUsed: is('use', level.name) ? level.leastUsed : 1 };
      });
      const culpable = prepare({ ...architecture, levels }, workload, options);
      const all = exhaust(culpable, 5_000, undefined, ragged);
      if (all === null || (!ragged && culpable.constraints.some(({ indivisible }) => indivisible !== null))) continue;
      assert.equal(all.mappings, 0, JSON.stringify({ architecture, workload, options, culprits }));
      explained++;
    }
    assert.ok(explained > 30, `${explained} explained`);
  }
});
