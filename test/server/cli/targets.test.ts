import assert from 'node:assert/strict';
import { standardLibrary } from '../../../language/library/standard.js';
import { Refusal } from '../../../server/cli/refusal.js';
import { DocumentFinder } from '../../../server/cli/targets/documents.js';
import { LibraryFinder } from '../../../server/cli/targets/library.js';
import { withoutSources } from '../../language/language.js';

describe('Names of the library', () => {
  it('mean the same with and without the language', async () => {
    const notes = { library: [] as string[], documents: [] as string[] };
    const library = new LibraryFinder((message) => notes.library.push(message));
    const documents = await DocumentFinder.open([], (message) => notes.documents.push(message));
    assert.ok(!(documents instanceof Refusal));
    const { architectures, networks } = standardLibrary();
    for (const { name } of architectures) {
      assert.ok(library.knows([name], undefined), name);
      assert.deepEqual(library.architecture(name), withoutSources(documents.architecture(name)));
    }
    const subjects = networks.flatMap(({ name, layers }) => [
      name,
      ...layers.flatMap((layer) => [layer.name, `${name}.${layer.name}`, `${name}."${layer.name}"`]),
    ]);
    for (const name of subjects) {
      assert.ok(library.knows([], name), name);
      assert.deepEqual(library.subject(name), withoutSources(documents.subject(name, false)));
    }
    assert.ok(notes.library.includes('KQV is BertLarge.KQV; there is also BertBase.KQV.'));
    assert.deepEqual(notes.library, notes.documents);
  });

  it('are left to the language where they are unknown or those of files', () => {
    const library = new LibraryFinder(() => {});
    assert.ok(!library.knows(['Eyeris'], 'MB6'));
    assert.ok(!library.knows(['Eyeriss'], 'MB66'));
    assert.ok(!library.knows(['Eyeriss'], 'examples/eyeriss.ffarch'));
    assert.ok(!library.knows(['examples/eyeriss.ffarch#MyEyeriss'], 'MB6'));
  });
});
