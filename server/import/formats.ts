import { looksLikeAccelforge } from './accelforge/recognize.js';
import type { Importer } from './importer.js';
import { looksLikeMaestro } from './maestro/recognize.js';
import { looksLikeScalesim } from './scalesim/recognize.js';
import type { SourceFile } from './source-file.js';
import { looksLikeTimeloop } from './timeloop/recognize.js';
import { looksLikeZigzag } from './zigzag/recognize.js';

/** A format of specifications that is read. */
export interface Format {
  /** As people write it. */
  readonly title: string;
  /** Whether a file is one of the format: told by what is in it, and quickly, as files may be many and large. */
  recognizes(file: SourceFile): boolean;
  /** Whether files of it may be parts that are not recognized alone. */
  readonly joins?: true;
  /** Its reader, loaded when it is needed. */
  load(): Promise<Importer>;
}

/** Every format by its name; where files are of several, the first counts. */
export const FORMATS = {
  maestro: {
    title: 'MAESTRO',
    recognizes: looksLikeMaestro,
    load: async () => (await import('./maestro/index.js')).maestro,
  },
  scalesim: {
    title: 'SCALE-Sim',
    recognizes: looksLikeScalesim,
    load: async () => (await import('./scalesim/index.js')).scalesim,
  },
  zigzag: {
    title: 'ZigZag',
    recognizes: looksLikeZigzag,
    load: async () => (await import('./zigzag/index.js')).zigzag,
  },
  accelforge: {
    title: 'AccelForge',
    recognizes: looksLikeAccelforge,
    load: async () => (await import('./accelforge/index.js')).accelforge,
  },
  timeloop: {
    title: 'Timeloop',
    recognizes: looksLikeTimeloop,
    joins: true,
    load: async () => (await import('./timeloop/index.js')).timeloop,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];
