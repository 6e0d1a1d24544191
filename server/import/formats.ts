import type { Importer } from './importer.js';
import type { SourceFile } from './source-file.js';
import { looksLikeTimeloop } from './timeloop/recognize.js';

/** A format of specifications that is read. */
export interface Format {
  /** As people write it. */
  readonly title: string;
  /** Whether a file is one of the format: told by what is in it, and quickly, as files may be many and large. */
  recognizes(file: SourceFile): boolean;
  /** Its reader, loaded when it is needed. */
  load(): Promise<Importer>;
}

/** Every format by its name; where files are of several, the first counts. */
export const FORMATS = {
  timeloop: {
    title: 'Timeloop',
    recognizes: looksLikeTimeloop,
    load: async () => (await import('./timeloop/index.js')).timeloop,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];
