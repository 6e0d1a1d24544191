import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { EXAMPLES } from '../../client/walkthrough/examples.js';
import { parse } from '../language/language.js';

const file = (path: string) => new URL(`../../${path}`, import.meta.url);
const read = (path: string) => readFileSync(file(path), 'utf8');

interface Step {
  id: string;
  description: string;
  media: { markdown?: string; svg?: string; altText?: string };
  completionEvents: string[];
}

const { contributes } = JSON.parse(read('package.json'));
const [{ id, steps }]: [{ id: string; steps: Step[] }] = contributes.walkthroughs;

describe('The walkthrough', () => {
  it('is the one that Get Started opens', () =>
    assert.ok(read('client/walkthrough/walkthrough.ts').includes(`'factorflow.factorflow#${id}'`)));

  it('opens examples that are there and import nothing, which an unsaved copy would not find', () => {
    const there = readdirSync(file('examples'));
    for (const { file } of EXAMPLES) {
      assert.ok(there.includes(file), file);
      assert.doesNotMatch(read(`examples/${file}`), /^import/m, file);
    }
    for (const [, given] of steps[0].description.matchAll(/openExample\?([^)]*)\)/g)) {
      const [name] = JSON.parse(decodeURIComponent(given));
      assert.ok(
        EXAMPLES.some(({ file }) => file === name),
        name,
      );
    }
  });

  it('knows of each step when it is done: by a command that exists, or a context that the client sets', () => {
    const commands = contributes.commands.map(({ command }: { command: string }) => command);
    const sources = readdirSync(file('client'), { recursive: true, encoding: 'utf8' });
    const code = sources.filter((name) => name.endsWith('.ts')).map((name) => read(`client/${name}`));
    for (const { id, completionEvents } of steps) {
      const [kind, name] = completionEvents[0].split(':');
      if (kind === 'onCommand') assert.ok(commands.includes(name), id);
      else
        assert.ok(
          code.some((text) => text.includes(`'setContext', '${name}', true`)),
          id,
        );
    }
  });

  it('says in its text, without its pictures, what to do and to look at', () => {
    for (const { id, description } of steps) assert.ok(description.split(/\s+/).length > 30, id);
  });

  it('has pictures and pages that are there and ask nothing of the network', () => {
    for (const { id, media } of steps) {
      const path = (media.markdown ?? media.svg)!;
      assert.ok(existsSync(file(path)), id);
      assert.doesNotMatch(read(path).replace('http://www.w3.org/2000/svg', ''), /https?:/, id);
      if (media.svg) assert.ok(media.altText, id);
    }
  });

  it('quotes the diagnostic that its change of the example gives, and names the loop that is underlined', async () => {
    const page = read('client/media/walkthrough/edit.md').replaceAll('\n', ' ');
    const example = read('examples/eyeriss.ffarch');
    const [, after, before] = /Type `([^`]+)` in place of `([^`]+)`/.exec(page)!;
    assert.equal(example.split(before).length, 2);
    const document = await parse(example.replace(before, after));
    const errors = document.diagnostics!.filter(({ severity }) => severity === 1);
    assert.equal(errors.length, 1);
    const [{ message, code, range }] = errors;
    assert.ok(page.includes(`> ${message} `));
    assert.ok(page.includes(`\`${code}\``));
    const loop = document.textDocument.getText(range);
    assert.ok(page.includes(`Its loop \`${loop}\``));
    const { description } = steps.find(({ id }) => id === 'edit')!;
    assert.ok(description.includes(`type ${after}`));
    assert.ok(description.includes(`its loop ${loop} is`));
    const [, needed, held] = /needs ([\d,]+) words .* but holds ([\d,]+)\./.exec(String(message))!;
    assert.ok(description.includes(`take ${needed} words, and the buffer holds ${held}.`));
    const [size, shown] = [...description.matchAll(/showInExample\?([^)]*)\)/g)].map(([, given]) =>
      JSON.parse(decodeURIComponent(given)),
    );
    assert.deepEqual(size, [before]);
    assert.deepEqual(shown, [loop]);
    assert.equal(example.indexOf(loop), document.textDocument.offsetAt(range.start) + before.length - after.length);
  });
});
