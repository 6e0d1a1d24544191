/*
 * How numbers are shown to people: one set of rules for hovers, lenses, the panel, the terminal and messages, so the
 * same figure reads the same everywhere.
 */

/** How many significant digits numbers that are not integers get. */
const DIGITS = 6;
/** The same in messages about what is written. */
const EXACT_DIGITS = 12;

/** Up to which numbers are counts, and shown in full. */
const MOST_COUNTED = 2 ** 53;

/** Integers in full up to 2^53, with thousands separators; other numbers to six significant digits, without line breaks. */
export const number = (value: number): string => withDigits(value, DIGITS);

function withDigits(value: number, digits: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size <= MOST_COUNTED) return grouped(String(value));
  if (!Number.isFinite(value)) return value > 0 ? '∞' : Number.isNaN(value) ? 'unknown' : '−∞';
  const isHandy = size >= 10 ** (-digits / 2) && size < 10 ** (digits + 3);
  return isHandy ? grouped(String(significant(value, digits))) : scientific(value, digits);
}

/**
 * The digits of a number with thousands separators. `Intl` would do it too, but its first use takes as long as half the start
 * of a process, and each start of the command line, the server and the mapper's threads would wait for it.
 */
const grouped = (digits: string): string =>
  digits.length < 4 ? digits : digits.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));

function scientific(value: number, digits = DIGITS): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return `${Number(mantissa)}\u00a0×\u00a0${powerOf10(Number(exponent))}`;
}

/** `10⁻³⁰` */
export const powerOf10 = (exponent: number): string => (exponent === 0 ? '1' : `10${superscript(exponent)}`);

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return exponent < 0 ? `⁻${digits}` : digits;
}

/** Integers in full up to 2^53, other numbers to twelve significant digits, for messages about what is written. */
export const exact = (value: number): string => withDigits(value, EXACT_DIGITS);

/** To three decimals up to 2^53, for messages that compare what is needed with what there is. */
export const count = (value: number): string =>
  Math.abs(value) <= MOST_COUNTED ? grouped(String(Number(value.toFixed(3)))) : number(value);

/** A constraint on iterations as it is written: `M <= 16`, `S = all`. */
export const constraintText = (of: {
  readonly dimension: string;
  readonly operator: string;
  readonly value: number;
}): string => `${of.dimension} ${of.operator} ${of.value === Number.POSITIVE_INFINITY ? 'all' : count(of.value)}`;

/** A number, as it is shown, with its unit: `16 words/cycle`, `1 word/cycle`, `1 of 1 instance`; alone where it has none. */
export const inUnit = (shown: string, unit: string): string =>
  [shown, unitAfter(shown, unit)].filter(Boolean).join(' ');

/**
 * A unit as it stands after a number that is shown. Units that count something have their plural, which a single 1 takes from
 * them; symbols such as `ms` stay as they are.
 */
export const unitAfter = (shown: string, unit: string): string =>
  /^(.* of )?1$/.test(shown) ? unit.replace(COUNTED, '$1') : unit;

const COUNTED = /^(bit|cycle|dimension|instance|iteration|MAC|point|row|word)s(?![a-z])/;

/** `1 level`, `12 levels`. */
export const plural = (n: number, noun: string): string => `${number(n)} ${noun}${n === 1 ? '' : 's'}`;

/** A share as a percentage to three significant digits; a part never rounds to 0 % or to 100 %. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.001) return '< 0.001 %';
  const rounded = significant(value, 3);
  return `${number(value < 100 && rounded >= 100 ? 99.9 : rounded)} %`;
}

/** How far from the best possible something may be, of a gap in percent: `within 3.1 %`. */
export const withinGap = (gap: number): string => `within ${percent(gap / 100)}`;

/** How many times as large something is, to four significant digits, zeros included: 1.000 may be a little more. */
export function ratio(times: number): string {
  if (Math.abs(times) > MOST_COUNTED) return scientific(times, 4);
  const exponent = Number(times.toExponential(3).split('e')[1]);
  return grouped(significant(times, 4).toFixed(Math.max(0, 3 - exponent)));
}

const SI = ['p', 'n', 'µ', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Where there is little room, in full up to four digits, else to three significant ones with an SI prefix: `33.6 M`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0 || (Number.isInteger(value) && size < 1e4)) return number(value);
  if (size >= 1e-3 && size < 1e3) return number(significant(value, 3));
  return prefixed(value, '') ?? scientific(significant(value, 3));
}

