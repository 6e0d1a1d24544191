import assert from 'node:assert/strict';
import { tight } from '../tight.js';
import { openWorkbench } from './session.js';

describe('In VS Code for the Web, the editor', () => {
  it('underlines a capacity that is too small, and says by how much', async () => {
    const workbench = await openWorkbench({ 'tight.ffarch': tight(16) });
    await workbench.openFile('tight.ffarch');
    const squiggle = workbench.squiggles('error').first();
    await squiggle.waitFor();
    const hover = await workbench.hover(squiggle, 'words');
    assert.match(await hover.innerText(), /24 words.*16/s);
    await workbench.screenshot('web-squiggle');
  });
});
