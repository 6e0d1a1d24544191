import { writeFileSync } from 'node:fs';
import type { Console } from './console.js';
import { unreadable } from './files.js';
import type { Values } from './options.js';
import { Refusal } from './refusal.js';
import { ENDLESS, type Page, pageFor } from './style.js';

/**
 * Writes a command's result to its `--out` file, else to standard output. Text for a file has no colours and no end of the line. What cannot be
 * written to the file is printed, so no search was in vain.
 */
export function deliver(values: Values, console: Console, text: (page: Page) => string): Refusal | undefined {
  if (values.out === undefined) {
    console.out.write(text(pageFor(console.out)));
    return undefined;
  }
  try {
    writeFileSync(values.out, text(ENDLESS));
    return undefined;
  } catch (error) {
    console.out.write(text(pageFor(console.out)));
    return new Refusal(`${unreadable(values.out, error, 'written')} The result is printed instead.`);
  }
}

/** JSON for people and programs alike: indented, with a line break at the end. */
export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
