import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ImportOutcome } from '../../server/protocol/index.js';
import { SAMPLES } from '../server/import/onnx/models.js';

/** Files that only VS Code can read, as those of repositories on the web are. */
class Models implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(private readonly files: Readonly<Record<string, Uint8Array>>) {}

  readFile({ path }: vscode.Uri): Uint8Array {
    if (!Object.hasOwn(this.files, path)) throw vscode.FileSystemError.FileNotFound(path);
    return this.files[path];
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length };
  }

  watch = (): vscode.Disposable => ({ dispose: () => {} });
  readDirectory = () => [];
  createDirectory = readOnly;
  writeFile = readOnly;
  delete = readOnly;
  rename = readOnly;
}

function readOnly(): never {
  throw vscode.FileSystemError.NoPermissions();
}

describe('Import…', () => {
  const files = { '/residual.onnx': SAMPLES[0].bytes, '/notes.onnx': new TextEncoder().encode('notes') };
  const at = (path: string) => vscode.Uri.from({ scheme: 'models', path });
  let provider: vscode.Disposable;
  before(async () => {
    provider = vscode.workspace.registerFileSystemProvider('models', new Models(files), { isReadonly: true });
    await vscode.extensions.getExtension('factorflow.factorflow')!.activate();
  });
  after(() => provider.dispose());

  it('opens the layers of a model as a new document', async () => {
    const argument = { uris: [at('/residual.onnx')], sizes: { batch: 1 } };
    const outcome = await vscode.commands.executeCommand<ImportOutcome>('factorflow.import', argument);
    assert.equal(outcome.kind, 'imported', JSON.stringify(outcome));
    const { document } = vscode.window.activeTextEditor!;
    assert.ok(document.isUntitled);
    assert.equal(document.languageId, 'ffarch');
    assert.match(document.getText(), /^network residual \{$/m);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  const FAILURES: readonly (readonly [path: string, message: RegExp])[] = [
    ['/notes.onnx', /^notes\.onnx: The file is not an ONNX model \(\d+ bytes/],
    ['/none.onnx', /^none\.onnx cannot be read: The editor cannot read models:/],
  ];
  for (const [path, message] of FAILURES) {
    it(`opens nothing for ${path}`, async () => {
      const before = vscode.window.activeTextEditor;
      const outcome = await vscode.commands.executeCommand<ImportOutcome>('factorflow.import', at(path));
      assert.ok(outcome.kind === 'failed');
      assert.match(outcome.message, message);
      assert.equal(vscode.window.activeTextEditor, before);
    });
  }
});
