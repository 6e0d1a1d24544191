import assert from 'node:assert/strict';
import { addFile, readFile, sharedWorkbench } from './session.js';

describe('Typing', () => {
  it('is completed from an empty file on, by what is offered at each place', async () => {
    const workbench = await sharedWorkbench();
    addFile('typed.ffarch', '');
    await workbench.openFile('typed.ffarch');
    const { keyboard } = workbench.page;
    await workbench.editor.click();
    // Nobody completes before the server runs, and then it has something to say of this.
    await keyboard.type('a');
    await workbench.squiggles('error').first().waitFor();
    await keyboard.press('Backspace');
    await keyboard.type('arch');
    await workbench.complete('architecture');
    await keyboard.type('Mine');
    await workbench.line('architecture Mine : gemm {').waitFor();
    await workbench.line('fanout PEs[16] over M').waitFor();
    await keyboard.press('Escape');
    await keyboard.press('Control+End');
    await keyboard.press('Enter');
    await keyboard.type('workload W : gemm ');
    await workbench.complete('{ M, K, N }');
    await keyboard.type('512');
    await keyboard.press('Tab');
    await keyboard.type('256');
    await keyboard.press('Tab');
    await keyboard.type('64');
    await workbench.line('workload W : gemm { M: 512, K: 256, N: 64 }').waitFor();
    await workbench.screenshot('typing');
  });

  it('is completed in a mapping with what other loops leave, and formatted line by line', async () => {
    const workbench = await sharedWorkbench();
    addFile('typed.ffarch', 'workload W : gemm { M: 512, K: 256, N: 256 }\n\nmapping m of W on Eyeriss {\n}\n');
    await workbench.openFile('typed.ffarch');
    const { keyboard } = workbench.page;
    await workbench.squiggles('error').first().waitFor();
    await workbench.cursorTo('Eyeriss');
    await keyboard.press('End');
    await keyboard.press('Enter');
    await keyboard.type('Gl');
    // Each place asks for the next one.
    await workbench.complete('GlobalBuffer');
    await workbench.complete('M');
    await workbench.complete('64');
    // Enter ends the line, also where just that number is offered.
    await keyboard.type(',K  2');
    await keyboard.press('Enter');
    await workbench.line('GlobalBuffer: M 64, K 2').waitFor();
    await keyboard.type('SAR');
    await workbench.complete('SARows');
    await workbench.complete('M');
    await workbench.complete('8');
    await workbench.line('8 / 12').waitFor();
    await workbench.screenshot('typing-mapping');
  });

  it('gets nothing but blanks from Tab after what is complete', async () => {
    const workbench = await sharedWorkbench();
    addFile('typed.ffarch', '');
    await workbench.openFile('typed.ffarch');
    const { keyboard } = workbench.page;
    await workbench.editor.click();
    await keyboard.type('a');
    await workbench.squiggles('error').first().waitFor();
    await keyboard.press('Backspace');
    const lines = [
      'architecture A : gemm',
      '{',
      'memory DRAM {',
      'size: unbounded',
      'energy: 64 pJ',
      'bypass: W',
      'multicast: true',
      'order: M, K, N',
    ];
    for (const line of lines) {
      // As people type whom the completion keeps up with.
      await keyboard.type(line, { delay: 100 });
      if (!line.endsWith('{')) await keyboard.press('Tab');
      await keyboard.press('Enter');
    }
    await workbench.save();
    const written = readFile('typed.ffarch', workbench).split('\n');
    assert.deepEqual(
      written.map((line) => line.trim()).filter((line) => line !== '' && line !== '}'),
      lines,
    );
  });

  it('stays on the line of a brace at the end of a file, and shows signatures only when asked', async () => {
    const workbench = await sharedWorkbench();
    addFile('typed.ffarch', 'architecture A : gemm {\n  compute MAC{}\n  memory DRAM {\n  }\n');
    await workbench.openFile('typed.ffarch');
    const { page } = workbench;
    const { keyboard } = page;
    await workbench.squiggles('error').first().waitFor();
    await keyboard.press('Control+End');
    await keyboard.type('}');
    await workbench.line('compute MAC {}').waitFor();
    await keyboard.type(' // the end');
    await workbench.line('} // the end').waitFor();
    await workbench.cursorTo('DRAM');
    await keyboard.press('End');
    await keyboard.press('Enter');
    await keyboard.type('size: ');
    await page.locator('.suggest-widget.visible', { hasText: 'unbounded' }).waitFor();
    const signature = page.locator('.parameter-hints-widget.visible');
    assert.equal(await signature.count(), 0);
    await keyboard.press('Control+Shift+Space');
    await signature.waitFor();
  });
});
