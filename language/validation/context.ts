import type { Lowering } from '../lower/index.js';
import type { ModelOptions } from '../model/index.js';
import type { FfarchServices } from '../module.js';

/** What checks look things up in. */
export interface Context {
  readonly services: FfarchServices;
  /** Of the documents as they are now. */
  readonly lowering: Lowering;
  readonly options: ModelOptions;
}
