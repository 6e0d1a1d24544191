import type { SourceFile } from '../source-file.js';
import { topKeys } from '../top-keys.js';

/** Whether a file is one of AccelForge: an architecture of its nodes, a workload of einsums, or a mapping. */
export function looksLikeAccelforge(file: SourceFile): boolean {
  const keys = topKeys(file);
  return (
    (keys.has('arch') && /^ *- *!(Memory|Compute|Container|Fanout|Spatial|Hierarchical|Toll)\b/m.test(file.text)) ||
    (keys.has('workload') && /^ +einsums *:/m.test(file.text)) ||
    (keys.has('mapping') && /^ *- *!(Storage|Temporal|Spatial|Sequential)\b/m.test(file.text)) ||
    (keys.has('renames') && /^ +einsums *:/m.test(file.text))
  );
}
