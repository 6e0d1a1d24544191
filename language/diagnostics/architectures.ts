import { exact } from '../figures.js';
import { quoted } from '../wording.js';
import type { Rows } from './diagnostic.js';

export const ARCHITECTURES = {
  'ffarch/coupling-missing': {
    severity: 'error',
    missing: true,
    explanation:
      'An architecture or a workload is written for a coupling, which says what its dimensions and operands are.',
    message: ({ kind, name }: { kind: 'architecture' | 'workload'; name: string }) =>
      kind === 'architecture'
        ? `Architecture \`${name}\` does not say what it computes. Add a coupling: \`architecture ${name} : gemm\`.`
        : `Workload \`${name}\` does not say what it computes. Add a coupling: \`${name} : gemm\`.`,
  },
  'ffarch/repeated-coupling': {
    severity: 'warning',
    unnecessary: true,
    explanation: 'Naming a coupling twice has no effect.',
    message: ({ coupling }: { coupling: string }) => `\`${coupling}\` is named twice. Remove one of them.`,
  },
  'ffarch/coupling-not-named': {
    severity: 'error',
    explanation:
      'What is said of one coupling, `depthwise.C` or `order: depthwise: …`, is read for its workloads, which an architecture accepts if it names the coupling.',
    message: ({
      architecture,
      coupling,
      couplings,
    }: {
      architecture: string;
      coupling: string;
      couplings: readonly string[];
    }) =>
      `\`${architecture}\` is not written for \`${coupling}\`, only for ${quoted(couplings)}. Name it after the colon, or leave it out here.`,
  },
  'ffarch/no-levels': {
    severity: 'error',
    explanation: 'An architecture is a list of levels, from the outermost memory to the multipliers.',
    message: ({ architecture }: { architecture: string }) =>
      `\`${architecture}\` has no levels. It needs at least a memory, which comes first, and a compute level, which comes last.`,
  },
  'ffarch/too-many-levels': {
    severity: 'error',
    explanation:
      'Architectures that have been built have about ten levels. Of one with more than the limit, only what its levels say one by one is shown.',
    message: ({ count, most }: { count: number; most: number }) =>
      `The architecture has ${exact(count)} levels; at most ${exact(most)} can be mapped. Merge some or leave some out.`,
  },
  'ffarch/first-level-not-memory': {
    severity: 'error',
    explanation: 'All operands come from the outermost level, so it is a memory.',
    message: ({ level }: { level: string }) =>
      `The outermost level must be a memory, from which everything comes, and \`${level}\` is not one. Put a memory before it.`,
  },
  'ffarch/compute-missing': {
    severity: 'error',
    explanation: 'Something must do the multiplications.',
    message: ({ architecture }: { architecture: string }) =>
      `\`${architecture}\` has no compute level. Add one as its last: \`compute MAC { energy: 0.2 pJ }\`.`,
  },
  'ffarch/compute-not-last': {
    severity: 'error',
    explanation: 'Levels inside the multipliers would hold nothing.',
    message: ({ compute, after }: { compute: string; after: readonly string[] }) =>
      `\`${compute}\` computes and must be the last level, but ${quoted(after)} ${after.length === 1 ? 'follows' : 'follow'}. Move it to the end.`,
  },
  'ffarch/repeated-compute': {
    severity: 'error',
    explanation: 'Several multipliers are one compute level with a mesh.',
    message: ({ compute, first }: { compute: string; first: string }) =>
      `An architecture has one compute level, which is \`${first}\` already. Remove \`${compute}\`; several MACs are written \`compute ${first}[4] over N\`.`,
  },
  'ffarch/repeated-level': {
    severity: 'error',
    explanation: 'Mappings and reports name levels, so each needs a name of its own in its architecture.',
    message: ({ level }: { level: string }) =>
      `Two levels are called \`${level}\`, so a mapping could not tell them apart. Rename one of them.`,
  },
  'ffarch/operand-stored-nowhere': {
    severity: 'error',
    explanation:
      'An operand that every memory bypasses would come from nowhere. Other tools accept this and count fills like 1.8e19.',
    message: ({ operand, memories }: { operand: string; memories: number }) =>
      `\`${operand}\` is stored nowhere: ${memories === 1 ? 'the only memory bypasses' : `all ${exact(memories)} memories bypass`} it. Let one of them keep it.`,
  },
  'ffarch/bypasses-everything': {
    severity: 'warning',
    explanation: 'A memory that keeps no operand has no effect on traffic or capacity.',
    message: ({ memory }: { memory: string }) =>
      `\`${memory}\` bypasses all operands and stores nothing. Remove the level, or let it keep one.`,
  },
  'ffarch/repeated-bypass': {
    severity: 'warning',
    unnecessary: true,
    explanation: 'Naming an operand twice has no effect.',
    message: ({ operand }: { operand: string }) => `\`${operand}\` is named already. Remove one of them.`,
  },
  'ffarch/always-bypassed': {
    severity: 'warning',
    unnecessary: true,
    explanation:
      '`bypass` is a fact of the memory; `mayBypass` leaves it to the mapping. Nothing is left to decide about an operand that is always bypassed.',
    /** `mapping` tells whether a mapping says so, or `mayBypass`. */
    message: ({ memory, operand, mapping }: { memory: string; operand: string; mapping: boolean }) =>
      mapping
        ? `\`${memory}\` bypasses \`${operand}\` in every mapping. Remove it here.`
        : `\`${memory}\` always bypasses \`${operand}\`, so no mapping is asked. Remove it from \`bypass\` or from \`mayBypass\`.`,
  },
  'ffarch/outermost-may-bypass': {
    severity: 'error',
    explanation:
      'Operands come from the outermost memory and go back there, so a mapping cannot decide to do without it.',
    message: ({ memory }: { memory: string }) =>
      `\`${memory}\` is the outermost memory, from which everything comes: no mapping can do without it. Remove \`mayBypass\`, or write \`bypass\` for what is never here.`,
  },
  'ffarch/repeated-spatial-dimension': {
    severity: 'warning',
    unnecessary: true,
    explanation: 'Naming a dimension twice has no effect.',
    message: ({ dimension }: { dimension: string }) => `\`${dimension}\` is named already. Remove one of them.`,
  },
  'ffarch/pe-to-pe-needs-full': {
    severity: 'error',
    explanation:
      'Forwarding replaces the reads of a multicast and the writes of a reduction that reach all instances; with less than that there is nothing to replace.',
    /** `sharing` is what is less, as it is written: `multicast: none`. */
    message: ({ level, sharing }: { level: string; sharing: readonly string[] }) =>
      `\`${level}\` forwards from instance to instance, which needs \`multicast: full\` and \`reduction: full\`, but has ${quoted(sharing)}. Remove \`peToPe\`, or make both full.`,
  },
} as const satisfies Rows;
