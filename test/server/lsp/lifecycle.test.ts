import assert from 'node:assert/strict';
import { Desk } from './fuzz/fake-editor.js';
import { inFolder } from './fuzz/files.js';
import { server } from './fuzz/server.js';

const BROKEN = 'workload broken : gemm { M: 0, K: 1, N: 1 }\n';

/** Runs with the desk of an editor that has a folder open, with these files in it. */
async function atDesk(files: Readonly<Record<string, string>>, use: (desk: Desk) => Promise<void>): Promise<void> {
  await inFolder(
    async (folder) => {
      const desk = await Desk.at(server(), folder);
      await use(desk);
      await desk.settle();
      assert.deepEqual(desk.complaints, []);
      await desk.leave();
    },
    new Map(Object.entries(files)),
  );
}

describe('The language server tells of files', () => {
  it('that nobody has opened', () =>
    atDesk({ 'a.ffarch': BROKEN, 'sub/b.ffarch': BROKEN }, async (desk) => {
      await desk.settle();
      assert.deepEqual(Object.keys(desk.findings()), ['a.ffarch', 'sub/b.ffarch']);
    }));

  it('no longer when they are closed, if they were deleted meanwhile', () =>
    atDesk({ 'a.ffarch': BROKEN }, async (desk) => {
      desk.openFile('a.ffarch');
      desk.delete('a.ffarch');
      await desk.settle();
      assert.deepEqual(Object.keys(desk.findings()), ['a.ffarch']);
      desk.closeFile('a.ffarch');
      await desk.settle();
      assert.deepEqual(desk.findings(), {});
    }));

  it('as long as they are open, also when their folder is deleted', () =>
    atDesk({ 'sub/a.ffarch': BROKEN, 'sub/b.ffarch': BROKEN }, async (desk) => {
      desk.openFile('sub/a.ffarch');
      desk.deleteFolder('sub/a.ffarch');
      await desk.settle();
      assert.deepEqual(Object.keys(desk.findings()), ['sub/a.ffarch']);
      assert.match(JSON.stringify(await desk.ask('hover', 'sub/a.ffarch', 9)), /broken/);
    }));
});

describe('The language server answers', () => {
  it('for the text as it is edited, however soon it is asked', () =>
    atDesk({}, async (desk) => {
      const document = desk.openFile('untitled:one', 'const first = 1\n');
      for (let i = 0; i < 20; i++) {
        desk.replace('untitled:one', 0, document.getText().length, `const later${i} = ${i}\n`);
        assert.match(JSON.stringify(await desk.ask('documentSymbol', 'untitled:one', 0)), new RegExp(`later${i}"`));
      }
    }));

  it('what waits for a document that goes away', () =>
    atDesk({}, async (desk) => {
      desk.openFile('untitled:one', BROKEN);
      const asked = desk.ask('codeAction', 'untitled:one', 0);
      desk.closeFile('untitled:one');
      await asked;
    }));

  it('all that wait for a file that was deleted and is closed', () =>
    atDesk({ 'a.ffarch': BROKEN, 'b.ffarch': BROKEN }, async (desk) => {
      await desk.settle();
      desk.delete('a.ffarch');
      const first = desk.ask('hover', 'a.ffarch', 0);
      desk.replace('b.ffarch', 0, 0, ' ');
      const second = desk.ask('semanticTokens', 'a.ffarch', 0);
      desk.closeFile('a.ffarch');
      await Promise.all([first, second]);
    }));

  it('what waits for the workspace while nothing is to be built', () =>
    atDesk({ 'a.ffarch': BROKEN, 'b.ffarch': BROKEN }, async (desk) => {
      desk.openFile('a.ffarch');
      await desk.settle();
      desk.delete('b.ffarch');
      assert.notEqual(await desk.ask('rename', 'a.ffarch', 10), undefined);
    }));
});
