import assert from 'node:assert/strict';
import { tight } from '../tight.js';
import { openWorkbench } from './session.js';

const importing = `import "sizes.ffarch"

workload Own : gemm { M: width, K: width, N: 7 }
`;

describe('In VS Code for the Web, the editor', () => {
  it('underlines a capacity that is too small, says by how much, and links to the page that explains it', async () => {
    const workbench = await openWorkbench({ files: { 'tight.ffarch': tight(16) } });
    await workbench.openFile('tight.ffarch');
    const squiggle = workbench.squiggles('warning').first();
    await squiggle.waitFor();
    const hover = await workbench.hover(squiggle, 'words');
    assert.match(await hover.innerText(), /24 words.*16/s);
    await workbench.screenshot('web-squiggle');
    await hover.getByText('ffarch/capacity-forced').click();
    await workbench.page.locator('.tab.active', { hasText: 'diagnostics.md' }).waitFor();
    await workbench.editor.getByText('### ffarch/capacity-forced').waitFor();
    await workbench.screenshot('web-documentation');
  });

  it('knows what a file imports, also when that changes', async () => {
    const workbench = await openWorkbench({
      files: { 'importing.ffarch': importing, 'sizes.ffarch': 'const width = 64\n' },
    });
    await workbench.openFile('importing.ffarch');
    await workbench.lens('Map Workload');
    assert.equal(await workbench.squiggles('error').count(), 0);
    await workbench.cursorTo('width');
    await workbench.runCommand('Go to Definition');
    await workbench.page.locator('.tab.active', { hasText: 'sizes.ffarch' }).waitFor();
    await workbench.token('width').dblclick();
    await workbench.page.keyboard.type('breadth');
    await workbench.openFile('importing.ffarch');
    const hover = await workbench.hover(workbench.squiggles('error').first(), 'width');
    assert.match(await hover.innerText(), /`width`/);
    await workbench.screenshot('web-import');
  });

  it('goes on with another server when that is restarted', async () => {
    const workbench = await openWorkbench({ files: { 'tight.ffarch': tight(16) } });
    await workbench.openFile('tight.ffarch');
    const squiggle = workbench.squiggles('warning').first();
    await squiggle.waitFor();
    await workbench.runCommand('FactorFlow: Restart Language Server');
    await workbench.token('16').dblclick();
    await workbench.page.keyboard.type('100');
    await squiggle.waitFor({ state: 'detached' });
    await workbench.token('100').dblclick();
    await workbench.page.keyboard.type('16');
    await squiggle.waitFor();
  });

  it('says so when no server starts, and goes on when one does', async () => {
    const workbench = await openWorkbench({ files: { 'tight.ffarch': tight(16) } });
    await workbench.openFile('tight.ffarch');
    const squiggle = workbench.squiggles('warning').first();
    await squiggle.waitFor();
    await workbench.page.context().route('**/server.js', (route) => route.abort());
    await workbench.runCommand('FactorFlow: Restart Language Server');
    const failure = workbench.page.locator('.notification-toast', { hasText: 'ended 5 times within three minutes' });
    await failure.waitFor();
    assert.equal(await squiggle.count(), 0);
    await workbench.screenshot('web-no-server');
    await workbench.page.context().unroute('**/server.js');
    await failure.getByRole('button', { name: 'Restart' }).click();
    await squiggle.waitFor();
  });

  it('opens a copy of an example', async () => {
    const workbench = await openWorkbench();
    await workbench.openFile('transformer.ffarch');
    await workbench.lens('Map Network');
    await workbench.runCommand('FactorFlow: Open Example');
    await workbench.pick('Eyeriss');
    await workbench.page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
    await workbench.lens('Map Workload');
    await workbench.screenshot('web-example');
  });

  it('opens the standard library', async () => {
    const workbench = await openWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.lens('Map Workload');
    await workbench.cursorTo('gemm');
    await workbench.runCommand('Go to Definition');
    await workbench.page.locator('.tab.active', { hasText: 'couplings.ffarch' }).waitFor();
    await workbench.token('gemm').waitFor();
  });
});
