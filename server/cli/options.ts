import { DEFAULT_OPTIONS, type ModelOptions } from '../../language/model/options.js';
import { ALL_PICTURES } from '../../language/report/index.js';
import { FORMAT_NAMES, type FormatName } from '../import/formats.js';
import { MOST_MEMBERS } from '../mapper/optimal/team.js';
import {
  DEFAULT_SEARCH,
  OBJECTIVE_NAMES,
  type ObjectiveName,
  type SearchOptions,
  STRATEGY_NAMES,
  type StrategyName,
} from '../mapper/request.js';
import { type Allowed, COUNT, SEARCH_VALUES, THREADS } from '../mapper/values.js';

/** What options were given; those left out are absent. */
export interface Values {
  objective?: ObjectiveName;
  strategy?: StrategyName;
  'time-limit'?: number;
  gap?: number;
  threads?: number;
  seed?: number;
  pad?: boolean;
  ragged?: boolean;
  bias?: boolean;
  'free-drains'?: boolean;
  'timeloop-bounds'?: boolean;
  random?: number;
  starts?: number;
  json?: boolean;
  csv?: boolean;
  ffarch?: boolean;
  figure?: (typeof ALL_PICTURES)[number];
  svg?: string;
  report?: string;
  out?: string;
  force?: boolean;
  quiet?: boolean;
  dim?: readonly (readonly [name: string, size: number])[];
  with?: readonly (readonly [name: string, value: number])[];
  name?: string;
  from?: FormatName;
  ert?: readonly string[];
  define?: readonly (readonly [name: string, value: string])[];
  estimate?: boolean;
  mapping?: string;
  accelergy?: string;
  strict?: boolean;
  check?: boolean;
  stdio?: boolean;
  help?: boolean;
}

export type OptionName = keyof Values;

/** What the text of an option means; a pair of a name and what it stands for for `--dim`, `--with` and `--define`. */
export type Value = string | number | readonly [name: string, value: number | string];

/** How one option is read and explained. */
export interface Option {
  readonly help: string;
  /** What stands for the value in help; options without are switches. */
  readonly placeholder?: string;
  /** The value that a text means; undefined if it means none. */
  readonly read?: (text: string) => Value | undefined;
  /** What stands for the value where none is given; a word after the option that `read` knows is its value. */
  readonly otherwise?: Value;
  /** Whether it may be given several times, each for a value of its own. */
  readonly repeated?: true;
  /** What the value must be, for messages: `--seed takes <expects>`. */
  readonly expects?: string;
  /** Whether the value is a file. */
  readonly file?: true;
  /** The values that exist, where they are names. */
  readonly names?: readonly string[];
}

const choice = (names: readonly string[], help: string): Option => ({
  help,
  placeholder: names.join('|'),
  read: (text) => (names.includes(text) ? text : undefined),
  expects: `one of ${names.join(', ')}`,
  names,
});

const number = (placeholder: string, { takes, fits }: Allowed, help: string): Option => ({
  help,
  placeholder,
  read: (text) => (/^\d*\.?\d+(e[+-]?\d+)?$/i.test(text) && fits(Number(text)) ? Number(text) : undefined),
  expects: takes,
});

