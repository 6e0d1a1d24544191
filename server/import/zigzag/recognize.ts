import type { SourceFile } from '../source-file.js';
import { topKeys } from '../top-keys.js';

/** Whether a file is one of ZigZag: hardware, a system of several cores, a workload, a mapping, or what it found for a layer. */
export function looksLikeZigzag(file: SourceFile): boolean {
  const keys = topKeys(file);
  if (keys.has('memories')) return keys.has('operational_array') || keys.has('multipliers');
  return (
    /"temporal_mapping" *:/.test(file.text) ||
    /^\s+(spatial_mapping(_hint)?|memory_operand_links|core_allocation|loop_dims) *:/m.test(file.text) ||
    (keys.has('cores') && /^cores *:/m.test(file.text) && !keys.has('architecture'))
  );
}
