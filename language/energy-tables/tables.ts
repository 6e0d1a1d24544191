/** What Accelergy says that a component takes: pJ by action, pJ a cycle of leakage, µm². */
export interface TableComponent {
  readonly name: string;
  /** pJ by action, the largest where an action has several rows. */
  readonly actions: ReadonlyMap<string, number>;
  /** µm², null where no area table has it. */
  readonly area: number | null;
  /** Its name in the file, where that is first. */
  readonly source: TableSource;
}

/** A place in a file of tables: zero-based line and UTF-16 character, the end exclusive, as in LSP. */
export interface TableSource {
  readonly uri: string;
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** The components of energy and area reference tables, by name without what they are in. */
export type EnergyTables = ReadonlyMap<string, TableComponent>;

/** Why a file has no tables, with the line where that is, if it is at one. */
export interface Unread {
  readonly unread: string;
  /** Of a file that is missing, the files of tables that there may be in its folder. */
  readonly beside?: readonly string[];
  /** Where that is in the file, if it is at a line. */
  readonly source?: TableSource;
}

/** The endings of files that may have tables. */
export const TABLES = /\.ya?ml$/i;

export const isUnread = (tables: EnergyTables | Unread): tables is Unread => 'unread' in tables;

/** `system.eyeriss.PE[0..167].mac` and `System_top_level.mac[1..168]` are `mac`. */
export function componentName(path: string): string {
  const plain = path.replace(/\[[^\]]*\]/g, '');
  return plain.slice(plain.lastIndexOf('.') + 1);
}

/** Actions that do not compute. */
const IDLE = new Set(['leak', 'idle', 'update', 'mac_gated', 'gated', 'skipped', 'gated_compute', 'skipped_compute']);

/** The names of the actions that are taken of a component, for reads and for writes; undefined where it has none. */
export function takenActions(
  { actions }: TableComponent,
  part: 'memory' | 'link' | 'compute',
): { readonly read: string | undefined; readonly write: string | undefined } {
  if (part !== 'compute') {
    const named = (names: readonly string[]) => names.find((name) => actions.has(name));
    const either = part === 'link' ? ['transfer'] : [];
    const [read, write] = [
      ['read', ...either],
      ['write', 'update', ...either],
    ].map(named);
    return { read, write };
  }
  const compute = computeAction(new Map([...actions].map((entry) => [entry[0], entry])), ([, energy]) => energy)?.[0];
  return { read: compute, write: compute };
}

/** The action of one multiply-accumulate: `compute`, else the one of the most energy that works. */
export function computeAction<E>(actions: ReadonlyMap<string, E>, energyOf: (entry: E) => number): E | null {
  const named = actions.get('compute');
  if (named !== undefined) return named;
  const working = [...actions].filter(([action]) => !IDLE.has(action)).map(([, entry]) => entry);
  return working.reduce<E | null>((most, one) => (most === null || energyOf(one) > energyOf(most) ? one : most), null);
}
