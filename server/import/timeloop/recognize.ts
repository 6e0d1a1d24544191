import type { SourceFile } from '../source-file.js';
import { topKeys } from '../top-keys.js';

/** What stands at the top of Timeloop's files, of any version. */
const KEYS = [
  'architecture',
  'arch',
  'problem',
  'mapping',
  'mapspace',
  'mapspace_constraints',
  'architecture_constraints',
  'constraints',
  'mapper',
];

/** The shape of a problem under whatever name, which problems include. */
const SHAPE = /^ +data[_-]spaces *:/m;

/** Whether a file is one of Timeloop's: YAML of any version, or the older libconfig, which is refused by its reader. */
export function looksLikeTimeloop(file: SourceFile): boolean {
  if (/\.(cfg)$/i.test(file.name)) return /^\s*(arch|architecture|problem|mapping)\s*[:=]?\s*\{/m.test(file.text);
  const keys = topKeys(file);
  return KEYS.some((key) => keys.has(key)) || SHAPE.test(file.text);
}
