import { type Architecture, type Coupling, isSource, type Network, type Workload } from '../domain/index.js';

/** All that the standard library declares, in the order of its documents. */
export interface Library {
  readonly couplings: readonly Coupling[];
  readonly architectures: readonly Architecture[];
  readonly workloads: readonly Workload[];
  readonly networks: readonly Network[];
  /** The constants on which networks depend, by network: what they can be had with other values of. */
  readonly constants: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** As text: each coupling once, its users refer to it by name; without sources, as nothing of the library can be edited. */
export function printLibrary({ couplings, ...rest }: Library): string {
  const names = new Map<unknown, string>(couplings.map((coupling) => [coupling, coupling.name]));
  const short = (key: string, value: unknown): unknown =>
    isSource(key, value) ? undefined : (names.get(value) ?? value);
  const bare = couplings.map((coupling) => ({ ...coupling }));
  return JSON.stringify({ couplings: bare, ...rest }, short);
}

/** The library that {@link printLibrary} has printed. All users of a coupling share it, as they do after lowering. */
export function readLibrary(text: string): Library {
  const library = JSON.parse(text);
  const byName = new Map(library.couplings.map((coupling: Coupling) => [coupling.name, coupling]));
  for (const { special } of library.couplings) {
    if (special) special.of = byName.get(special.of);
  }
  for (const architecture of library.architectures) {
    architecture.couplings = architecture.couplings.map((name: string) => byName.get(name));
  }
  const workloads = [
    ...library.workloads,
    ...library.networks.flatMap(({ layers }: Network) => layers.map(({ workload }) => workload)),
  ];
  for (const workload of workloads) workload.coupling = byName.get(workload.coupling);
  return library;
}
