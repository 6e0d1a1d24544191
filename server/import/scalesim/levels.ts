import type { DraftLevel, DraftProperty } from '../draft.js';
import type { EnergySources } from '../ert.js';
import type { Roles } from '../kernels/roles.js';
import type { Report } from '../report.js';
import type { Place, SourceFile } from '../source-file.js';
import { type PlainMemory, plainMac, plainMemory } from '../words-alone.js';
import { reportSettings, type Setting, type Settings } from './config.js';

/** Which operand stays in the array, and which dimensions lie on its rows and columns. */
const DATAFLOWS: Readonly<
  Partial<Record<string, readonly [stays: 'W' | 'In' | 'Out', rows: keyof Roles, columns: keyof Roles]>>
> = {
  ws: ['W', 'reduced', 'features'],
  is: ['In', 'reduced', 'rows'],
  os: ['Out', 'rows', 'features'],
};

/** The memories of operands, by their settings. */
const BUFFERS = [
  ['IfmapSram', 'IfmapSramSzkB', 'In'],
  ['FilterSram', 'FilterSramSzkB', 'W'],
  ['OfmapSram', 'OfmapSramSzkB', 'Out'],
] as const;

/** A configuration as it is needed. */
export interface Configuration {
  readonly height: number;
  readonly width: number;
  /** KiB of the buffers, in their order. */
  readonly sizes: readonly number[];
  readonly dataflow: readonly [stays: 'W' | 'In' | 'Out', rows: keyof Roles, columns: keyof Roles];
  /** Words per cycle of each operand to memory; undefined where it is as much as is needed. */
  readonly bandwidth: number | undefined;
  /** Where a setting stands. */
  place(setting: string): Place;
}

/** What a configuration says; undefined where something is missing, which is reported. */
export function configurationOf(settings: Settings, file: SourceFile, report: Report): Configuration | undefined {
  const presets = settings.get('architecture_presets') ?? new Map<string, Setting>();
  // Older files leave the unit out.
  const find = (name: string) => presets.get(name.toLowerCase()) ?? presets.get(name.toLowerCase().replace(/kb$/, ''));
  const place = (name: string) => find(name)?.place ?? file.place;
  const count = (name: string): number | undefined => {
    const setting = find(name);
    const value = Number(setting?.value);
    if (Number.isSafeInteger(value) && value >= 1) return value;
    if (!setting)
      report.add(
        'ffarch/import-incomplete',
        { what: `\`${name}\``, remedy: 'Give it in [architecture_presets].' },
        file.place,
      );
    else {
      const params = { what: name, found: setting.value, expected: 'a positive whole number' };
      report.add('ffarch/import-value', params, setting.place);
    }
    return undefined;
  };
  const [height, width] = [count('ArrayHeight'), count('ArrayWidth')];
  const sizes = BUFFERS.map(([, key]) => count(key)).filter((size) => size !== undefined);
  const flow = find('Dataflow');
  const dataflow = DATAFLOWS[flow?.value.toLowerCase() ?? ''];
  if (!flow)
    report.add(
      'ffarch/import-incomplete',
      { what: '`Dataflow`', remedy: 'Give `ws`, `is` or `os` in [architecture_presets].' },
      file.place,
    );
  else if (!dataflow) {
    const params = { what: 'Dataflow', found: flow.value, expected: '`ws`, `is` or `os`' };
    report.add('ffarch/import-value', params, flow.place);
  }
  reportSettings(settings, report);
  if (height === undefined || width === undefined || sizes.length < BUFFERS.length || !dataflow) return undefined;
  const isGiven = settings.get('run_presets')?.get('interfacebandwidth')?.value.toLowerCase() === 'user';
  const given = find('Bandwidth');
  const words = Number(given?.value.split(',')[0]);
  if (isGiven && given && !(words > 0)) {
    const params = { what: 'Bandwidth', found: given.value, expected: 'a number of words per cycle' };
    report.add('ffarch/import-value', params, given.place);
  }
  return { height, width, sizes, dataflow, bandwidth: isGiven && words > 0 ? words : undefined, place };
}

/** A systolic array with a buffer for each operand, whose energies SCALE-Sim does not know. */
export function levelsOf(
  { height, width, sizes, dataflow, bandwidth, place }: Configuration,
  roles: Roles,
  dimensions: readonly string[],
  sources: EnergySources,
  report: Report,
): DraftLevel[] {
  const [stays, rows, columns] = dataflow;
  const others = (operand: string) => ['W', 'In', 'Out'].filter((name) => name !== operand).join(', ');
  const property =
    (setting: string) =>
    (name: string, value: string): DraftProperty => ({ name, value, from: place(setting) });
  const fanout = (name: string, mesh: number, role: keyof Roles, setting: string): DraftLevel[] => {
    const over = roles[role];
    const [any = ''] = dimensions;
    if (mesh === 1) return [];
    // An array on which nothing of a kernel lies has one row or column at work.
    const idle = over.length === 0 ? [property('Dataflow')('factors', `${any} = 1`)] : [];
    return [
      {
        kind: 'fanout',
        name,
        mesh,
        over: over.length > 0 ? over : [any],
        properties: [...idle, { name: 'peToPe', value: 'true', from: null }],
        from: place(setting),
      },
    ];
  };
  const dram = property('Bandwidth');
  if (bandwidth !== undefined) {
    const how = `reads of both inputs share ${2 * bandwidth} words per cycle, where SCALE-Sim gives each ${bandwidth}`;
    const params = { construct: 'Bandwidth', how, errs: 'Cycles may come out too low' };
    report.add('ffarch/import-approximated', params, place('Bandwidth'), ['level', 'DRAM']);
  }
  const made = (name: string, component: PlainMemory['component'], words: number, setting: string) =>
    plainMemory({ name, component, words, place: place(setting) }, sources, report);
  const levels: DraftLevel[] = [
    {
      kind: 'memory',
      name: 'DRAM',
      properties: [
        ...made('DRAM', 'dram', 1, 'Bandwidth'),
        dram('size', 'unbounded'),
        dram('bandwidth', bandwidth === undefined ? 'unbounded' : `read ${2 * bandwidth}, write ${bandwidth}`),
      ],
      from: place('Bandwidth'),
    },
    ...BUFFERS.map(([name, key, operand], at): DraftLevel => {
      const buffer = property(key);
      return {
        kind: 'memory',
        name,
        properties: [
          ...made(name, 'sram', (sizes[at] ?? 1) * 1024, key),
          buffer('size', `${sizes[at]} KiB`),
          { name: 'bandwidth', value: 'unbounded', from: null },
          { name: 'bypass', value: others(operand), from: null },
          { name: 'buffering', value: '2', from: null },
        ],
        from: place(key),
      };
    }),
    ...fanout('Rows', height, rows, 'ArrayHeight'),
    ...fanout('Columns', width, columns, 'ArrayWidth'),
    {
      kind: 'memory',
      name: 'Register',
      properties: [
        ...made('Register', 'register', 1, 'Dataflow'),
        { name: 'size', value: '1', from: null },
        { name: 'bandwidth', value: 'unbounded', from: null },
        { name: 'bypass', value: others(stays), from: place('Dataflow') },
      ],
      from: place('Dataflow'),
    },
    {
      kind: 'compute',
      name: 'MAC',
      properties: plainMac('MAC', place('ArrayHeight'), sources, report),
      from: place('ArrayHeight'),
    },
  ];
  for (const { name } of levels) report.part('level', name);
  return levels;
}