/** To three significant digits with an SI prefix before the unit; undefined where there is no prefix for it. */
function prefixed(value: number, unit: string): string | undefined {
  const rounded = significant(value, 3);
  const step = rounded === 0 ? 0 : Math.floor(Math.log10(Math.abs(rounded)) / 3);
  const prefix = SI[step + 4];
  return prefix === undefined ? undefined : `${significant(rounded / 1000 ** step, 3)} ${prefix}${unit}`.trimEnd();
}

/** In a unit that takes prefixes. */
const short = (value: number, unit: string): string =>
  prefixed(value, unit) ?? `${number(significant(value, 3))} ${unit}`;

/** A number to so many significant digits. */
export const significant = (value: number, digits: number): number => Number(value.toPrecision(digits));

const BINARY: readonly [prefix: string, value: number][] = [
  ['Pi', 2 ** 50],
  ['Ti', 2 ** 40],
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
];

/** Words where there is little room: `64`, `9,216` or `96 Ki`, whole up to four digits, then to three significant ones. */
export function shortWords(value: number): string {
  const [prefix, size] = BINARY.find(([, size]) => value >= size) ?? ['', 1];
  if (prefix === '' || (value < 1e4 && value % size !== 0)) return number(Math.round(value));
  return `${number(significant(value / size, 3))} ${prefix}`;
}

/** What words of so many bits take as bytes, in the largest binary unit that is at most that much. */
export function bytes(words: number, valueBits: number): string {
  const value = (words * valueBits) / 8;
  const [prefix, size] = BINARY.find(([, size]) => value >= size) ?? ['', 1];
  return `${number(value / size)} ${prefix}B`;
}

/** A number of each operand: one where all are equal, else each with the operand's name, as `W 1, In 2`. */
export function ofOperands(values: readonly (readonly [operand: string, value: number | string])[]): string {
  const text = (value: number | string) => (typeof value === 'number' ? number(value) : value);
  const [first] = values;
  if (first === undefined) return number(0);
  return values.every(([, value]) => value === first[1])
    ? text(first[1])
    : values.map(([operand, value]) => `${operand} ${text(value)}`).join(', ');
}

/** J·cycle, from pJ·cycle. */
export const edp = (pJ_cycles: number): string => number(pJ_cycles * 1e-12);

/** µJ, from pJ. */
export const microjoules = (pJ: number): string => number(pJ * 1e-6);

/** What a mapping comes to by a clock. A MAC is two operations. */
export interface Timed {
  readonly clock_Hz: number;
  readonly latency_s: number;
  /** Energy over time: the mean over the run. */
  readonly power_W: number;
  /** 10¹² operations per second. */
  readonly performance_TOPS: number;
  readonly efficiency_TOPS_per_W: number;
}

/** What a mapping, or several together, come to; of an evaluation's report. {@link Timed} where there is a clock. */
export interface Figures extends Partial<Timed> {
  readonly edp_pJ_cycles: number;
  readonly energy_pJ: number;
  readonly latency_cycles: number;
  readonly utilization: number;
  readonly throughput: number;
  readonly wart: number;
}

export interface Figure {
  readonly name: string;
  /** Empty for what has none. */
  readonly unit: string;
  /** What it is, on one line. */
  readonly meaning: string;
  readonly better: 'lower' | 'higher';
  of(figures: Figures): number;
  /** A value, as `of` gives it, in the unit. */
  show(value: number): string;
  /** A value with its unit, where there is little room. */
  brief(value: number): string;
}

/** The figures of merit, in the order in which they are shown. */
export const FIGURES = {
  edp: {
    name: 'EDP',
    unit: 'J·cycle',
    meaning: 'Energy times latency; lower is better',
    better: 'lower',
    of: (all) => all.edp_pJ_cycles,
    show: edp,
    brief: (pJ_cycles) => short(pJ_cycles * 1e-12, 'J·cycle'),
  },
  energy: {
    name: 'energy',
    unit: 'µJ',
    meaning: 'Of all accesses, MACs and leakage',
    better: 'lower',
    of: (all) => all.energy_pJ,
    show: microjoules,
    brief: (pJ) => short(pJ * 1e-12, 'J'),
  },
  latency: {
    name: 'latency',
    unit: 'cycles',
    meaning: 'Of the slowest level',
    better: 'lower',
    of: (all) => all.latency_cycles,
    show: number,
    brief: (cycles) => inUnit(shortNumber(cycles), 'cycles'),
  },
  utilization: {
    name: 'array used',
    unit: '',
    meaning: 'The share of all instances that have a part in an average step, whether they work or wait',
    better: 'higher',
    of: (all) => all.utilization,
    show: percent,
    brief: percent,
  },
  throughput: {
    name: 'of peak',
    unit: '',
    meaning: 'Throughput as a share of what all instances could do without a stall: MACs · cycles / (latency · peak)',
    better: 'higher',
    of: (all) => all.throughput,
    show: percent,
    brief: percent,
  },
  wart: {
    name: 'WART',
    unit: '',
    meaning: '2·MACs / EDP · array used (MACs per pJ·cycle); higher is better',
    better: 'higher',
    of: (all) => all.wart,
    show: number,
    brief: (value) => number(significant(value, 3)),
  },
} as const satisfies Readonly<Record<string, Figure>>;

