import assert from 'node:assert/strict';
import { type LangiumDocument, URI } from 'langium';
import { VirtualFileSystemProvider } from 'langium/test';
import { type Language, loadFile, startLanguage } from '../../../language/language.js';
import { basicDiagnostics } from '../language.js';

/** A file system in memory, and a language that reads it. */
class Workspace {
  private readonly files = new VirtualFileSystemProvider();
  private language!: Language;

  static async of(files: Record<string, string>): Promise<Workspace> {
    const workspace = new Workspace();
    workspace.language = await startLanguage({ fileSystemProvider: () => workspace.files });
    // As an editor has it.
    workspace.language.shared.workspace.DocumentBuilder.updateBuildOptions = { validation: true };
    for (const [name, text] of Object.entries(files)) {
      workspace.files.insert(uri(name), text);
    }
    return workspace;
  }

  load(name: string): Promise<LangiumDocument> {
    return loadFile(this.language, `/project/${name}`);
  }

  document(name: string): LangiumDocument | undefined {
    return this.language.shared.workspace.LangiumDocuments.getDocument(uri(name));
  }

  async write(name: string, text: string): Promise<void> {
    this.files.insert(uri(name), text);
    await this.language.shared.workspace.DocumentBuilder.update([uri(name)], []);
  }

  async delete(name: string): Promise<void> {
    this.files.delete(uri(name));
    await this.language.shared.workspace.DocumentBuilder.update([], [uri(name)]);
  }

  /** Tells the language of a change that is none any more: the file has vanished meanwhile. */
  async vanish(name: string): Promise<void> {
    this.files.delete(uri(name));
    await this.language.shared.workspace.DocumentBuilder.update([uri(name)], []);
  }

  lower(name: string) {
    return this.language.Ffarch.lowering.LoweringProvider.document(this.document(name)!);
  }
}

const uri = (name: string): URI => URI.file(`/project/${name}`);

const USES_ROWS = 'import "constants.ffarch"\nworkload w : gemm { M: rows, K: 1, N: 1 }';

