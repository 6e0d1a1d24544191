import type { SourceFile } from '../source-file.js';
import { looksLikeConfiguration } from './config.js';
import { looksLikeTopology } from './topology.js';

/** Whether a file is one of SCALE-Sim: a topology or a configuration. */
export const looksLikeScalesim = (file: SourceFile): boolean => looksLikeConfiguration(file) || looksLikeTopology(file);
