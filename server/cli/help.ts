import type { Command } from './commands/command.js';
import type { Output } from './console.js';
import { OPTIONS, type OptionName } from './options.js';
import { STATUS, STATUS_MEANINGS, type StatusName } from './status.js';
import { pageFor } from './style.js';
import { table, wrap } from './table.js';

/** All commands, a line each, and what exit statuses mean. */
export function overview(commands: Readonly<Record<string, Command>>, output: Output): string {
  const page = pageFor(output);
  const rows = Object.entries(commands).map(([, { usage, summary }]) => [usage[0]!, summary]);
  const statuses = Object.entries(STATUS).map(([name, status]) => [`  ${status}`, STATUS_MEANINGS[name as StatusName]]);
  return [
    ...wrap('FactorFlow: describe spatial accelerators, map workloads on them.', page.columns),
    '',
    ...table('ll', rows, page),
    '',
    ...wrap('ffarch COMMAND --help shows the options of a command, ffarch --version the version.', page.columns),
    '',
    'Exit status:',
    ...table('ll', statuses, page),
    '',
  ].join('\n');
}

/** An option with what stands for its value, in brackets where that may be left out. */
export function spelled(name: OptionName): string {
  const { placeholder, otherwise } = OPTIONS[name];
  if (placeholder === undefined) return `--${name}`;
  return `--${name} ${otherwise === undefined ? placeholder : `[${placeholder}]`}`;
}

/** One command with its options. */
export function manual({ usage, summary, details = [], options }: Command, output: Output): string {
  const page = pageFor(output);
  const rows = options.map((name) => {
    return [`  ${spelled(name)}`, OPTIONS[name].help];
  });
  return [
    ...usage,
    '',
    ...wrap(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`, page.columns),
    ...details.flatMap((line) => wrap(line, page.columns)),
    '',
    ...table('ll', rows, page),
    '',
  ].join('\n');
}
