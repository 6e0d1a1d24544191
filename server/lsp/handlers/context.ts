import type { FileSystemProvider } from 'langium';
import type { Connection } from 'vscode-languageserver';
import type { FfarchServices } from '../../../language/module.js';
import type { BinaryFiles } from '../../../language/readable.js';
import type { RunAccelergy } from '../../accelergy/outcome.js';
import type { Explore } from '../../mapper/explore/job.js';
import type { Searches } from '../mapping/searches.js';
import type { PastResults } from '../results/past-results.js';
import type { ResultStore } from '../results/store.js';
import type { EditorSettings } from '../settings.js';

/** What the handlers of requests need of the server. */
export interface Context {
  readonly connection: Connection;
  readonly services: FfarchServices;
  readonly files: FileSystemProvider & BinaryFiles;
  readonly settings: EditorSettings;
  readonly searches: Searches;
  readonly explore: Explore;
  /** Undefined where there are no programs. */
  readonly accelergy: RunAccelergy | undefined;
  readonly store: ResultStore;
  readonly past: PastResults;
  /** Resolves when the results of earlier sessions are there. */
  readonly restored: Promise<void>;
  /** Runs when the settings and all edits that came before have been taken in. */
  reading<T>(action: () => T): Promise<T>;
}
