import { nearest } from '../../language/nearest.js';
import { didYouMean } from '../../language/wording.js';
import { version } from '../../package.json';
import { readArguments } from './arguments.js';
import { COMMAND_NAMES, isCommandName, loadCommand, loadCommands } from './commands/all.js';
import type { Console } from './console.js';
import { manual, overview } from './help.js';
import { overwritten } from './overwritten.js';
import { Refusal } from './refusal.js';
import { STATUS } from './status.js';

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
  if (name === 'help' && rest.length > 1)
    return new Refusal(`ffarch help takes one command, not \`${rest.join(' ')}\`.`);
  if (name === 'help' && rest.length > 0) return dispatch([...rest, '--help'], console);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.out.write(overview(await loadCommands(), console.out));
    return name === undefined ? STATUS.usage : STATUS.done;
  }
  if (!isCommandName(name)) {
    const kind = name.startsWith('-') ? 'option' : 'command';
    const names = kind === 'option' ? ['--help', '--version'] : COMMAND_NAMES;
    return new Refusal(`There is no ${kind} \`${name}\`.${didYouMean(nearest(name, names))} See ffarch --help.`);
  }
  const command = await loadCommand(name);
  const given = readArguments(rest, [...command.options, 'help']);
  if (given instanceof Refusal) return given;
  if (given.values.help) return print(console, manual(command, console.out));
  return overwritten(given) ?? command.run(given, console);
}

function print(console: Console, text: string): number {
  console.out.write(text);
  return STATUS.done;
}
