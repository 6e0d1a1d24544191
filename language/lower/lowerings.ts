import type { Architecture } from '../domain/architecture.js';
import type { Coupling } from '../domain/coupling.js';
import type { NamedMapping } from '../domain/mapping.js';
import type { Network, Workload } from '../domain/workload.js';
import type { EnergyTables, Unread } from '../energy-tables/tables.js';
import type * as ast from '../generated/ast.js';
import type { Lowered } from './problem.js';
import type { Rational } from './rational.js';

/** A property that a table of Accelergy may say: `energy` or `area`. */
export type TableProperty = ast.DirectedProperty | ast.QuantityProperty;

/** What declarations have been lowered to, for those that refer to them: each is lowered once, when it is asked for. */
export interface Lowerings {
  coupling(node: ast.Coupling): Lowered<Coupling>;
  architecture(node: ast.Architecture): Lowered<Architecture>;
  workload(node: ast.Workload | ast.InlineLayer): Lowered<Workload>;
  network(node: ast.Network): Lowered<Network>;
  /** What a name stands for where workloads are named, with the values that networks on its way give to constants. */
  named(reference: ast.WorkloadReference | undefined): Lowered<Workload> | undefined;
  /** With the constants as they are declared. */
  readonly usual: Lowerings;
  /** Where a network has what it has: with the values that it gives to constants. */
  within(network: ast.Network | undefined): Lowerings;
  mapping(node: ast.Mapping): Lowered<NamedMapping>;
  /** The energy tables that a property names; undefined where none have been read. */
  tables(property: TableProperty): EnergyTables | Unread | undefined;
  constant(node: ast.Constant): Lowered<Rational>;
}
