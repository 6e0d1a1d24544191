import type { Page } from 'playwright-core';

/**
 * Types a text as people do: every character but those that the editor has written for them. They leave indentation and the
 * stars of comments to it, type over closing brackets and quotes, and step over the `}` on the line below by the arrow key.
 * They do not look up: whatever is offered meanwhile, they never mean to take it.
 *
 * @param pause between two keys, in ms.
 */
export async function typeText({ keyboard }: Page, text: string, pause: number): Promise<void> {
  const press = (key: string) => keyboard.press(key, { delay: pause });
  for (const [i, line] of text.trimEnd().split('\n').entries()) {
    const written = line.trim();
    if (written === '}') {
      await press('ArrowDown');
      await press('End');
      continue;
    }
    if (i > 0) await press('Enter');
    // The editor has begun the line with a star and a blank.
    if (written === '*/') await press('Backspace');
    await keyboard.type(written === '*/' ? '/' : written.replace(/^\* /, ''), { delay: pause });
  }
}
