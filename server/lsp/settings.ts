import type { LangiumSharedServices } from 'langium/lsp';
import { DEFAULT_OPTIONS, type ModelOptions } from '../../language/model/index.js';
import type { ModelSettings } from '../../language/services/session/model-settings.js';
import { DEFAULT_SEARCH, OBJECTIVE_NAMES, type ObjectiveName } from '../mapper/request.js';

/** The settings of the editor that matter for what is shown, as they change. */
export class EditorSettings implements ModelSettings {
  /** `factorflow.model.*` */
  options: ModelOptions = DEFAULT_OPTIONS;
  /** `factorflow.mapper.objective`, by which mappings are compared. */
  objective: ObjectiveName = DEFAULT_SEARCH.objective;

  /**
   * Follows the configuration, and judges all documents anew when it changes. Resolves when it is known.
   *
   * @param compared called when mappings are to be compared by another objective
   */
  async follow({ workspace }: LangiumSharedServices, compared: () => void): Promise<void> {
    const { ConfigurationProvider, DocumentBuilder, LangiumDocuments, WorkspaceLock } = workspace;
    ConfigurationProvider.onConfigurationSectionUpdate(({ configuration }) => {
      if (this.readObjective(configuration?.mapper)) compared();
      if (!this.read(configuration?.model)) return;
      const all = LangiumDocuments.all.map(({ uri }) => uri).toArray();
      void WorkspaceLock.write((token) => DocumentBuilder.update(all, [], token));
    });
    this.read(await ConfigurationProvider.getConfiguration('ffarch', 'model'));
    this.readObjective(await ConfigurationProvider.getConfiguration('ffarch', 'mapper'));
  }

  private readObjective(mapper: unknown): boolean {
    const before = this.objective;
    const given = (mapper as { objective?: unknown } | null | undefined)?.objective;
    this.objective = OBJECTIVE_NAMES.find((name) => name === given) ?? DEFAULT_SEARCH.objective;
    return this.objective !== before;
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
