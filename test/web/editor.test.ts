import assert from 'node:assert/strict';
import { openWorkbench } from './session.js';

/** The register's tile that the constraints force has 24 words. */
const tight = `architecture Small : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory Register {
    size: 16
    energy: 0.7 pJ; bandwidth: 6
    factors: M = 4, K = 4
  }
  compute MAC { energy: 0.2 pJ; cycles: 1 }
}
`;

describe('In VS Code for the Web, the editor', () => {
  it('underlines a capacity that is too small, and says by how much', async () => {
    const workbench = await openWorkbench({ 'tight.ffarch': tight });
    await workbench.openFile('tight.ffarch');
    const squiggle = workbench.squiggles('error').first();
    await squiggle.waitFor();
    const hover = await workbench.hover(squiggle, 'words');
    assert.match(await hover.innerText(), /24 words.*16/s);
    await workbench.screenshot('web-squiggle');
  });
});
