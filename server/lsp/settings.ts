import type { LangiumSharedServices } from 'langium/lsp';
import { DEFAULT_OPTIONS, type ModelOptions } from '../../language/model/index.js';
import type { ModelSettings } from '../../language/services/session/model-settings.js';

/** The settings `factorflow.model.*` of the editor, as they change. */
export class EditorSettings implements ModelSettings {
  options: ModelOptions = DEFAULT_OPTIONS;

  /** Follows the configuration, and judges all documents anew when it changes. Resolves when it is known. */
  async follow({ workspace }: LangiumSharedServices): Promise<void> {
    const { ConfigurationProvider, DocumentBuilder, LangiumDocuments, WorkspaceLock } = workspace;
    ConfigurationProvider.onConfigurationSectionUpdate(({ configuration }) => {
      if (!this.read(configuration?.model)) return;
      const all = LangiumDocuments.all.map(({ uri }) => uri).toArray();
      void WorkspaceLock.write((token) => DocumentBuilder.update(all, [], token));
    });
    this.read(await ConfigurationProvider.getConfiguration('ffarch', 'model'));
  }

  /** What is no boolean counts as not set. Tells whether anything changed. */
  private read(model: unknown): boolean {
    const given = (typeof model === 'object' && model !== null ? model : {}) as Record<string, unknown>;
    const before = this.options;
    const flag = (name: keyof ModelOptions) => (typeof given[name] === 'boolean' ? given[name] : DEFAULT_OPTIONS[name]);
    this.options = {
      bias: flag('bias'),
      freeDrains: flag('freeDrains'),
      timeloopBounds: flag('timeloopBounds'),
    };
    return JSON.stringify(before) !== JSON.stringify(this.options);
  }
}