/** Every option, by its name without dashes. */
export const OPTIONS: Readonly<Record<OptionName, Option>> = {
  objective: choice(OBJECTIVE_NAMES, `what to optimize; default ${DEFAULT_SEARCH.objective}`),
  strategy: choice(STRATEGY_NAMES, `how to search; default ${DEFAULT_SEARCH.strategy}`),
  'time-limit': number('SECONDS', SEARCH_VALUES.timeLimit, 'stop after that time with the best so far'),
  gap: number('PERCENT', SEARCH_VALUES.gap, 'stop when the result is proven to be that close to the best possible'),
  threads: number(
    'N',
    THREADS,
    `worker threads, of which at most ${MOST_MEMBERS} search; default ${DEFAULT_SEARCH.threads}`,
  ),
  seed: number('N', SEARCH_VALUES.seed, `seed of everything random; default ${DEFAULT_SEARCH.seed}`),
  pad: { help: 'let sizes grow to multiples that fill a fanout' },
  ragged: { help: 'let fanouts be used in part in their last round; only optimal does' },
  bias: { help: 'the output starts from a bias: its first visit reads, too' },
  'free-drains': { help: 'leave drains out of all counts, as Timeloop does' },
  'timeloop-bounds': { help: 'let windows occupy their hull, as in Timeloop' },
  random: number('N', COUNT, 'look at N legal mappings drawn at random'),
  starts: number('N', COUNT, 'run the greedy search from N random starts'),
  json: { help: 'print JSON' },
  csv: { help: 'print the points as CSV, one a line' },
  ffarch: { help: 'print the result as a mapping declaration' },
  figure: choice(ALL_PICTURES, 'draw that of the result, or of a network, into the file of --svg'),
  svg: {
    help: 'the file of the picture',
    placeholder: 'FILE',
    read: (text) => text || undefined,
    expects: 'a file',
    file: true,
  },
  report: {
    help: 'write the page of the result, or of networks, with all figures and tables, to an HTML file',
    placeholder: 'FILE',
    read: (text) => text || undefined,
    expects: 'a file',
    file: true,
  },
  out: {
    help: 'write the result to a file',
    placeholder: 'FILE',
    read: (text) => text || undefined,
    expects: 'a file',
    file: true,
  },
  force: { help: 'write over files in the folder that have other text' },
  quiet: { help: 'no progress and no notes on stderr' },
  dim: {
    help: 'a number for a size that the model leaves open; once for each',
    placeholder: 'NAME=N',
    read: (text) => {
      const [, name, size] = /^(.+)=(\d+)$/.exec(text) ?? [];
      return name !== undefined && Number.isSafeInteger(Number(size)) ? [name, Number(size)] : undefined;
    },
    expects: 'a name and a whole number, such as batch=1',
    repeated: true,
  },
  with: {
    help: 'a value for a constant on which the workload or the network depends; once for each',
    placeholder: 'NAME=N',
    read: (text) => {
      const [, name, value] = /^(.+)=(\d+)$/.exec(text) ?? [];
      const fits = Number.isSafeInteger(Number(value)) && Number(value) >= 1;
      return name !== undefined && fits ? [name, Number(value)] : undefined;
    },
    expects: 'a name and a whole number from 1, such as tokens=4096',
    repeated: true,
  },
  name: {
    help: 'what the result is called; by default as the file',
    placeholder: 'NAME',
    read: (text) => text.trim() || undefined,
    expects: 'a name',
  },
  from: choice(FORMAT_NAMES, 'the format of the files; by default told by what is in them'),
  ert: {
    help: 'take energies from an energy reference table of Accelergy; once for each',
    placeholder: 'FILE',
    read: (text) => text || undefined,
    expects: 'a file',
    file: true,
    repeated: true,
  },
  define: {
    help: 'a value for a name in expressions and templates; once for each',
    placeholder: 'NAME=VALUE',
    read: (text) => {
      const [, name, value = ''] = /^([^=]+)=(.*)$/.exec(text) ?? [];
      return name === undefined ? undefined : [name.trim(), value.trim()];
    },
    expects: 'a name and a value, such as technology=45nm',
    repeated: true,
  },
  estimate: { help: 'estimate the energies that no file gives, and mark them' },
  mapping: {
    help: 'this mapping alone, with its workload and its architecture; by default all that the file declares',
    placeholder: 'NAME',
    read: (text) => text.trim() || undefined,
    expects: 'a name',
  },
  accelergy: {
    help: 'ask an installed Accelergy 0.4: the program `accelergy`, or the one that is named',
    placeholder: 'PATH',
    read: (text) => (text.endsWith('.ffarch') || text.includes('.ffarch#') ? undefined : text || undefined),
    otherwise: 'accelergy',
    expects: 'a program',
    file: true,
  },
  strict: { help: 'exit with status 1 if anything is approximated or lost' },
  check: { help: 'change nothing, name the files that are not formatted, and exit with status 1 if there are any' },
  stdio: { help: 'talk over standard input and output' },
  help: { help: 'show this help' },
};

/** Those that change what a mapping costs. */
export const MODEL_OPTIONS: readonly OptionName[] = ['bias', 'free-drains', 'timeloop-bounds'];

/** How the model is to evaluate, with the defaults of options that were left out. */
export const modelOptions = (values: Values): ModelOptions => ({
  bias: values.bias ?? DEFAULT_OPTIONS.bias,
  freeDrains: values['free-drains'] ?? DEFAULT_OPTIONS.freeDrains,
  timeloopBounds: values['timeloop-bounds'] ?? DEFAULT_OPTIONS.timeloopBounds,
});

/** How to search, with the defaults of options that were left out. */
export const searchOptions = (values: Values): SearchOptions => ({
  objective: values.objective ?? DEFAULT_SEARCH.objective,
  strategy: values.strategy ?? DEFAULT_SEARCH.strategy,
  pad: values.pad ?? DEFAULT_SEARCH.pad,
  ragged: values.ragged ?? DEFAULT_SEARCH.ragged,
  timeLimit: values['time-limit'] ?? DEFAULT_SEARCH.timeLimit,
  gap: values.gap ?? DEFAULT_SEARCH.gap,
  threads: Math.min(values.threads ?? DEFAULT_SEARCH.threads, MOST_MEMBERS),
  seed: values.seed ?? DEFAULT_SEARCH.seed,
});
