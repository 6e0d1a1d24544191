import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CompletionRequest } from 'vscode-languageserver-protocol';
import { MOST_BYTES } from '../../language/readable.js';
import { ffarch } from './cli/in-thread.js';
import { Editor } from './lsp/editor.js';
import { Puppet } from './lsp/puppet.js';

describe('A file that is not a regular one, not text, or too large', () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);
  const UNFIT: readonly [name: string, reason: string][] = [
    ['pipe.ffarch', 'is not a regular file'],
    ['zero.ffarch', 'is not a regular file'],
    ['folder.ffarch', 'is a folder, not a file'],
    ['large.ffarch', 'has 17 MiB, and at most 16 MiB are read'],
    ['utf16.ffarch', 'is not UTF-8 text'],
  ];
  before(function () {
    if (process.platform === 'win32') this.skip();
    folder = mkdtempSync(path.join(tmpdir(), 'ffarch-'));
    execFileSync('mkfifo', [at('pipe.ffarch')]);
    execFileSync('mkdir', [at('folder.ffarch')]);
    symlinkSync('/dev/zero', at('zero.ffarch'));
    symlinkSync('circle.ffarch', at('circle.ffarch'));
    symlinkSync('imports-pipe.ffarch', at('link.ffarch'));
    writeFileSync(at('large.ffarch'), Buffer.alloc(MOST_BYTES + 1, ' '));
    writeFileSync(at('utf16.ffarch'), '\ufeffconst a = 1\n', 'utf16le');
    for (const [name] of UNFIT) writeFileSync(at(`imports-${name}`), `import "${name}"\n`);
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  for (const [name, reason] of UNFIT) {
    it(`is refused on the command line in one line: ${name}`, async () => {
      for (const command of ['check', 'map', 'format']) {
        const { status, err } = await ffarch([command, at(name)]);
        assert.deepEqual([status, err], [2, `ffarch: ${at(name)} ${reason}.\n`], command);
      }
    });

    it(`is not imported, which is said at the import: ${name}`, async () => {
      const { status, out } = await ffarch(['check', at(`imports-${name}`)]);
      assert.equal(status, 1);
      assert.match(out, new RegExp(`^[^\\n]*:1:8: error: \`${name}\` ${reason}, so .*ffarch/import-unreadable\\)\\n$`));
    });
  }

  it('is said where it is a link to itself', async () => {
    const { status, err } = await ffarch(['check', at('circle.ffarch')]);
    assert.equal(status, 2);
    assert.match(err, /^ffarch: \S+circle\.ffarch cannot be read: .*ELOOP.*\.\n$/);
  });

  it('keeps no editor waiting, in a folder that has one or at an import', async () => {
    const folderUri = pathToFileURL(folder).toString();
    const editor = await Editor.start(new Puppet(), {}, {}, { folder: folderUri });
    const codes = (await editor.open(`${folderUri}/new.ffarch`, 'import "pipe.ffarch"\n')).map(({ code }) => code);
    assert.deepEqual(codes, ['ffarch/import-unreadable']);
    const at = { textDocument: { uri: `${folderUri}/new.ffarch` }, position: { line: 0, character: 8 } };
    const completion = await editor.connection.sendRequest(CompletionRequest.type, at);
    const items = Array.isArray(completion) ? completion : (completion?.items ?? []);
    const offered = items.map(({ label }) => label).filter((label) => !label.startsWith('imports-'));
    assert.deepEqual(offered.sort(), ['../', 'folder.ffarch/', 'large.ffarch', 'link.ffarch', 'utf16.ffarch']);
    const { architectures, workloads } = await editor.request('factorflow/overview', null);
    assert.deepEqual([...architectures, ...workloads], []);
    await editor.stop();
  });
});
