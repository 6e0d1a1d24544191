import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseDocument, startLanguage } from '../../language/language.js';
import { ffarch } from './cli/in-thread.js';
import { Editor } from './lsp/editor.js';
import { Puppet } from './lsp/puppet.js';

describe('A file with more findings than anybody reads', () => {
  const text = 'const a = 1\n'.repeat(1501);
  const last = '500 more errors and 0 other findings follow in this file. Fix the first ones to see these.';

  it('shows the first 1,000 in the editor, and how many more there are', async () => {
    const editor = await Editor.start(new Puppet());
    const found = await editor.open('file:///work/many.ffarch', text);
    assert.equal(found.length, 1001);
    assert.deepEqual([found[1000].code, found[1000].severity, found[1000].message], ['ffarch/more-findings', 1, last]);
    await editor.stop();
  });

  it('searches only for what the first 1,000 unknown names may mean', async () => {
    const text = `const width = 1\n${Array.from({ length: 1200 }, (_, i) => `const c${i} = widht\n`).join('')}`;
    const { diagnostics = [] } = await parseDocument(await startLanguage(), text, 'file:///names.ffarch');
    assert.equal(diagnostics.length, 1200);
    assert.equal(diagnostics.filter(({ data }) => data?.suggestion === 'width').length, 1000);
  });

  it('shows the same on the command line, which counts all of them', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ffarch-'));
    const file = path.join(folder, 'many.ffarch');
    writeFileSync(file, text);
    const { status, out, err } = await ffarch(['check', file]);
    rmSync(folder, { recursive: true });
    assert.equal(status, 1);
    const lines = out.trimEnd().split('\n');
    assert.equal(lines.length, 1001);
    assert.ok(lines[1000].includes(last), lines[1000]);
    assert.equal(err, '1,500 errors, 0 other findings in 1 file\n');
  });
});
