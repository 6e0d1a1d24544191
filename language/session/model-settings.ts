import { DEFAULT_OPTIONS, type ModelOptions } from '../model/index.js';

/** How the user wants mappings to be evaluated, for all that judges or shows them as they are typed. */
export interface ModelSettings {
  readonly options: ModelOptions;
}

/** For hosts without settings. */
export const DEFAULT_SETTINGS: ModelSettings = { options: DEFAULT_OPTIONS };
