import type { EvaluateParams, MapCommandArgument, Range, ResultCommandArgument } from '../../server/protocol/index.js';

/** A row of the FactorFlow view, and the rows below it. */
export interface Row {
  /** Unique, and the same as long as the row is of the same thing, so VS Code keeps it folded or unfolded. */
  readonly id: string;
  /** What `when` clauses of package.json ask for as `viewItem`. */
  readonly kind: RowKind;
  readonly label: string;
  /** After the label, less prominent. */
  readonly description?: string;
  /** Lines. */
  readonly tooltip?: string;
  /** What a screen reader says. */
  readonly accessibilityLabel: string;
  /** Where it is declared. */
  readonly place?: { readonly uri: string; readonly range: Range };
  /** What the commands of the row are called with. */
  readonly argument?: MapCommandArgument | EvaluateParams | (MapCommandArgument & ResultCommandArgument);
  /** Undefined where there can be none. */
  readonly children?: readonly Row[];
}

export type RowKind =
  | 'architectures'
  | 'workloads'
  | 'mappings'
  | 'results'
  | 'architecture'
  | 'workload'
  | 'network'
  | 'layer'
  | 'mapping'
  | 'mappedPair'
  | 'mappedNetwork'
  | 'provenResult'
  | 'result'
  | 'outdatedResult';
