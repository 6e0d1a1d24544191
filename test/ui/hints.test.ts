import assert from 'node:assert/strict';
import { addFile, sharedWorkbench } from './session.js';
import { THEMES } from './themes.js';
import { POLLING_MS, type Workbench } from './workbench.js';

const FILLED = `architecture Tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  fanout PEs[16] over M
  memory Register { size: 16; energy: 1 pJ; bandwidth: 8 }  // words
  compute MAC { energy: 1 pJ }
}
workload W : gemm { M: 32, K: 8, N: 4 }
mapping fits of W on Tiny {
  DRAM: M 2, K 8, N 4
  PEs: M 16   // all
}
mapping bursts of W on Tiny {
  DRAM: M 1, K 2, N 4
  PEs: M 8
  Register: M 4, K 4
}
network Net {
  a : gemm { M: 4, K: 4, N: 4 }
  b : gemm { M: 8, K: 8, N: 8 }
}
`;

/** The marks of overfull levels that are seen, each with whether it has the theme's color of errors. */
type Marks = [text: string, inErrorColor: boolean][];

/** Runs in the window: such text is not part of the document, and only its style tells of it. */
const MARKS = `(() => {
  const editor = document.querySelector('.editor-group-container.active .monaco-editor');
  const probe = editor.appendChild(document.createElement('span'));
  probe.style.color = 'var(--vscode-editorError-foreground)';
  const { color } = getComputedStyle(probe);
  probe.remove();
  return [...editor.querySelectorAll('.view-line span')]
    .map((span) => getComputedStyle(span, '::after'))
    .filter(({ content }) => content.includes('⟵'))
    .map((style) => [JSON.parse(style.content), style.color === color]);
})()`;

/** Waits until the marks are as many as that, the first of them with a text. */
async function marked(workbench: Workbench, count: number, text = ''): Promise<Marks> {
  const first = `marks.length === 0 || marks[0][0].includes(${JSON.stringify(text)})`;
  const wanted = `((marks) => marks.length === ${count} && (${first}) && marks)(${MARKS})`;
  const found = await workbench.page.waitForFunction(wanted, undefined, { polling: POLLING_MS });
  return (await found.jsonValue()) as Marks;
}

describe('Inlay hints', () => {
  it('keep apart from what they follow, and stand in the color of errors where a level is overfull', async () => {
    const workbench = await sharedWorkbench();
    addFile('filled.ffarch', FILLED);
    await workbench.openFile('filled.ffarch');
    for (const [theme, { window }] of Object.entries(THEMES)) {
      addFile('.vscode/settings.json', JSON.stringify({ 'workbench.colorTheme': theme }));
      await workbench.page.locator(`.monaco-workbench.${window}`).waitFor();
      await workbench.line('⟵ 16 / 16').waitFor();
      assert.deepEqual(await marked(workbench, 1), [['⟵ 24 / 16 words · 150 %', true]], theme);
      await workbench.screenshot(`hints ${window}`);
    }
    // In all hints of the file no unit is told: they are off.
    assert.doesNotMatch(await workbench.editor.innerText(), /words\/cycle/);
  });

  it('follow edits and the setting that switches them off', async () => {
    const workbench = await sharedWorkbench();
    addFile('filled.ffarch', FILLED);
    await workbench.openFile('filled.ffarch');
    await marked(workbench, 1);
    await workbench.line('Register: M 4').click();
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type(', N 2');
    await marked(workbench, 1, '⟵ 32 / 16 words · 200 %');
    addFile('.vscode/settings.json', JSON.stringify({ 'editor.inlayHints.enabled': 'off' }));
    await marked(workbench, 0);
    await workbench.line('⟵').waitFor({ state: 'detached' });
    addFile('.vscode/settings.json', JSON.stringify({ 'editor.inlayHints.enabled': 'on' }));
    await marked(workbench, 1);
  });
});

describe('The lens over the layers of a network', () => {
  it('asks which one to map', async () => {
    const workbench = await sharedWorkbench();
    addFile('filled.ffarch', FILLED);
    await workbench.openFile('filled.ffarch');
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Map Layer…' }).click();
    await workbench.pick('', 'Net.b');
    await workbench.webview.getByRole('heading', { name: 'Tiny × b' }).waitFor();
  });
});
