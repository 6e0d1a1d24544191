/** What a quantity in a unit of other tools and papers comes to in one of this language. */
export interface Reading {
  /** By what its number multiplies. */
  readonly factor: number;
  /** The unit here, with what follows it; empty where there is none. */
  readonly unit: string;
  /** The bits of a word that this supposes, where the memory does not say. */
  readonly bits?: number;
  /** Whether it supposes a clock of 1 GHz. */
  readonly clock?: boolean;
}

const WORD = /^(?:words?|values?|elements?|entr(?:y|ies)|access(?:es)?|reads?|writes?|transfers?)$/;
const OPERATION = /^(?:MACs?|mac|ops?|operations?|multiplications?)$/;
const LINE = /^(?:wordlines?|lines?|rows?)$/i;
const CYCLE = /^(?:cycles?|cyc|clks?|clocks?)$/;
const SECOND = /^(?:s|secs?|seconds?)$/;
const BIT = /^(?:b|bits?)$/;
const BYTE = /^(?:B|[Bb]ytes?)$/;

/** `GB`, `Gbit`, `KiB`, `bytes`, with what is per second in it: `GBps`. */
const DATA = /^([kKMGT]?)(i?)(b|bits?|B|[Bb]ytes?)(p?s)?$/;
const PREFIXES = ['', 'K', 'M', 'G', 'T'];
/** Bits per second. */
const GIGABYTE = 8e9;

/** pJ. */
const ENERGIES: Readonly<Record<string, number>> = { J: 1e12, mJ: 1e9, uJ: 1e6, aJ: 1e-6 };
/** Cycles at 1 GHz. */
const TIMES: Readonly<Record<string, number>> = { us: 1e3, ns: 1, ps: 1e-3 };

/** Bits of a word that are likely where none are given. */
const LIKELY_BITS = [16, 8, 32];

/**
 * The readings of a unit that the language does not have, the likeliest first; none where nothing is known of it.
 *
 * @param keyword the property
 * @param unit what stands straight after the number
 * @param per what stands after `/` or `per`
 * @param known the units that the property can have
 * @param valueBits the bits of a word, where the memory says
 * @param counted whether the memory says how many bits there are in what it moves, so data have units
 */
export function readingsOf(
  keyword: string,
  unit: string,
  per: string,
  known: readonly string[],
  valueBits: number | undefined,
  counted = valueBits !== undefined,
): readonly Reading[] {
  const words = valueBits === undefined ? LIKELY_BITS : [valueBits];
  const withBits = (of: (bits: number) => Reading) =>
    words.map((bits) => (valueBits === undefined ? { ...of(bits), bits } : of(bits)));
  const same = known.find((one) => one.toLowerCase() === unit.toLowerCase()) ?? (unit === '' ? '' : undefined);
  switch (keyword) {
    case 'energy': {
      if (per === '' && Object.hasOwn(ENERGIES, unit)) return [{ factor: ENERGIES[unit]!, unit: 'pJ' }];
      if (same === undefined || per === '') return [];
      if (WORD.test(per) || OPERATION.test(per)) return [{ factor: 1, unit: same }];
      if (LINE.test(per)) return [{ factor: 1, unit: `${same || 'pJ'} per wordline` }];
      const bits = BIT.test(per) ? 1 : BYTE.test(per) ? 8 : undefined;
      if (bits === undefined) return [];
      const perBit = `${same || 'pJ'}/bit`;
      if (known.includes(perBit)) return [{ factor: 1 / bits, unit: perBit }];
      return withBits((wide) => ({ factor: wide / bits, unit: same }));
    }
    case 'leakage':
      if (per === '' && Object.hasOwn(ENERGIES, unit)) return [{ factor: ENERGIES[unit]!, unit: 'pJ' }];
      if (per === '' && unit === 'pW') return [{ factor: 1e-3, unit: 'nW' }];
      return same !== undefined && CYCLE.test(per) ? [{ factor: 1, unit: same }] : [];
    case 'bandwidth': {
      if (per !== '' && !CYCLE.test(per) && !SECOND.test(per)) return [];
      if (unit === '' || WORD.test(unit)) return SECOND.test(per) ? [] : [{ factor: 1, unit: '' }];
      const data = dataOf(unit, 1000);
      if (!data) return [];
      const { name, bits: size, scale, perSecond } = data;
      // So much in a cycle is not meant.
      if (SECOND.test(per) || perSecond || (per === '' && scale >= 1e6)) {
        const rate = `${name}/s`;
        if (known.includes(rate)) return [{ factor: 1, unit: rate }];
        return [{ factor: (size * scale) / GIGABYTE, unit: 'GB/s' }];
      }
      if (counted) return [{ factor: scale, unit: size === 1 ? 'b' : 'B' }];
      return withBits((bits) => ({ factor: (size * scale) / bits, unit: '' }));
    }
    case 'size': {
      if (per !== '') return [];
      if (WORD.test(unit)) return [{ factor: 1, unit: '' }];
      const data = dataOf(unit, 1024);
      // Bytes have units here, and are written with small letters, too.
      if (data?.bits !== 1 || /^[kmg]i?b$/.test(unit)) return [];
      return [{ factor: Math.max(1, data.scale / 1024) / 8, unit: data.scale === 1 ? 'B' : 'KiB' }];
    }
    case 'area':
      return unit === 'cm2' && per === '' ? [{ factor: 100, unit: 'mm2' }] : [];
    case 'cycles':
      if (per === '' && Object.hasOwn(TIMES, unit)) return [{ factor: TIMES[unit]!, unit: '', clock: true }];
      return CYCLE.test(unit) && (per === '' || OPERATION.test(per)) ? [{ factor: 1, unit: '' }] : [];
    case 'valueBits':
    case 'wordBits':
      if (BYTE.test(unit) && per === '') return [{ factor: 8, unit: '' }];
      return BIT.test(unit) && (per === '' || WORD.test(per) || LINE.test(per)) ? [{ factor: 1, unit: '' }] : [];
    case 'buffering':
      return /^(?:x|times|buffers)$/.test(unit) && per === '' ? [{ factor: 1, unit: '' }] : [];
    default:
      return [];
  }
}

/** A unit of data and how it is named here, with `Gi` for powers of 1024 and `G` for those of a base. */
function dataOf(unit: string, base: number) {
  const [written, prefix, binary, what, perSecond] = DATA.exec(unit) ?? [];
  if (written === undefined) return undefined;
  const scale = (binary === 'i' ? 1024 : base) ** PREFIXES.indexOf(prefix!.toUpperCase());
  const bits = BIT.test(what!) ? 1 : 8;
  return { name: `${prefix}${binary}${bits === 1 ? 'b' : 'B'}`, bits, scale, perSecond: perSecond !== undefined };
}

/** Whether a word says what a quantity is per, of what it is anyway: `8/cycle`. */
export function isDenominator(word: string): boolean {
  return WORD.test(word) || CYCLE.test(word) || OPERATION.test(word);
}

/** A number after its unit has been converted, to as many digits as it has. */
export function converted(value: number, { factor }: Reading): number {
  return Number((value * factor).toPrecision(12));
}
