import type { Command } from './commands/command.js';
import { OPTIONS } from './options.js';
import { table } from './table.js';

/** All commands, a line each. */
export function overview(commands: Readonly<Record<string, Command>>): string {
  const rows = Object.entries(commands).map(([, { usage, summary }]) => [usage[0], summary]);
  return [
    'FactorFlow: describe spatial accelerators, map workloads on them.',
    '',
    ...table('ll', rows),
    '',
    'ffarch COMMAND --help shows the options of a command, ffarch --version the version.',
    '',
  ].join('\n');
}

/** One command with its options. */
export function manual({ usage, summary, details = [], options }: Command): string {
  const rows = options.map((name) => {
    const { placeholder, help } = OPTIONS[name];
    return [`  --${name}${placeholder ? ` ${placeholder}` : ''}`, help];
  });
  return [
    ...usage,
    '',
    `${summary[0].toUpperCase()}${summary.slice(1)}.`,
    ...details,
    '',
    ...table('ll', rows),
    '',
  ].join('\n');
}
