import assert from 'node:assert/strict';
import { Editor } from './editor.js';
import { FILE, mb6, options, Puppet } from './puppet.js';

describe('The settings of the model', () => {
  const mapping = `${mb6}mapping a of mine on Eyeriss { GlobalBuffer: M 512, K 256, N 256 }`;
  const evaluated = async (editor: Editor) => {
    const outcome = await editor.request('factorflow/evaluate', { uri: FILE, mapping: 'a' });
    return outcome.kind === 'evaluated' ? outcome.report.options : outcome;
  };

  it('are those of the editor, also after they change, and what is no switch counts as off', async () => {
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