/** What a clock adds to {@link FIGURES}, in the order in which it is shown; not a number without one. */
export const TIMED_FIGURES = {
  time: {
    name: 'time',
    unit: 'ms',
    meaning: 'Latency by the clock',
    better: 'lower',
    of: (all) => all.latency_s ?? Number.NaN,
    show: (seconds) => number(seconds * 1e3),
    brief: (seconds) => short(seconds, 's'),
  },
  power: {
    name: 'power',
    unit: 'W',
    meaning: 'Energy over time, the mean over the run',
    better: 'lower',
    of: (all) => all.power_W ?? Number.NaN,
    show: number,
    brief: (watts) => short(watts, 'W'),
  },
  performance: {
    name: 'performance',
    unit: 'TOPS',
    meaning: '10¹² operations per second; a MAC is two',
    better: 'higher',
    of: (all) => all.performance_TOPS ?? Number.NaN,
    show: number,
    brief: (tops) => short(tops * 1e12, 'OPS'),
  },
  efficiency: {
    name: 'efficiency',
    unit: 'TOPS/W',
    meaning: 'Operations for each pJ, which are TOPS for each watt',
    better: 'higher',
    of: (all) => all.efficiency_TOPS_per_W ?? Number.NaN,
    show: number,
    brief: (efficiency) => `${number(significant(efficiency, 3))} TOPS/W`,
  },
} as const satisfies Readonly<Record<string, Figure>>;

/** The figures that are shown of some results side by side: those of a clock where one of them has one. */
export const figuresFor = (...all: readonly Figures[]): readonly Figure[] => [
  ...Object.values(FIGURES),
  ...(all.some(({ clock_Hz }) => clock_Hz !== undefined) ? Object.values(TIMED_FIGURES) : []),
];

/** With units. */
export const figureTexts = (all: Figures, figures = figuresFor(all)): string[] =>
  figures.map((figure) => withUnit(figure, figure.of(all)));

/**
 * What to say of the figures of a mapping that breaks rules: `of a mapping that breaks 2 rules: not comparable`. Null for one
 * that breaks none.
 */
export const incomparable = ({ violations: { length } }: { readonly violations: readonly unknown[] }): string | null =>
  length === 0 ? null : `of a mapping that ${breaksRules(length)}: not comparable`;

/** `breaks 2 rules` */
export const breaksRules = (rules: number): string => `breaks ${plural(rules, 'rule')}`;

/** Those of {@link figureTexts} where there is little room. */
export const briefFigureTexts = (all: Figures, figures = figuresFor(all)): string[] =>
  figures.map((figure) => ofNumber(figure.of(all), figure.brief));

/** One figure by name and with its unit: `EDP 111.901 J·cycle`. */
export const figure = (key: keyof typeof FIGURES, value: number): string =>
  `${FIGURES[key].name} ${withUnit(FIGURES[key], value)}`;

/** A value as it is shown, with its unit if it has one. */
export const withUnit = ({ unit, show }: Pick<Figure, 'unit' | 'show'>, value: number): string =>
  ofNumber(value, (known) => inUnit(show(known), unit));

/** A dash for a figure that a result does not have. */
export const ofNumber = (value: number, show: (value: number) => string): string =>
  Number.isNaN(value) ? '–' : show(value);

/** How much of an array a mapping uses, and how much of its peak that gives: `100 % of the array used, 2.1 % of peak`. */
export const arrayText = ({ utilization, throughput }: Pick<Figures, 'utilization' | 'throughput'>): string =>
  `${percent(utilization)} of the array used, ${percent(throughput)} of peak`;

/** Seconds as a person reads them: `80 ms`, `2.4 s`, `3 min 20 s`. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
