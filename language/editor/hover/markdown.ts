import { number } from '../../figures.js';

/** A paragraph, a table or a list; a hover is blocks with blank lines between. Undefined blocks are left out. */
export type Block = string | undefined;

/** Blocks one below the other; those without content are left out. */
export function blocks(...parts: readonly Block[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** Source text of the language, highlighted as such. */
export function source(text: string): string {
  const fence = '`'.repeat(Math.max(3, 1 + longestRun(text)));
  return `${fence}ffarch\n${text}\n${fence}`;
}

/** Text that stands for itself, also where a name holds marks of Markdown. */
export function code(text: string): string {
  const fence = '`'.repeat(1 + longestRun(text));
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** `**12** MACs`, `**1** MAC`. */
export const counted = (n: number, noun: string): string => `**${number(n)}** ${noun}${n === 1 ? '' : 's'}`;

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** A table whose first column is text and whose others are numbers. Undefined where there are no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): Block {
  if (rows.length === 0) return undefined;
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? ':--' : '--:'))), ...rows.map(line)].join('\n');
}

/** One item a line; nothing for no items. */
export function list(items: readonly string[]): Block {
  return items.length === 0 ? undefined : items.map((item) => `- ${item}`).join('\n');
}
