import assert from 'node:assert/strict';
import { InlayHintRequest } from 'vscode-languageserver-protocol';
import { Editor } from './editor.js';
import { FILE, mb6, options, Puppet } from './puppet.js';

describe('The settings of the model', () => {
  const mapping = `${mb6}mapping a of mine on Eyeriss { GlobalBuffer: M 512, K 256, N 256 }`;
  const evaluated = async (editor: Editor) => {
    const outcome = await editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
    return outcome.kind === 'evaluated' ? outcome.report.options : outcome;
  };

  it('are those of the editor, also after they change, and what is not a switch counts as off', async () => {
    const editor = await Editor.start(new Puppet(), {}, { model: { bias: true, freeDrains: 'yes' } });
    await editor.open(FILE, mapping);
    assert.deepEqual(await evaluated(editor), { ...options, bias: true });
    await editor.configure({ model: { timeloopBounds: true } });
    assert.deepEqual(await evaluated(editor), { ...options, timeloopBounds: true });
    await editor.configure({});
    assert.deepEqual(await evaluated(editor), options);
    await editor.stop();
  });
});

describe('A setting with a value that it does not take', () => {
  it('is said once in the log, with what it takes and what counts instead', async () => {
    const wrong = { mapper: { objective: 'nope' }, model: { bias: 1 }, inlayHints: { fills: 'no' } };
    const editor = await Editor.start(new Puppet(), {}, wrong);
    await editor.open(FILE, mb6);
    // Is answered when the settings are known.
    await editor.request('factorflow/overview', null);
    await editor.configure({ ...wrong, model: { bias: 1, freeDrains: true } });
    await editor.configure(wrong);
    await editor.request('factorflow/overview', null);
    assert.deepEqual(
      editor.log.filter((line) => line.startsWith('factorflow.')),
      [
        'factorflow.model.bias is 1, but must be true or false. Its default, false, counts instead.',
        'factorflow.mapper.objective is "nope", but must be one of wart, edp, energy, latency. Its default, "wart", counts instead.',
        'factorflow.inlayHints.fills is "no", but must be true or false. Its default, true, counts instead.',
      ],
    );
    await editor.stop();
  });
});

describe('The settings of inlay hints', () => {
  it('switch kinds of them on and off; units are off by default', async () => {
    const text = `${mb6}const rows = 2 * 6\narchitecture A : gemm { memory D { size: 12 } }\nmapping a of mine on Eyeriss { DRAM: M 4 }`;
    const editor = await Editor.start(new Puppet(), {}, { inlayHints: { values: false, fills: 'no' } });
    await editor.open(FILE, text);
    const labels = async () => {
      const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      const hints = await editor.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: FILE }, range });
      return hints?.map(({ label }) => label);
    };
    assert.deepEqual(await labels(), ['⟵ 9 words']);
    await editor.configure({ inlayHints: { units: true, fills: false } });
    assert.deepEqual(await labels(), ['= 12', 'words']);
    await editor.stop();
  });
});

describe('Inlay hints and lenses', () => {
  it('are asked for again where an edit of another document may change them', async () => {
    const [arch, user] = ['file:///refresh/arch.ffarch', 'file:///refresh/user.ffarch'];
    const text = (size: number) => `const size = ${size}`;
    const editor = await Editor.start(new Puppet());
    await editor.open(arch, text(12));
    await editor.open(user, 'import "arch.ffarch"\nworkload W : gemm { M: 2 * size, K: 1, N: 1 }');
    const labels = async () => {
      const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      const hints = await editor.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: user }, range });
      return hints?.map(({ label }) => label);
    };
    assert.deepEqual(await labels(), ['= 24']);
    editor.refreshed.length = 0;
    const changed = editor.next(user);
    await editor.change(arch, text(13));
    await changed;
    assert.deepEqual(await labels(), ['= 26']);
    assert.deepEqual(editor.refreshed.sort(), ['hints', 'lenses']);
    await editor.stop();
  });
});