describe('imports', () => {
  it('see the declarations of files that are not open', async () => {
    const workspace = await Workspace.of({ 'main.ffarch': USES_ROWS, 'constants.ffarch': 'const rows = 12' });
    assert.deepEqual(basicDiagnostics(await workspace.load('main.ffarch')), []);
    assert.equal(workspace.lower('main.ffarch').workloads[0].value!.sizes.M, 12);
  });

  it('are relative to the file that they stand in', async () => {
    const workspace = await Workspace.of({
      'a/main.ffarch': 'import "../b/c/one.ffarch"\nconst x1 = one',
      'b/c/one.ffarch': 'import "./two.ffarch"\nconst one = two',
      'b/c/two.ffarch': 'const two = 2',
    });
    assert.deepEqual(basicDiagnostics(await workspace.load('a/main.ffarch')), []);
    assert.deepEqual(basicDiagnostics(workspace.document('b/c/one.ffarch')!), []);
  });

  it('are not passed on', async () => {
    const workspace = await Workspace.of({
      'main.ffarch': 'import "one.ffarch"\nconst x1 = one + two',
      'one.ffarch': 'import "two.ffarch"\nconst one = two',
      'two.ffarch': 'const two = 2',
    });
    assert.deepEqual(basicDiagnostics(await workspace.load('main.ffarch')), ['2:18 ffarch/unresolved-name']);
  });

  it('may go in circles, also to the file itself', async () => {
    const workspace = await Workspace.of({
      'a.ffarch': 'import "b.ffarch"\nimport "a.ffarch"\nconst a = 1\nconst c = b',
      'b.ffarch': 'import "a.ffarch"\nconst b = a',
    });
    assert.deepEqual(basicDiagnostics(await workspace.load('a.ffarch')), []);
    assert.deepEqual(basicDiagnostics(workspace.document('b.ffarch')!), []);
  });

  it('of files that do not exist are reported at the path', async () => {
    const workspace = await Workspace.of({ 'main.ffarch': 'import "missing.ffarch"' });
    const document = await workspace.load('main.ffarch');
    assert.deepEqual(basicDiagnostics(document), ['1:8 ffarch/import-not-found']);
    assert.equal(
      document.diagnostics![0].message,
      'There is no file `missing.ffarch` beside this one to import. Check the path, which is relative to this file.',
    );
  });

  it('of files that come into being are found', async () => {
    const workspace = await Workspace.of({ 'main.ffarch': USES_ROWS });
    await workspace.load('main.ffarch');
    assert.deepEqual(basicDiagnostics(workspace.document('main.ffarch')!), [
      '1:8 ffarch/import-not-found',
      '2:24 ffarch/unresolved-name',
    ]);
    await workspace.write('constants.ffarch', 'const rows = 12');
    assert.deepEqual(basicDiagnostics(workspace.document('main.ffarch')!), []);
  });

  it('of files that are deleted are missed', async () => {
    const workspace = await Workspace.of({ 'main.ffarch': USES_ROWS, 'constants.ffarch': 'const rows = 12' });
    await workspace.load('main.ffarch');
    await workspace.delete('constants.ffarch');
    assert.deepEqual(basicDiagnostics(workspace.document('main.ffarch')!), [
      '1:8 ffarch/import-not-found',
      '2:24 ffarch/unresolved-name',
    ]);
  });

  it('follow changes of what they import', async () => {
    const workspace = await Workspace.of({ 'main.ffarch': USES_ROWS, 'constants.ffarch': 'const rows = 12' });
    await workspace.load('main.ffarch');
    assert.equal(workspace.lower('main.ffarch').workloads[0].value!.sizes.M, 12);
    await workspace.write('constants.ffarch', 'const columns = 3');
    assert.deepEqual(basicDiagnostics(workspace.document('main.ffarch')!), ['2:24 ffarch/unresolved-name']);
    await workspace.write('constants.ffarch', 'const rows = 14');
    assert.deepEqual(basicDiagnostics(workspace.document('main.ffarch')!), []);
    assert.equal(workspace.lower('main.ffarch').workloads[0].value!.sizes.M, 14);
  });

  it('follow changes through other files', async () => {
    const workspace = await Workspace.of({
      'main.ffarch': 'import "workloads.ffarch"\nnetwork n { w }',
      'workloads.ffarch': USES_ROWS,
      'constants.ffarch': 'const rows = 12',
    });
    await workspace.load('main.ffarch');
    assert.equal(workspace.lower('main.ffarch').networks[0].value!.layers[0].workload.sizes.M, 12);
    await workspace.write('constants.ffarch', 'const rows = 14');
    assert.equal(workspace.lower('main.ffarch').networks[0].value!.layers[0].workload.sizes.M, 14);
  });

  it('survive that a file vanishes without a word', async () => {
    const workspace = await Workspace.of({ 'main.ffarch': USES_ROWS, 'constants.ffarch': 'const rows = 12' });
    await workspace.load('main.ffarch');
    await workspace.vanish('constants.ffarch');
    assert.equal(workspace.document('constants.ffarch'), undefined);
    assert.ok(basicDiagnostics(workspace.document('main.ffarch')!).includes('1:8 ffarch/import-not-found'));
  });

  it('that declare the same name are ambiguous only where it is used', async () => {
    const workspace = await Workspace.of({
      'main.ffarch': 'import "one.ffarch"\nimport "two.ffarch"\nconst a = rows\nconst b = columns',
      'one.ffarch': 'const rows = 1',
      'two.ffarch': 'const rows = 2 const columns = 3',
    });
    const document = await workspace.load('main.ffarch');
    assert.deepEqual(basicDiagnostics(document), ['3:11 ffarch/ambiguous-name']);
    assert.match(String(document.diagnostics![0].message), /`rows` of one\.ffarch, `rows` of two\.ffarch/);
  });
});
