import assert from 'node:assert/strict';
import { DocumentState, delayNextTick, URI } from 'langium';
import { VirtualFileSystemProvider } from 'langium/test';
import { loadFile, startLanguage } from '../../../../language/services/parse.js';

describe('The document builder', () => {
  it('lets those be answered who wait for names before it checks everything', async () => {
    const files = new VirtualFileSystemProvider();
    const language = await startLanguage({ fileSystemProvider: () => files });
    const builder = language.shared.workspace.DocumentBuilder;
    builder.updateBuildOptions = { validation: true };
    const uri = URI.file('/work/a.ffarch');
    files.insert(uri, 'workload w : gemm { M: 1, K: 2, N: 3 }');
    const document = await loadFile(language, '/work/a.ffarch');
    files.insert(uri, 'workload w : gemm { M: 4, K: 2, N: 3 }');
    const asked = new Promise((resolve) => {
      builder.onUpdate(() => resolve(builder.waitUntil(DocumentState.Linked, uri)));
    });
    const built = builder.update([uri], []);
    await asked;
    // The answer is on its way.
    await delayNextTick();
    assert.equal(document.state, DocumentState.Linked);
    await built;
    assert.equal(document.state, DocumentState.Validated);
  });
});
