import type { SourceFile } from '../source-file.js';
import { topKeys } from '../top-keys.js';

/** Whether a file is one of ZigZag: hardware, a system of several cores, a workload or a mapping. */
export function looksLikeZigzag(file: SourceFile): boolean {
  const keys = topKeys(file);
  if (keys.has('memories')) return keys.has('operational_array') || keys.has('multipliers');
  return (
    /^\s+(spatial_mapping|memory_operand_links|loop_dims) *:/m.test(file.text) ||
    (keys.has('cores') && /^cores *:/m.test(file.text) && !keys.has('architecture'))
  );
}
