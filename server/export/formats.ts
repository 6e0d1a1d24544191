import type { Architecture, Layer, NamedMapping } from '../../language/domain/index.js';
import type { Exported } from './export.js';
import { exportTimeloop } from './timeloop/index.js';
import { exportZigzag } from './zigzag/index.js';

/** Writes an architecture, layers that it runs, and mappings of them on it as files of another tool, if that takes mappings. */
export type Exporter = (
  architecture: Architecture,
  layers: readonly Layer[],
  mappings: readonly NamedMapping[],
) => Exported;

/** Every format that is written, by its name. */
export const EXPORTERS = {
  timeloop: exportTimeloop,
  zigzag: exportZigzag,
} as const satisfies Readonly<Record<string, Exporter>>;

export type ExportFormat = keyof typeof EXPORTERS;

export const isExportFormat = (name: string): name is ExportFormat => Object.hasOwn(EXPORTERS, name);
