import { parseArgs } from 'node:util';
import { nearest } from '../../language/nearest.js';
import { didYouMean } from '../../language/wording.js';
import { OPTIONS, type OptionName, type Value, type Values } from './options.js';
import { Refusal } from './refusal.js';

/** A command line, taken apart. */
export interface Arguments {
  /** What is not an option, in order. */
  readonly words: readonly string[];
  readonly values: Values;
}

/** Reads the arguments of a command that knows some of the options. */
export function readArguments(args: readonly string[], known: readonly OptionName[]): Arguments | Refusal {
  const options = Object.fromEntries(
    known.map((name) => [name, { type: OPTIONS[name].read ? ('string' as const) : ('boolean' as const) }]),
  );
  const { tokens } = parseArgs({
    args: args.map(withValue),
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: string[] = [];
  const values: Record<string, Value | readonly Value[] | boolean> = {};
  let ended = false;
  for (const token of tokens) {
    ended ||= token.kind === 'option-terminator';
    if (token.kind === 'positional') {
      if (ended && isOption(token.value))
        return new Refusal(`After \`--\` everything is a name, even ${token.value}. Write options before it.`);
      words.push(token.value);
    }
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (/^-\d/.test(rawName))
      return new Refusal(`Sizes and strides are positive whole numbers; ${rawName} is not one.`);
    if (rawName === '-h') return { words: [], values: { help: true } };
    if (!known.includes(name as OptionName)) return unknownOption(rawName, name, known);
    const { read, expects, repeated, names = [] } = OPTIONS[name as OptionName];
    if (!read) {
      if (value !== undefined) return new Refusal(`${rawName} takes no value, but was given \`${value}\`.`);
      values[name] = true;
      continue;
    }
    if (value === undefined || (!inlineValue && value.startsWith('--'))) {
      return new Refusal(`${rawName} needs a value: ${expects}.`);
    }
    if (!repeated && values[name] !== undefined) return new Refusal(`${rawName} is given twice. Give it once.`);
    const meant = read(value);
    if (meant === undefined)
      return new Refusal(`${rawName} takes ${expects}, not \`${value}\`.${didYouMean(nearest(value, names))}`);
    if (Array.isArray(meant)) {
      const before = (values[name] as readonly Value[] | undefined)?.find(
        (one) => Array.isArray(one) && one[0] === meant[0],
      );
      if (Array.isArray(before))
        return new Refusal(`${rawName} gives \`${meant[0]}\` two values, ${before[1]} and ${meant[1]}. Give it one.`);
    }
    values[name] = repeated ? [...((values[name] as readonly Value[] | undefined) ?? []), meant] : meant;
  }
  return { words, values };
}

/** Whether a word reads as an option that there is. */
const isOption = (word: string): boolean =>
  word.startsWith('--') && Object.hasOwn(OPTIONS, word.slice(2).split('=')[0]!);

/** An option whose value may be left out, with what then stands for it. */
function withValue(arg: string, at: number, args: readonly string[]): string {
  const { otherwise, read } = OPTIONS[arg.slice(2) as OptionName] ?? {};
  if (!arg.startsWith('--') || otherwise === undefined) return arg;
  const next = args[at + 1];
  const isValue = next !== undefined && !next.startsWith('-') && read?.(next) !== undefined;
  return isValue ? arg : `${arg}=${otherwise}`;
}

function unknownOption(raw: string, name: string, known: readonly OptionName[]): Refusal {
  const elsewhere = name in OPTIONS ? 'This command has no' : 'There is no';
  return new Refusal(`${elsewhere} option ${raw}.${didYouMean(nearest(name, known)).replace('`', '`--')}`);
}
