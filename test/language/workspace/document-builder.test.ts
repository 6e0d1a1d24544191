import assert from 'node:assert/strict';
import { Cancellation, DocumentState, delayNextTick, URI } from 'langium';
import { VirtualFileSystemProvider } from 'langium/test';
import { loadFile, startLanguage } from '../../../language/language.js';

const uri = URI.file('/work/a.ffarch');

/** A builder that checks what it builds, with a file that is not read yet. */
async function begin(text: string) {
  const files = new VirtualFileSystemProvider();
  files.insert(uri, text);
  const language = await startLanguage({ fileSystemProvider: () => files });
  const builder = language.shared.workspace.DocumentBuilder;
  builder.updateBuildOptions = { validation: true };
  return { files, language, builder };
}

describe('The document builder', () => {
  it('lets those be answered who wait for names before it checks everything', async () => {
    const { files, language, builder } = await begin('workload w : gemm { M: 1, K: 2, N: 3 }');
    const document = await loadFile(language, uri.fsPath);
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

  it('tells of what it has done also when that was cancelled at the last moment, since it does not do it again', async () => {
    const { builder } = await begin('workload w : gemm { M: 0, K: 2, N: 3 }');
    const cancellation = new Cancellation.CancellationTokenSource();
    const told: string[] = [];
    builder.onDocumentPhase(DocumentState.Validated, (document) => {
      if (document.uri.path === uri.path) cancellation.cancel();
    });
    builder.onDocumentPhase(DocumentState.Validated, (document) => void told.push(document.uri.path));
    await builder.update([uri], [], cancellation.token);
    await builder.update([], []);
    assert.equal(told.filter((path) => path === uri.path).length, 1);
  });
});
