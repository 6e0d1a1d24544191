import { language } from './language.js';

/**
 * Documents of earlier tests would be candidates for what later ones look for, and make every look slower. A hook of Mocha,
 * so that it runs after the tests of every file, whichever process they run in.
 */
export const mochaHooks = {
  afterEach(): void {
    const { LangiumDocuments, IndexManager } = language.shared.workspace;
    for (const { uri } of LangiumDocuments.all.toArray()) {
      if (uri.scheme !== 'file') continue;
      IndexManager.remove(uri);
      LangiumDocuments.deleteDocument(uri);
    }
  },
};
