import { type Fanout, ROLES } from '../domain/index.js';
import type { Problem } from './problem.js';

/** What an evaluation needs of a level, of one shape for all kinds of level so that access stays fast. */
export interface LevelFacts {
  readonly spatial: boolean;
  readonly mesh: number;
  readonly multicast: boolean;
  readonly selectiveMulticast: boolean;
  readonly reduction: boolean;
  readonly selectiveReduction: boolean;
  readonly powerGating: boolean;
  readonly multipleReuses: boolean;
  /** Of a memory per word, by operand; of compute per MAC, first. */
  readonly readEnergy: readonly number[];
  readonly writeEnergy: readonly number[];
  readonly readBandwidth: number;
  readonly writeBandwidth: number;
  readonly sharedBandwidth: boolean;
  readonly leakage: number;
  /** Of compute. */
  readonly cycles: number;
  /** Of a memory: the sum of `mesh − 1` over the peToPe fanouts between it and the next memory inside. */
  readonly warmup: number;
}

/** By level of the problem. */
export function levelFacts(problem: Problem): LevelFacts[] {
  const none: LevelFacts = {
    spatial: true,
    mesh: 1,
    multicast: false,
    selectiveMulticast: false,
    reduction: false,
    selectiveReduction: false,
    powerGating: false,
    multipleReuses: false,
    readEnergy: [],
    writeEnergy: [],
    readBandwidth: 0,
    writeBandwidth: 0,
    sharedBandwidth: false,
    leakage: 0,
    cycles: 0,
    warmup: 0,
  };
  return problem.levels.map((level, l): LevelFacts => {
    if (level.type === 'memory') {
      const { windows, readEnergy, writeEnergy, readBandwidth, writeBandwidth, sharedBandwidth, leakage } = level;
      let warmup = 0;
      for (let j = l + 1; problem.levels[j].type === 'fanout'; j++) {
        const fanout = problem.levels[j] as Fanout;
        if (fanout.peToPe) warmup += fanout.mesh - 1;
      }
      return {
        ...none,
        spatial: false,
        multipleReuses: windows !== 'strict',
        readEnergy: ROLES.map((role) => readEnergy[role]),
        writeEnergy: ROLES.map((role) => writeEnergy[role]),
        readBandwidth,
        writeBandwidth,
        sharedBandwidth,
        leakage,
        warmup,
      };
    }
    if (level.type === 'compute') {
      return { ...none, mesh: level.mesh, readEnergy: [level.energy], leakage: level.leakage, cycles: level.cycles };
    }
    return {
      ...none,
      mesh: level.mesh,
      multicast: level.multicast !== 'none',
      selectiveMulticast: level.multicast === 'selective',
      reduction: level.reduction !== 'none',
      selectiveReduction: level.reduction === 'selective',
      powerGating: level.powerGating,
    };
  });
}
