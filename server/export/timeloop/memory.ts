import { keptRoles, type Memory } from '../../../language/domain/index.js';

/** What a memory says of words, as Timeloop counts them: all of one width. */
export interface Words {
  /** Bits of a word; 8 where nothing says it. */
  readonly bits: number;
  /** Words that fit; null without a bound. */
  readonly depth: number | null;
  /** Words per cycle and instance; infinite where unbounded. */
  readonly read: number;
  readonly write: number;
  /** pJ per word, of the dearest operand. */
  readonly readEnergy: number;
  readonly writeEnergy: number;
}

/** The words of a memory. One that counts bits has words as wide as its widest operand there. */
export function wordsOf(memory: Memory): Words {
  const roles = keptRoles(memory);
  const widest = memory.bits ? Math.max(...roles.map((role) => memory.bits?.[role] ?? 1)) : null;
  const scale = widest ?? 1;
  return {
    bits: widest ?? memory.valueBits ?? 8,
    depth: memory.size === null ? null : Math.floor(memory.size / scale),
    read: memory.readBandwidth / scale,
    write: memory.writeBandwidth / scale,
    readEnergy: Math.max(0, ...roles.map((role) => memory.readEnergy[role])),
    writeEnergy: Math.max(0, ...roles.map((role) => memory.writeEnergy[role])),
  };
}
