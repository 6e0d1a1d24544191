import type { Architecture, Network, Workload } from '../../../language/domain/index.js';
import type { Refusal } from '../refusal.js';

/** A workload with the way in which documents refer to it; null for sizes given on the command line. */
export interface Single {
  readonly workload: Workload;
  readonly path: readonly string[] | null;
}

/** What is to be mapped on one architecture. */
export type Subject =
  | ({ readonly kind: 'workload' } & Single)
  | { readonly kind: 'network'; readonly network: Network };

/** Takes what the user should know of how names were understood. */
export type Note = (message: string) => void;

/** Values of constants that the command line gives, by name. */
export type GivenValues = readonly (readonly [name: string, value: number])[];

/** Says what the words of a command line name. */
export interface Finder {
  architecture(word: string): Architecture | Refusal;
  /** @param alone whether the word has named the architecture, too */
  subject(word: string, alone: boolean): Subject | Refusal;
}

/** `KQV is BertLarge.KQV; there is also BertBase.KQV.` */
export const ambiguous = (name: string, meant: readonly string[], others: readonly (readonly string[])[]): string =>
  `${name} is ${meant.join('.')}; there is also ${others.map((path) => path.join('.')).join(', ')}.`;
