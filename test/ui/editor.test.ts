import assert from 'node:assert/strict';
import { tight } from '../tight.js';
import { addFile, sharedWorkbench } from './session.js';

describe('The editor', () => {
  it('knows the language of an example', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.token('architecture').waitFor();
    assert.equal(await workbench.status('editor.mode').innerText(), 'FactorFlow architecture');
    await workbench.screenshot('editor');
  });

  it('underlines a capacity that became too small as it is typed, and says by how much', async () => {
    const workbench = await sharedWorkbench();
    addFile('tight.ffarch', tight(100));
    await workbench.openFile('tight.ffarch');
    await workbench.token('100').dblclick();
    await workbench.page.keyboard.type('16');
    const squiggle = workbench.squiggles('warning').first();
    await squiggle.waitFor();
    const hover = await workbench.hover(squiggle, 'words');
    assert.match(await hover.innerText(), /24 words.*16/s);
    await workbench.screenshot('squiggle');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Control+Z');
    await squiggle.waitFor({ state: 'detached' });
  });
});
