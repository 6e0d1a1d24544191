import assert from 'node:assert/strict';
import { addFile, sharedWorkbench } from './session.js';

describe('The panel', () => {
  it('survives being hidden and a reload of the window', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Evaluate Mapping');
    const heading = workbench.webview.getByRole('heading', { name: 'byHand: MB6 on MyEyeriss' });
    const energy = () => workbench.webview.locator('.figure', { hasText: 'Energy' }).innerText();
    await heading.waitFor();
    const shown = await energy();

    const tab = workbench.page.locator('.tab', { hasText: 'byHand' });
    await tab.click();
    await workbench.openFile('transformer.ffarch');
    await heading.waitFor({ state: 'detached' });
    await tab.click();
    await heading.waitFor();
    assert.equal(await energy(), shown);

    await workbench.page.reload();
    // In a browser the window remembers late which tab was in front.
    await tab.click();
    await heading.waitFor();
    assert.equal(await energy(), shown);
    await workbench.screenshot('panel');
  });

  it('is restored with nothing forbidden by its content policy', async () => {
    const workbench = await sharedWorkbench();
    const refused: string[] = [];
    workbench.page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text()) && /panel\.(js|css)|inline/.test(message.text()))
        refused.push(message.text());
    });
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Evaluate Mapping');
    const bar = workbench.webview.locator('td.number .bar').first();
    await bar.waitFor();
    assert.equal((await bar.boundingBox())!.height, 5);
    assert.deepEqual(refused, []);
  });
});

describe('While its file is edited, the panel', () => {
  it('of a mapping that breaks rules strikes out the totals, leads to the loop that breaks one, and makes the mapping legal', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Evaluate Mapping');
    const panel = workbench.webview;
    await panel.getByRole('heading', { name: 'byHand: MB6 on MyEyeriss' }).waitFor();
    await workbench.token('16Ki').dblclick();
    await workbench.page.keyboard.type('1');
    const illegal = panel.getByRole('heading', { name: 'This mapping is not legal' });
    await illegal.waitFor();
    await panel.getByRole('heading', { name: 'Totals, of a mapping that breaks 1 rule: not comparable' }).waitFor();
    assert.equal(
      await panel
        .locator('.figure', { hasText: 'EDP' })
        .locator('s')
        .evaluate((s) => s.ownerDocument.defaultView!.getComputedStyle(s).textDecorationLine),
      'line-through',
    );
    await workbench.screenshot('incomparable');

    await panel.getByRole('button', { name: /^GlobalBuffer needs / }).click();
    await workbench
      .status('editor.selection')
      .getByText(/\(\d+ selected\)/)
      .waitFor();
    await workbench.screenshot('violation');
    await panel.getByRole('button', { name: 'Make legal' }).click();
    await illegal.waitFor({ state: 'detached' });
    await panel.getByRole('heading', { name: 'Totals', exact: true }).waitFor();
    await workbench.screenshot('legal');
  });

  it('of a mapping of the document follows each edit, without taking the focus', async () => {
    const workbench = await sharedWorkbench();
    const { keyboard } = workbench.page;
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Evaluate Mapping');
    const panel = workbench.webview;
    await panel.getByRole('heading', { name: 'byHand: MB6 on MyEyeriss' }).waitFor();
    const energy = panel.locator('.figure', { hasText: 'Energy' });
    const before = await energy.innerText();

    await workbench.token('16Ki').dblclick();
    await keyboard.type('1');
    await panel.getByRole('heading', { name: 'This mapping is not legal' }).waitFor();
    await workbench.screenshot('illegal');
    // The focus is still in the editor.
    await keyboard.press('Control+Z');
    await panel.getByRole('heading', { name: 'This mapping is not legal' }).waitFor({ state: 'detached' });

    await workbench.token('MyEyeriss').dblclick();
    await keyboard.type('Other');
    const changes = panel.getByRole('status').getByRole('listitem');
    await changes.waitFor();
    assert.equal(await changes.innerText(), 'byHand refers to something that has errors. See the Problems view.');
    await workbench.screenshot('unavailable');
    assert.equal(await energy.innerText(), before);
    await keyboard.press('Control+Z');
    await changes.waitFor({ state: 'detached' });
  });

  it('of a search says what has changed until that is undone, and offers to map again', async () => {
    const workbench = await sharedWorkbench();
    const { keyboard } = workbench.page;
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Map Workload');
    const panel = workbench.webview;
    await panel.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
    await panel.locator('.badge', { hasText: 'optimal' }).waitFor();
    const changes = panel.getByRole('status').getByRole('listitem');
    assert.equal(await changes.count(), 0);

    await workbench.token('16Ki').dblclick();
    await keyboard.type('8Ki');
    await changes.waitFor();
    assert.equal(await changes.innerText(), 'MyEyeriss: GlobalBuffer: size 131,072 → 65,536');
    await workbench.screenshot('stale');
    await keyboard.press('Control+Z');
    await changes.waitFor({ state: 'detached' });
    await keyboard.press('Control+Y');
    await changes.waitFor();
    await panel.getByRole('button', { name: 'Map again' }).click();
    await changes.waitFor({ state: 'detached' });
    await panel.locator('.badge', { hasText: 'optimal' }).waitFor();
  });
});

