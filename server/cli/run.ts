import { didYouMean } from '../../language/lower/nearest.js';
import { version } from '../../package.json';
import { readArguments } from './arguments.js';
import { check } from './commands/check.js';
import type { Command } from './commands/command.js';
import { evaluate } from './commands/evaluate.js';
import { explore } from './commands/explore.js';
import { format } from './commands/format.js';
import { list } from './commands/list.js';
import { lsp } from './commands/lsp.js';
import { map } from './commands/map.js';
import type { Console } from './console.js';
import { manual, overview } from './help.js';
import { Refusal, STATUS } from './refusal.js';

/** By the word after `ffarch`, in the order of the overview. */
export const COMMANDS: Readonly<Record<string, Command>> = { map, explore, evaluate, check, format, list, lsp };

/**
 * Runs a command line, without `node` and the program's name.
 *
 * @returns the exit status
 */
export async function run(args: readonly string[], console: Console): Promise<number> {
  const outcome = await dispatch(args, console);
  if (typeof outcome === 'number') return outcome;
  console.err.write(`ffarch: ${outcome.message}\n`);
  return outcome.status;
}

async function dispatch([name, ...rest]: readonly string[], console: Console): Promise<number | Refusal> {
  if (name === '--version') return print(console, `${version}\n`);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.out.write(overview(COMMANDS));
    return name === undefined ? STATUS.usage : STATUS.done;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    return new Refusal(`There is no command \`${name}\`.${didYouMean(name, Object.keys(COMMANDS))} See ffarch --help.`);
  }
  const given = readArguments(rest, [...command.options, 'help']);
  if (given instanceof Refusal) return given;
  return given.values.help ? print(console, manual(command)) : command.run(given, console);
}

function print(console: Console, text: string): number {
  console.out.write(text);
  return STATUS.done;
}
