import type { LangiumSharedServices } from 'langium/lsp';
import { DEFAULT_OPTIONS, type ModelOptions } from '../../language/model/index.js';
import { HINT_DEFAULTS, HINT_KINDS, type HintKind, type HintSettings } from '../../language/session/hint-settings.js';
import type { ModelSettings } from '../../language/session/model-settings.js';
import { DEFAULT_SEARCH, OBJECTIVE_NAMES, type ObjectiveName } from '../mapper/request.js';

/** The settings of the editor that matter for what is shown, as they change. */
export class EditorSettings implements ModelSettings, HintSettings {
  /** `factorflow.model.*` */
  options: ModelOptions = DEFAULT_OPTIONS;
  /** `factorflow.mapper.objective`, by which mappings are compared. */
  objective: ObjectiveName = DEFAULT_SEARCH.objective;

  /** `factorflow.inlayHints.*` that are switched on. */
  private shown: ReadonlySet<HintKind> = shownHints(undefined);

  shows(kind: HintKind): boolean {
    return this.shown.has(kind);
  }

  /**
   * Follows the configuration, and judges all documents anew when it changes. Resolves when it is known.
   *
   * @param compared called when mappings are to be compared by another objective
   * @param hinted called when other inlay hints are to be shown
   */
  async follow({ workspace }: LangiumSharedServices, compared: () => void, hinted: () => void): Promise<void> {
    const { ConfigurationProvider, DocumentBuilder, LangiumDocuments, WorkspaceLock } = workspace;
    ConfigurationProvider.onConfigurationSectionUpdate(({ configuration }) => {
      if (this.readObjective(configuration?.mapper)) compared();
      if (this.readHints(configuration?.inlayHints)) hinted();
      if (!this.read(configuration?.model)) return;
      const all = LangiumDocuments.all.map(({ uri }) => uri).toArray();
      void WorkspaceLock.write((token) => DocumentBuilder.update(all, [], token));
    });
    this.read(await ConfigurationProvider.getConfiguration('ffarch', 'model'));
    this.readObjective(await ConfigurationProvider.getConfiguration('ffarch', 'mapper'));
    this.readHints(await ConfigurationProvider.getConfiguration('ffarch', 'inlayHints'));
  }

  private readObjective(mapper: unknown): boolean {
    const before = this.objective;
    const given = (mapper as { objective?: unknown } | null | undefined)?.objective;
    this.objective = OBJECTIVE_NAMES.find((name) => name === given) ?? DEFAULT_SEARCH.objective;
    return this.objective !== before;
  }

  private readHints(given: unknown): boolean {
    const before = this.shown;
    this.shown = shownHints(given);
    return HINT_KINDS.some((kind) => before.has(kind) !== this.shown.has(kind));
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

/** What is no boolean counts as not set. */
function shownHints(given: unknown): ReadonlySet<HintKind> {
  const settings = (given ?? {}) as Readonly<Record<string, unknown>>;
  const isOn = (kind: HintKind) => (typeof settings[kind] === 'boolean' ? settings[kind] : HINT_DEFAULTS[kind]);
  return new Set(HINT_KINDS.filter(isOn));
}
