import type { Architecture, Layer } from '../../language/domain/index.js';
import type { Exported } from './export.js';
import { exportZigzag } from './zigzag/index.js';

/** Writes an architecture and layers that it runs as files of another tool. */
export type Exporter = (architecture: Architecture, layers: readonly Layer[]) => Exported;

/** Every format that is written, by its name. */
export const EXPORTERS = {
  zigzag: exportZigzag,
} as const satisfies Readonly<Record<string, Exporter>>;

export type ExportFormat = keyof typeof EXPORTERS;

export const isExportFormat = (name: string): name is ExportFormat => Object.hasOwn(EXPORTERS, name);
