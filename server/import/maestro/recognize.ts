import type { SourceFile } from '../source-file.js';

/** Whether a file is one of MAESTRO: a network, a dataflow, or the hardware's settings. */
export const looksLikeMaestro = ({ text }: SourceFile): boolean =>
  /^[ \t]*Network[ \t]+\S+\s*\{/m.test(text) ||
  /^[ \t]*Dataflow\s*\{/m.test(text) ||
  /^[ \t]*(num_pes|NumPEs)[ \t]*:/m.test(text);
