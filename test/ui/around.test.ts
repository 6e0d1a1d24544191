import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkout } from '../host/checkout.js';
import { addFile, openWorkbench, sharedWorkbench } from './session.js';

describe("A diagnostic's code", () => {
  it('leads to its heading on the page that comes with the extension', async () => {
    const workbench = await sharedWorkbench();
    addFile('wrong.ffarch', 'workload W : gem { M: 4, K: 4, N: 4 }\n');
    await workbench.openFile('wrong.ffarch');
    const hover = await workbench.hover(workbench.squiggles('error').first(), 'unresolved-name');
    await workbench.screenshot('code');
    await hover
      .getByRole('link', { name: /unresolved-name/ })
      .or(hover.locator('a', { hasText: 'unresolved-name' }))
      .first()
      .click();
    await workbench.page.locator('.tab.active', { hasText: 'diagnostics.md' }).waitFor();
    const lines = readFileSync(checkout('docs/diagnostics.md'), 'utf8').split('\n');
    const line = lines.indexOf('### ffarch/unresolved-name') + 1;
    assert.ok(line > 0);
    await workbench.status('editor.selection').getByText(`Ln ${line}, Col 1`).waitFor();
    await workbench.screenshot('documentation');
  });
});

describe('The reference of the language', () => {
  it('opens at the section that a hover links to', async () => {
    const workbench = await sharedWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    const hover = await workbench.hover(workbench.token('bypass'), 'language.md: memory');
    await workbench.screenshot('reference link');
    await hover.getByText('language.md: memory').click();
    await workbench.page.locator('.tab.active', { hasText: 'language.md' }).waitFor();
    // This VS Code has no Markdown preview, so the page is shown as text.
    const line = readFileSync(checkout('docs/language.md'), 'utf8').split('\n').indexOf('### memory') + 1;
    assert.ok(line > 0);
    await workbench.status('editor.selection').getByText(`Ln ${line}, Col 1`).waitFor();
    await workbench.screenshot('reference');
  });
});

describe('The status of the language', () => {
  it('says that the server runs, and what is searched, which can be cancelled there', async () => {
    const workbench = await openWorkbench();
    addFile('.vscode/settings.json', '{ "factorflow.explore.starts": 1000000 }');
    await workbench.openFile('eyeriss.ffarch');
    await workbench.token('architecture').waitFor();
    const status = workbench.page.locator('[id^="status.languageStatus"]').first();
    const entries = workbench.page.locator('.hover-language-status');
    await status.hover();
    await entries.getByText('Language server is running').waitFor();
    await workbench.screenshot('status');

    await workbench.runCommand('FactorFlow: Explore Mappings');
    await workbench.page.locator('.notification-toast', { hasText: /descending, [\d,]+ of 1,000,000/ }).waitFor();
    await status.hover();
    const search = entries.filter({ hasText: 'Exploring the mappings of MB6 on MyEyeriss' });
    await search.getByText(/of 1,000,000/).waitFor();
    await workbench.screenshot('status search');
    await search.getByText('Cancel').click();
    await workbench.webview.getByRole('heading', { name: 'Mappings of MB6 on MyEyeriss' }).waitFor();
  });
});

describe('The output', () => {
  it('has a line for each search at the level of information, and the messages of the server at that of traces', async () => {
    const workbench = await openWorkbench();
    await workbench.openFile('eyeriss.ffarch');
    await workbench.runCommand('FactorFlow: Map Workload');
    await workbench.webview.getByRole('heading', { name: 'MyEyeriss × MB6' }).waitFor();
    await workbench.runCommand('FactorFlow: Show Output');
    const line = (text: RegExp) => workbench.page.locator('.part.panel .view-line').filter({ hasText: text }).first();
    await line(/\[info\].Mapping.MB6.on.MyEyeriss:.mapped,.proven/).waitFor();
    await workbench.screenshot('output');
    await workbench.runCommand('Developer: Set Log Level...');
    await workbench.pick('FactorFlow');
    await workbench.pick('Trace');
    await workbench.cursorTo('GlobalBuffer');
    await line(/\[trace\].*textDocument/).waitFor();
    await workbench.screenshot('trace');
  });
});