describe('The banner over numbers that no longer hold', () => {
  const cases = [
    {
      command: 'Map Network',
      file: 'edge-npu.ffarch',
      energy: '320',
      title: 'tail × EdgeNpu',
      kept: 'totals',
      again: 'Map again',
    },
    {
      command: 'Explore Mappings',
      file: 'eyeriss.ffarch',
      energy: '64',
      title: 'Mappings of MB6 on MyEyeriss',
      kept: 'front',
      again: 'Explore again',
    },
  ];
  for (const { command, file, energy, title, kept, again } of cases) {
    it(`comes after **${command}**, too, and is there again after a reload`, async () => {
      const workbench = await sharedWorkbench();
      await workbench.openFile(file);
      await workbench.runCommand(`FactorFlow: ${command}`);
      const panel = workbench.webview;
      await panel.getByRole('heading', { name: title }).waitFor();
      const banner = panel.getByRole('status').getByText('These numbers no longer hold');
      await workbench.token(energy).dblclick();
      await workbench.page.keyboard.type('100');
      await banner.waitFor();
      await panel.getByRole('button', { name: again }).waitFor();
      await workbench.save();
      await workbench.screenshot(`stale ${command}`);
      await workbench.reload(title, kept);
      await workbench.page.locator('.tab', { hasText: title }).click();
      await banner.waitFor();
    });
  }
});

describe('Evaluate Mapping', () => {
  it('asks which one where a file has several and the cursor is in none', async () => {
    const workbench = await sharedWorkbench();
    const mapping = (name: string, loops: string) => `mapping ${name} of MB6 on MyEyeriss { DRAM: ${loops} }\n`;
    const text = `import "eyeriss.ffarch"\n${mapping('first', 'M 512, K 256, N 256')}${mapping('second', 'N 256, K 256, M 512')}`;
    addFile('several.ffarch', text);
    await workbench.openFile('several.ffarch');
    await workbench.runCommand('FactorFlow: Evaluate Mapping');
    await workbench.quickInput.getByPlaceholder('The mapping to evaluate').waitFor();
    await workbench.pick('second');
    await workbench.webview.getByRole('heading', { name: 'second: MB6 on MyEyeriss' }).waitFor();
  });
});

describe('Map Network', () => {
  it('shows a table that leads to the result of each layer, by keyboard too, and survives a reload', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('edge-npu.ffarch');
    await workbench.runCommand('FactorFlow: Map Network');
    const heading = workbench.webview.getByRole('heading', { name: 'tail × EdgeNpu' });
    await heading.waitFor();
    await workbench.reload('tail × EdgeNpu', 'totals');
    await heading.waitFor();
    await workbench.screenshot('network');
    await workbench.webview.getByRole('button', { name: 'L10', exact: true }).press('Enter');
    await workbench.webview.getByRole('heading', { name: 'EdgeNpu × L10' }).waitFor();
    await workbench.screenshot('layer');
  });
});

describe('Map Workload with…', () => {
  it('asks for the workload and the architecture, the library included', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Map Workload with…');
    await workbench.quickInput
      .getByText('The workload to map')
      .or(workbench.quickInput.getByPlaceholder('The workload to map'))
      .first()
      .waitFor();
    await workbench.quickInput.getByText('library: BertLarge').waitFor();
    await workbench.screenshot('pick');
    await workbench.pick('BertLarge.VScores');
    await workbench.quickInput.getByPlaceholder('The architecture to map BertLarge.VScores on').waitFor();
    await workbench.page.keyboard.press('Escape');
  });
});
