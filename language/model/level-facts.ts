import { ROLES, type Sharing } from '../domain/index.js';
import type { Problem } from './problem.js';

/** How instances share, as a number: those of a fanout that differ in no, in orthogonal, or in any dimensions. */
export const NONE = 0;
export const FULL = 1;
export const SELECTIVE = 2;

/** Which words of a window stay, as a number (model.md section 3, "Windows"). */
export const ANY = 0;
export const SLIDING = 1;
export const STRICT = 2;
export const NOTHING = 3;

const SHARING: Readonly<Record<Sharing, number>> = { none: NONE, full: FULL, selective: SELECTIVE };
const KEPT = { any: ANY, sliding: SLIDING, strict: STRICT, none: NOTHING } as const;

/** What an evaluation needs of the levels, by level or by level and operand (`3l + o`); 0 where it means nothing. */
export interface LevelFacts {
  readonly spatial: Uint8Array;
  readonly mesh: Float64Array;
  /** Whether words only pass. */
  readonly link: Uint8Array;
  /** By operand. */
  readonly multicast: readonly Uint8Array[];
  readonly reduction: Uint8Array;
  readonly powerGating: Uint8Array;
  readonly windows: Uint8Array;
  /** pJ per word, by level and operand. */
  readonly readEnergy: Float64Array;
  readonly writeEnergy: Float64Array;
  /** By level and operand; 1 where the level counts words. */
  readonly bits: Float64Array;
  readonly readBandwidth: Float64Array;
  readonly writeBandwidth: Float64Array;
  readonly sharedBandwidth: Uint8Array;
  readonly leakage: Float64Array;
  /** Of a memory: the sum of `mesh − 1` over the peToPe fanouts between it and the next memory inside. */
  readonly hops: Float64Array;
  /** Of a MAC. */
  readonly cycles: number;
  /** pJ of a MAC. */
  readonly macEnergy: number;
}

export function levelFacts({ levels }: Problem): LevelFacts {
  const L = levels.length;
  const numbers = (count = L): Float64Array => new Float64Array(count);
  const facts = {
    spatial: new Uint8Array(L),
    mesh: numbers().fill(1),
    link: new Uint8Array(L),
    multicast: ROLES.map(() => new Uint8Array(L)),
    reduction: new Uint8Array(L),
    powerGating: new Uint8Array(L),
    windows: new Uint8Array(L),
    readEnergy: numbers(3 * L),
    writeEnergy: numbers(3 * L),
    bits: numbers(3 * L).fill(1),
    readBandwidth: numbers(),
    writeBandwidth: numbers(),
    sharedBandwidth: new Uint8Array(L),
    leakage: numbers(),
    hops: numbers(),
    cycles: 0,
    macEnergy: 0,
  };
  levels.forEach((level, l) => {
    if (level.type === 'memory' || level.type === 'link') {
      ROLES.forEach((role, o) => {
        facts.readEnergy[3 * l + o] = level.readEnergy[role];
        facts.writeEnergy[3 * l + o] = level.writeEnergy[role];
        facts.bits[3 * l + o] = level.bits?.[role] ?? 1;
      });
      facts.readBandwidth[l] = level.readBandwidth;
      facts.writeBandwidth[l] = level.writeBandwidth;
      facts.sharedBandwidth[l] = level.sharedBandwidth ? 1 : 0;
      facts.leakage[l] = level.leakage;
      if (level.type === 'link') {
        facts.link[l] = 1;
        return;
      }
      facts.windows[l] = KEPT[level.windows];
      for (let j = l + 1; levels[j].type !== 'memory' && levels[j].type !== 'compute'; j++) {
        const inside = levels[j];
        if (inside.type === 'fanout' && inside.peToPe) facts.hops[l] += inside.mesh - 1;
      }
      return;
    }
    facts.spatial[l] = 1;
    facts.mesh[l] = level.mesh;
    if (level.type === 'compute') {
      facts.leakage[l] = level.leakage;
      facts.cycles = level.cycles;
      facts.macEnergy = level.energy;
      return;
    }
    ROLES.forEach((role, o) => {
      facts.multicast[o][l] = SHARING[level.multicast[role]];
    });
    facts.reduction[l] = SHARING[level.reduction];
    facts.powerGating[l] = level.powerGating ? 1 : 0;
  });
  return facts;
}
