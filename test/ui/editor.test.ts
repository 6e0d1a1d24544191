import assert from 'node:assert/strict';
import { addFile, openWorkbench } from './session.js';

/** The register's tile that the constraints force: 4·4 words of W, 4 of In and 4 of Out. */
const tight = `architecture Small : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory Register {
    size: 100
    energy: 0.7 pJ; bandwidth: 6
    factors: M = 4, K = 4
  }
  compute MAC { energy: 0.2 pJ; cycles: 1 }
}
`;

describe('The editor', () => {
  it('knows the language of an example', async () => {
    const workbench = await openWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.token('architecture').waitFor();
    assert.equal(await workbench.status('editor.mode').innerText(), 'FactorFlow architecture');
    await workbench.screenshot('editor');
  });

  it('underlines a capacity that became too small as it is typed, and says by how much', async () => {
    const workbench = await openWorkbench();
    addFile('tight.ffarch', tight);
    await workbench.openFile('tight.ffarch');
    await workbench.token('100').dblclick();
    await workbench.page.keyboard.type('16');
    const squiggle = workbench.squiggles('error').first();
    await squiggle.waitFor();
    const hover = await workbench.hover(squiggle, 'words');
    assert.match(await hover.innerText(), /24 words.*16/s);
    await workbench.screenshot('squiggle');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Control+Z');
    await squiggle.waitFor({ state: 'detached' });
  });
});
