import assert from 'node:assert/strict';
import { openWorkbench } from './session.js';

/** Its proof takes minutes, with padding. */
const long = `workload Long : stridedConv {
  M: 720, P: 720, Q: 720, C: 720, R: 3, S: 3, Pstride: 3, Qstride: 3, Rdilation: 4, Sdilation: 4
}
`;
const slow = {
  'factorflow.mapper.objective': 'latency',
  'factorflow.mapper.pad': true,
  'factorflow.mapper.threads': 2,
};

for (const isolated of [false, true]) {
  const where = isolated ? 'In VS Code for the Web with shared memory' : 'In VS Code for the Web';
  describe(`${where}, Map Workload`, () => {
    it('opens the best mapping beside the editor, and inserts it', async () => {
      const workbench = await openWorkbench({ isolated, settings: { 'factorflow.mapper.threads': 2 } });
      await workbench.openFile('eyeriss.ffarch');
      await workbench.runCommand('FactorFlow: Map Workload');
      const panel = workbench.webview;
      await panel.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
      const levels = (await workbench.levelsOfNest()).join(' ');
      assert.equal(levels, 'DRAM GlobalBuffer SACols SARows InRegister WRegister OutRegister MAC');
      const search = await panel.locator('.search').innerText();
      assert.match(search, /^optimal/);
      assert.equal(/ 2 threads/.test(search), isolated, search);
      await workbench.screenshot(isolated ? 'web-map-isolated' : 'web-map');
      await panel.getByRole('button', { name: 'Insert mapping' }).click();
      await workbench.page.locator('.tab.active.dirty', { hasText: 'eyeriss.ffarch' }).waitFor();
    });

    it('shows the best mapping so far when it is cancelled', async () => {
      const workbench = await openWorkbench({ isolated, settings: slow, files: { 'long.ffarch': long } });
      await workbench.openFile('long.ffarch');
      await workbench.runCommand('FactorFlow: Map Workload');
      await workbench.pick('SimbaConv');
      const progress = workbench.page.locator('.notification-toast', { hasText: /Mapping Long on SimbaConv.*latency/ });
      await progress.waitFor();
      await progress.getByRole('button', { name: 'Cancel' }).click();
      await workbench.webview.getByRole('heading', { name: 'SimbaConv × Long' }).waitFor();
      assert.match(await workbench.webview.locator('.search').innerText(), /cancelled; this is the best until then/);
      await workbench.screenshot(isolated ? 'web-cancelled-isolated' : 'web-cancelled');
    });
  });
}

describe('In VS Code for the Web', () => {
  it('Map Workload says so when the worker does not start, and works when it does', async () => {
    const workbench = await openWorkbench();
    await workbench.page.context().route('**/worker.js', (route) => route.abort());
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Map Workload');
    const failure = workbench.page.locator('.notification-toast', { hasText: /Mapping MB6 on MyEyeriss failed/ });
    await failure.waitFor();
    await workbench.screenshot('web-failed');
    assert.equal(await workbench.page.locator('.notification-toast', { hasText: 'connection' }).count(), 0);
    await workbench.page.context().unroute('**/worker.js');
    await workbench.runCommand('FactorFlow: Map Workload');
    await workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
  });

  it('Explore Mappings plots how mappings lie to the optimum', async () => {
    const few = { 'factorflow.explore.random': 1000, 'factorflow.explore.starts': 10 };
    const workbench = await openWorkbench({ settings: few });
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Explore Mappings');
    await workbench.webview.getByRole('heading', { name: 'Mappings of MB6 on MyEyeriss' }).waitFor();
    assert.equal(await workbench.webview.getByRole('group', { name: /^Energy and latency of mappings/ }).count(), 1);
    await workbench.screenshot('web-explore');
  });

  it('Map Network maps every layer', async () => {
    const workbench = await openWorkbench();
    await workbench.openFile('transformer.ffarch');
    await workbench.cursorTo('Encoder');
    await workbench.runCommand('FactorFlow: Map Network');
    await workbench.webview.getByRole('heading', { name: 'Encoder' }).waitFor();
    assert.equal(await workbench.webview.locator('.layers tbody tr').count(), 6);
    await workbench.screenshot('web-network');
  });
});
