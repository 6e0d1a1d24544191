import assert from 'node:assert/strict';
import { readArguments } from '../../server/cli/arguments.js';
import { isCommandName, loadCommand } from '../../server/cli/commands/all.js';
import type { OptionName } from '../../server/cli/options.js';
import { Refusal } from '../../server/cli/refusal.js';
import { PAGES, read } from './pages.js';

/** Command lines that stand in blocks for a shell, without the comment after them. */
const linesOf = (page: string): string[][] =>
  [...page.matchAll(/^npx ffarch +([^#\s].*)$/gm)].map(([, line]) => line.replace(/\s#.*/, '').trim().split(/\s+/));

/** Command lines in the text: `ffarch map --ffarch`. Their values may be placeholders. */
const mentionedIn = (page: string): string[][] =>
  [...page.matchAll(/(?<!`)`ffarch\s+([^`]+)`/g)].map(([, line]) => line.trim().split(/\s+/));

describe('The commands of the documentation', () => {
  for (const path of ['README.md', 'CHANGELOG.md', ...PAGES]) {
    it(`are understood in ${path}`, async () => {
      for (const [name, ...words] of linesOf(read(path))) {
        assert.ok(isCommandName(name), name);
        const given = readArguments(words, (await loadCommand(name)).options);
        assert.ok(
          !(given instanceof Refusal),
          `${name} ${words.join(' ')}: ${given instanceof Refusal && given.message}`,
        );
      }
    });

    it(`have options that there are in ${path}`, async () => {
      for (const [name, ...words] of mentionedIn(read(path))) {
        if (name === 'help') continue;
        assert.ok(isCommandName(name), name);
        const { options } = await loadCommand(name);
        for (const [, option] of words.join(' ').matchAll(/--([a-z][a-z-]*)/g)) {
          assert.ok(option === 'help' || options.includes(option as OptionName), `ffarch ${name} --${option}`);
        }
      }
    });
  }

  it('are found', () => {
    assert.ok(linesOf(read('README.md')).length > 12);
    assert.ok(linesOf(read('docs/cli.md')).length > 8);
    assert.ok(mentionedIn(read('docs/language.md')).length > 4);
  });
});
