import assert from 'node:assert/strict';
import { readArguments } from '../../../server/cli/arguments.js';
import { OPTIONS, type OptionName } from '../../../server/cli/options.js';
import { Refusal } from '../../../server/cli/refusal.js';

/** Options with two texts that each of them understands. */
const TEXTS: Readonly<Partial<Record<OptionName, readonly [string, string]>>> = {
  dim: ['a=1', 'b=2'],
  with: ['a=1', 'b=2'],
  define: ['a=1', 'b=2'],
};

describe('Arguments', () => {
  for (const name of Object.keys(OPTIONS) as OptionName[]) {
    const { read, names, repeated } = OPTIONS[name];
    if (!read) continue;
    const [first, second] = TEXTS[name] ?? names ?? ['1', '2'];
    it(`with --${name} twice are ${repeated ? 'read' : 'refused'}`, () => {
      for (const args of [
        [`--${name}=${first}`, `--${name}=${second}`],
        [`--${name}`, first, 'word', `--${name}`, second],
      ]) {
        const given = readArguments(args, [name]);
        if (repeated) assert.ok(!(given instanceof Refusal));
        else assert.equal(given instanceof Refusal && given.message, `--${name} is given twice. Give it once.`);
      }
    });
  }

  it('may have a switch twice', () => {
    assert.deepEqual(readArguments(['--json', '--json'], ['json']), { words: [], values: { json: true } });
  });
});
