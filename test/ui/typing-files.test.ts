import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { checkout } from '../host/checkout.js';
import { addFile, openWorkbench, readFile } from './session.js';
import { typeText } from './typist.js';
import type { Workbench } from './workbench.js';

/** Of a fast typist, of whom the language server is not always ahead, in ms between two keys. */
const FAST = 30;
/** Of most people. */
const USUAL = 100;

const readme = /```ffarch\n([\s\S]*?)```/.exec(readFileSync(checkout('README.md'), 'utf8'))![1];
/** Whether to type all examples, at both speeds, which takes a quarter of an hour. */
const all = process.env.TYPING === 'all';
const examples = all ? readdirSync(checkout('examples')).filter((name) => name.endsWith('.ffarch')) : [];
const texts = new Map<string, string>([
  ['the first file of the README', readme],
  ...examples.map((name) => [name, readFileSync(checkout(`examples/${name}`), 'utf8')] as const),
]);

/** Fast typing finds what slow typing does, and races besides. */
const speeds = all ? [FAST, USUAL] : [FAST];

describe('Typing whole files', () => {
  for (const pause of speeds) {
    it(`gives what was typed, at ${pause} ms a key`, async function () {
      this.timeout(600_000);
      const windows: (readonly [name: string, workbench: Workbench])[] = [];
      for (const name of texts.keys()) windows.push([name, await emptyFile(windows.length)]);
      await Promise.all(windows.map(([name, { page }]) => typeText(page, texts.get(name)!, pause)));
      for (const [i, [name, workbench]] of windows.entries()) {
        const text = texts.get(name)!;
        await workbench.save();
        assert.equal(withoutColumns(readFile(fileName(i), workbench)), withoutColumns(text), name);
      }
    });
  }
});

const fileName = (i: number) => `typed-${i}.ffarch`;

/** A window with an empty file, for which the server runs. */
async function emptyFile(i: number): Promise<Workbench> {
  const workbench = await openWorkbench();
  addFile(fileName(i), '');
  await workbench.openFile(fileName(i));
  await workbench.editor.click();
  const { keyboard } = workbench.page;
  await keyboard.type('a');
  await workbench.squiggles('error').first().waitFor();
  await keyboard.press('Backspace');
  return workbench;
}

/** A text with one blank where there are several within a line: columns are the formatter's. */
function withoutColumns(text: string): string {
  return text.trimEnd().replace(/(?<=\S) +/g, ' ');
}
