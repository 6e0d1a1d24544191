import type { LangiumSharedServices } from 'langium/lsp';
import { DEFAULT_OPTIONS, type ModelOptions } from '../../language/model/index.js';
import { HINT_DEFAULTS, HINT_KINDS, type HintKind, type HintSettings } from '../../language/session/hint-settings.js';
import type { ModelSettings } from '../../language/session/model-settings.js';
import { DEFAULT_SEARCH, OBJECTIVE_NAMES, type ObjectiveName } from '../mapper/request.js';

/** A setting that the server reads: what it takes, for the log, and whether a value is that. */
interface Kind<T> {
  readonly takes: string;
  is(value: unknown): value is T;
}

const SWITCH: Kind<boolean> = { takes: 'true or false', is: (value) => typeof value === 'boolean' };
const OBJECTIVE: Kind<ObjectiveName> = {
  takes: `one of ${OBJECTIVE_NAMES.join(', ')}`,
  is: (value): value is ObjectiveName => OBJECTIVE_NAMES.some((name) => name === value),
};

/**
 * The settings of the editor that matter for what is shown, as they change. For a value that a setting does not take its
 * default counts, which is logged once.
 */
export class EditorSettings implements ModelSettings, HintSettings {
  /** `factorflow.model.*` */
  options: ModelOptions = DEFAULT_OPTIONS;
  /** `factorflow.mapper.objective`, by which mappings are compared. */
  objective: ObjectiveName = DEFAULT_SEARCH.objective;

  /** `factorflow.inlayHints.*` that are switched on. */
  private shown: ReadonlySet<HintKind> = new Set(HINT_KINDS.filter((kind) => HINT_DEFAULTS[kind]));
  /** What has been logged. */
  private readonly logged = new Set<string>();

  /** @param warn writes to the log */
  constructor(private readonly warn: (message: string) => void) {}

  shows(kind: HintKind): boolean {
    return this.shown.has(kind);
  }

  /**
   * Follows the configuration, and judges all documents again when it changes. Resolves when it is known.
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

  /** Each of these takes a section in, and tells whether anything has changed. */
  private readObjective(mapper: unknown): boolean {
    const before = this.objective;
    this.objective = this.value('mapper', mapper, 'objective', OBJECTIVE, DEFAULT_SEARCH.objective);
    return this.objective !== before;
  }

  private readHints(hints: unknown): boolean {
    const before = this.shown;
    const isOn = (kind: HintKind) => this.value('inlayHints', hints, kind, SWITCH, HINT_DEFAULTS[kind]);
    this.shown = new Set(HINT_KINDS.filter(isOn));
    return HINT_KINDS.some((kind) => before.has(kind) !== this.shown.has(kind));
  }

  private read(model: unknown): boolean {
    const before = this.options;
    const flag = (name: keyof ModelOptions) => this.value('model', model, name, SWITCH, DEFAULT_OPTIONS[name]);
    this.options = {
      bias: flag('bias'),
      freeDrains: flag('freeDrains'),
      timeloopBounds: flag('timeloopBounds'),
    };
    return JSON.stringify(before) !== JSON.stringify(this.options);
  }

  /** A setting of a section. Editors that have no such setting send none. */
  private value<T>(section: string, given: unknown, name: string, { is, takes }: Kind<T>, otherwise: T): T {
    const value = (given as Readonly<Record<string, unknown>> | null | undefined)?.[name];
    if (is(value)) return value;
    if (value !== undefined && value !== null) {
      const fact = `factorflow.${section}.${name} is ${JSON.stringify(value)}, but must be ${takes}`;
      if (!this.logged.has(fact)) this.warn(`${fact}. Its default, ${JSON.stringify(otherwise)}, counts instead.`);
      this.logged.add(fact);
    }
    return otherwise;
  }
}
