import { addFile, sharedWorkbench } from './session.js';

/** `M = 2` divides no size of 7. */
const impossible = `workload prime : gemm { M: 7, K: 1, N: 1 }

architecture Tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory Register {
    size: 8; energy: 1 pJ; bandwidth: 4
    factors: M = 2
  }
  compute MAC { energy: 1 pJ; cycles: 1 }
}
`;

describe('A pair without a legal mapping', () => {
  it('is mapped with padding, or after a change of its constraint, at a button', async () => {
    const workbench = await sharedWorkbench();
    addFile('impossible.ffarch', impossible);
    await workbench.openFile('impossible.ffarch');
    await workbench.runCommand('FactorFlow: Map Workload');
    const message = workbench.page.locator('.notification-toast', { hasText: 'prime on Tiny has no legal mapping' });
    await message.waitFor();
    await message.getByRole('button', { name: 'Map with padding' }).click();
    await workbench.webview.getByRole('heading', { name: 'Sizes grown by padding' }).waitFor();
    await workbench.screenshot('padded');

    await workbench.page.locator('.tab', { hasText: 'impossible.ffarch' }).click();
    await workbench.runCommand('FactorFlow: Map Workload');
    await message.getByRole('button', { name: 'Set M = 1' }).click();
    await workbench.status('editor.selection').getByText('Ln 7, Col 19 (1 selected)').waitFor();
    await workbench.screenshot('set');
    await workbench.runCommand('FactorFlow: Map Workload');
    await workbench.webview.locator('.badge', { hasText: 'optimal' }).waitFor();
    await workbench.webview.getByRole('heading', { name: 'Sizes grown by padding' }).waitFor({ state: 'detached' });
  });

  it('is explained, and the cause is shown at its line', async () => {
    const workbench = await sharedWorkbench();
    addFile('impossible.ffarch', impossible);
    await workbench.openFile('impossible.ffarch');
    await workbench.runCommand('FactorFlow: Map Workload');
    const message = workbench.page.locator('.notification-toast', { hasText: 'prime on Tiny has no legal mapping' });
    await message.waitFor();
    await workbench.screenshot('causes');
    await message.getByRole('button', { name: /^Show Cause/ }).click();
    const place = workbench.page.locator('.peekview-widget').or(workbench.status('editor.selection').getByText('Ln 7'));
    await place.first().waitFor();
  });
});
