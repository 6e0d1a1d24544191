import type { DraftLevel } from '../draft.js';
import type { EnergySources } from '../ert.js';
import type { Report } from '../report.js';
import type { Place, SourceFile } from '../source-file.js';
import { unknownKey } from '../unknown-key.js';
import { type PlainMemory, plainMac, plainMemory } from '../words-alone.js';
import type { MaestroSyntax } from './syntax.js';
import { evaluate } from './values.js';

/** The settings, by the names that versions of MAESTRO have for them. */
const SETTINGS = {
  pes: ['num_pes', 'NumPEs'],
  l1: ['l1_size_cstr', 'L1Size'],
  l2: ['l2_size_cstr', 'L2Size'],
  noc: ['noc_bw_cstr', 'NoC_BW'],
  offchip: ['offchip_bw_cstr'],
} as const;
type SettingName = keyof typeof SETTINGS;

/** The hardware that MAESTRO knows: units that compute with a buffer each, and one buffer for all. */
export interface Hardware {
  readonly file: SourceFile;
  readonly pes: number;
  /** Words of each buffer, and words per cycle; undefined where nothing is said. */
  readonly l1: number | undefined;
  readonly l2: number | undefined;
  readonly noc: number | undefined;
  readonly offchip: number | undefined;
  /** Where a setting stands. */
  place(setting: SettingName): Place;
}

/** Reads the settings of hardware; undefined where it has no units. */
export function readHardware(syntax: MaestroSyntax, file: SourceFile, report: Report): Hardware | undefined {
  const known: readonly string[] = Object.values(SETTINGS).flat();
  for (const [name, { at }] of syntax.settings)
    if (!known.includes(name))
      report.add('ffarch/import-lost', { construct: name, effect: unknownKey(name, known) }, at.place);
  const find = (setting: SettingName) =>
    SETTINGS[setting].map((name) => syntax.settings.get(name)).find((entry) => entry !== undefined);
  const value = (setting: SettingName): number | undefined => {
    const entry = find(setting);
    const result = entry && evaluate(entry.value, { constants: syntax.constants, sizeOf: () => undefined });
    if (result === undefined || (typeof result === 'number' && Number.isSafeInteger(result) && result >= 1))
      return result;
    const found = entry?.value.map(({ text }) => text).join(' ') || 'missing';
    const params = { what: entry?.at.text ?? setting, found, expected: 'a positive whole number' };
    report.add('ffarch/import-value', params, entry?.at.place ?? file.place);
    return undefined;
  };
  const pes = value('pes');
  if (pes === undefined) return undefined;
  return {
    file,
    pes,
    l1: value('l1'),
    l2: value('l2'),
    noc: value('noc'),
    offchip: value('offchip'),
    place: (setting) => (find(setting) ?? find('pes'))?.at.place ?? file.place,
  };
}

/** A fanout of a dataflow's clusters: how many units, and the dimensions that are mapped on them. */
export interface Clusters {
  readonly units: number;
  readonly over: readonly string[];
}

/** The level of each number of clusters, by its place in the dataflow. */
export const clusterName = (at: number, of: number): string =>
  at === of - 1 ? 'PEs' : `Clusters${at === 0 ? '' : at + 1}`;

/** Words beyond which a buffer is not made of registers. */
const MOST_REGISTERS = 128;

/** The levels of hardware whose units are clustered as dataflows need it. MAESTRO has no energies. */
export function levelsOf(
  hardware: Hardware,
  clusters: readonly Clusters[],
  sources: EnergySources,
  report: Report,
): DraftLevel[] {
  const memory = (
    name: string,
    component: PlainMemory['component'],
    size: number | undefined,
    bandwidth: number | undefined,
    setting: SettingName,
  ): DraftLevel => ({
    kind: 'memory',
    name,
    properties: [
      ...plainMemory({ name, component, words: size ?? 1, place: hardware.place(setting) }, sources, report),
      { name: 'size', value: size === undefined ? 'unbounded' : String(size), from: hardware.place(setting) },
      { name: 'bandwidth', value: bandwidth === undefined ? 'unbounded' : `shared ${bandwidth}`, from: null },
    ],
    from: hardware.place(setting),
  });
  const levels: DraftLevel[] = [
    memory('DRAM', 'dram', undefined, hardware.offchip, 'offchip'),
    ...(hardware.l2 === undefined ? [] : [memory('L2', 'sram', hardware.l2, hardware.noc, 'l2')]),
    ...clusters
      .map(
        ({ units, over }, at): DraftLevel => ({
          kind: 'fanout',
          name: clusterName(at, clusters.length),
          mesh: units,
          over,
          properties: [],
          from: hardware.place('pes'),
        }),
      )
      .filter(({ mesh = 1 }) => mesh > 1),
    ...(hardware.l1 === undefined
      ? []
      : [memory('L1', hardware.l1 > MOST_REGISTERS ? 'sram' : 'register', hardware.l1, undefined, 'l1')]),
    {
      kind: 'compute',
      name: 'MAC',
      properties: plainMac('MAC', hardware.place('pes'), sources, report),
      from: hardware.place('pes'),
    },
  ];
  for (const { name } of levels) report.part('level', name);
  return levels;
}
