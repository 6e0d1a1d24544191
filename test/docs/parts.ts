import { ATTRIBUTES, COMPONENTS, estimate, isRefusal } from '../../language/estimates/index.js';
import { figuresFor, figureTexts, number, powerOf10 } from '../../language/figures.js';
import type { LoweredDocument } from '../../language/lower/index.js';
import { DEFAULT_OPTIONS, type EvaluationReport, evaluate } from '../../language/model/index.js';
import { printLayerNames } from '../../language/print/print.js';
import {
  defaultText,
  exampleLine,
  LEVEL_PROPERTIES,
  type LevelKind,
  MAGNITUDES,
  type Measure,
  PROPERTIES,
  type Property,
  type PropertyKeyword,
  propertyOf,
  UNITS,
  unitsOf,
  unitText,
  wordsOf,
} from '../../language/schema/index.js';
import { libraryDocuments } from '../../language/workspace/library.js';
import { contributes } from '../../package.json';
import { loadCommands } from '../../server/cli/commands/all.js';
import { spelled } from '../../server/cli/help.js';
import { OPTIONS } from '../../server/cli/options.js';
import { STATUS, STATUS_MEANINGS, type StatusName } from '../../server/cli/status.js';
import { KERNEL_MEANINGS } from '../../server/import/kernels/spelling.js';
import { LAYER_OPERATORS } from '../../server/import/onnx/layers/network.js';
import { KNOWN_OPERATORS } from '../../server/import/onnx/shapes/operators.js';
import { OBJECTIVES } from '../../server/mapper/objective.js';
import { DEFAULT_SEARCH, OBJECTIVE_NAMES, STRATEGY_NAMES } from '../../server/mapper/request.js';
import { search } from '../../server/mapper/search.js';
import { compareBy, SETS, tableOf } from '../bench/comparisons.js';
import { libraryPair } from '../golden/load.js';
import { language, lower } from '../language/language.js';
import { code, examplesOf, partsOf, read, table } from './pages.js';

/** What stands in the generated parts of a page, by the first word of their names; the other words are arguments. */
export const PARTS: Readonly<Record<string, (page: string, ...words: string[]) => string | Promise<string>>> = {
  properties: (_, kind) => properties(kind as LevelKind),
  words: (_, keyword) => words(keyword as PropertyKeyword),
  units: () =>
    keyed(['unit', 'meaning'], Object.fromEntries(Object.entries(UNITS).map(([unit, { meaning }]) => [unit, meaning]))),
  magnitudes: () =>
    table(
      ['what', 'makes sense from', 'to'],
      'lll',
      Object.entries(MAGNITUDES).map(([measure, [least, greatest]]) => {
        const unit = unitsOf(measure as Measure)[0]!;
        return [measure, `${powerOf10(least)} ${code(unit)}`, `${powerOf10(greatest)} ${code(unit)}`];
      }),
    ),
  library,
  operations: async (page, mapping) => operations(await evaluated(page, mapping)),
  totals: async (page, mapping) => totals(await evaluated(page, mapping)),
  objectives,
  strategies,
  reason: (_, architecture, layer) => reason(architecture, layer),
  commands,
  statuses: () =>
    table(
      ['status', 'meaning'],
      'rl',
      Object.entries(STATUS).map(([name, status]) => [String(status), marked(STATUS_MEANINGS[name as StatusName])]),
    ),
  components: () =>
    coded(
      ['class', 'what it is', 'attributes', 'covers'],
      Object.entries(COMPONENTS).map(([name, { meaning, attributes, domain }]) => [
        name,
        meaning,
        attributes.map(code).join(', '),
        domain,
      ]),
    ),
  attributes,
  published,
  compared,
  kernels: () => keyed(['kernel', 'what it is'], KERNEL_MEANINGS),
  layers: () => operators(LAYER_OPERATORS),
  shapes: () => operators(KNOWN_OPERATORS),
};

/** Options and commands in the words of help as code. */
const marked = (text: string): string => text.replace(/(?:format )?--[a-z-]+/g, code);

/** A table with code in its first column. */
const coded = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  table(
    head,
    'l'.repeat(head.length),
    rows.map(([first, ...rest]) => [code(first), ...rest]),
  );

const keyed = (head: readonly string[], texts: Readonly<Record<string, string>>): string =>
  coded(head, Object.entries(texts));

/** Names of operators as a paragraph, those of ONNX before those of other domains. */
function operators(names: readonly string[]): string {
  const ordered = [...names].sort((a, b) => Number(a.includes('.')) - Number(b.includes('.')) || (a < b ? -1 : 1));
  return ordered.map(code).join(', ');
}

function attributes(): string {
  const rows = Object.entries<{
    meaning: string;
    range: string | readonly string[];
    default?: string | number;
    unit?: string;
  }>(ATTRIBUTES);
  return coded(
    ['attribute', 'meaning', 'values', 'default'],
    rows.map(([name, { meaning, range, default: otherwise, unit }]) => [
      name,
      meaning,
      typeof range !== 'string'
        ? range.map(code).join(', ')
        : range === 'whole'
          ? 'a whole number'
          : `a number of ${unit}`,
      otherwise === undefined ? '' : code(`${otherwise}${unit ? ` ${unit}` : ''}`),
    ]),
  );
}

/** What the model gives for memories of published ERTs, with the address generators that those include. */
function published(): string {
  const rows = read('test/golden/accelergy-ert.csv').trim().split('\n').slice(1);
  return table(
    ['memory', 'of', 'bits × rows', 'nm, ports, banks', 'ERT read', 'write', 'model read', 'write', 'factors'],
    'lllllllll',
    rows.map((row) => {
      const [source, level, , nm, width, depth, ports, banks, reads, writes, , , address] = row.split(',');
      const request = { width: Number(width), depth: Number(depth), ports, banks: Number(banks) };
      const sram = estimate('sram', request, Number(nm));
      if (isRefusal(sram)) throw new Error(sram.refused);
      const model = [sram.energy.read + Number(address), sram.energy.write + Number(address)];
      const of = [Number(reads), Number(writes)];
      return [
        level,
        source,
        `${width} × ${number(Number(depth))}`,
        `${nm}, ${ports}, ${banks}`,
        ...[...of, ...model].map((value) => value.toPrecision(4)),
        of.map((value, i) => (model[i] / value).toFixed(2)).join(', '),
      ];
    }),
  );
}

/** Mappings of others beside the best; the table stays as it is where their files are not there. */
async function compared(page: string, name: string): Promise<string> {
  const set = SETS[name];
  const theirs = await set.theirs();
  if (theirs === null)
    return partsOf(page)
      .find((part) => part.name === `compared: ${name}`)!
      .text.trimEnd();
  const { headings, rows } = tableOf(
    set,
    theirs.map((one) => compareBy(set.objective, one)),
  );
  return table(headings, 'lrrrrrrr', rows);
}

function words(keyword: PropertyKeyword): string {
  const [row]: readonly Property[] = PROPERTIES[keyword];
  return keyed(['word', 'meaning'], wordsOf(row) ?? {});
}

function properties(kind: LevelKind): string {
  return coded(
    ['property', 'meaning', 'unit', 'default', 'example'],
    LEVEL_PROPERTIES[kind].map((name) => {
      const row = propertyOf(kind, name)!;
      return [name, row.meaning, unitText(row) ?? '', defaultText(row) ?? '*needed*', code(exampleLine(name, row))];
    }),
  );
}

function library(): string {
  const documents = libraryDocuments(language.shared.workspace.LangiumDocuments).map((document) =>
    language.Ffarch.lowering.LoweringProvider.document(document),
  );
  const all = <K extends 'couplings' | 'architectures' | 'networks'>(kind: K): LoweredDocument[K][number][] =>
    documents.flatMap((document): readonly LoweredDocument[K][number][] => document[kind]);
  return [
    coded(
      ['coupling', 'computes'],
      all('couplings').map(({ node }) => [node.name, code(node.computation!.$cstNode!.text)]),
    ),
    coded(
      ['architecture', 'for', 'levels'],
      all('architectures').map(({ node, value }) => [
        node.name,
        value!.couplings.map(({ name }) => code(name)).join(', '),
        value!.levels.map(({ name }) => name).join(', '),
      ]),
    ),
    coded(
      ['network', 'of', 'layers'],
      all('networks').map(({ node, value }) => [
        node.name,
        [...new Set(value!.layers.map(({ workload }) => code(workload.coupling.name)))].join(', '),
        printLayerNames(value!, ', '),
      ]),
    ),
  ].join('\n\n');
}

/** What a mapping of one of the page's examples costs. */
async function evaluated(page: string, mapping: string): Promise<EvaluationReport> {
  for (const { text } of examplesOf(page)) {
    if (!text.includes(`mapping ${mapping} `)) continue;
    const found = (await lower(text)).mappings.find(({ node }) => node.name === mapping)!;
    return evaluate(found.value!.architecture, found.value!.workload, found.value!.mapping);
  }
  throw new Error(`no example declares a mapping \`${mapping}\``);
}

/** Words by memory and operand: drains are a column of their own, and so are updates. */
function operations({ levels }: EvaluationReport): string {
  return table(
    ['memory', 'operand', 'reads', 'fills', 'updates', 'drains'],
    'llrrrr',
    levels.flatMap((level) => {
      if (level.type !== 'memory') return [];
      return Object.entries(level.operands).map(([operand, { reads, writes, drains, fills }]) => {
        const counts =
          drains === undefined || fills === undefined
            ? [number(reads), number(writes), '', '']
            : [reads - drains, fills, writes - fills, drains].map(number);
        return [code(level.name), operand, ...counts];
      });
    }),
  );
}

const totals = (report: EvaluationReport): string => {
  const names = figuresFor(report).map(({ name }) => name);
  return table(names, 'r'.repeat(names.length), [figureTexts(report)]);
};

const settings = Object.assign({}, ...contributes.configuration.map((section) => section.properties)) as Readonly<
  Record<string, { enumDescriptions?: string[] }>
>;

/** What the settings say of each name that can be chosen; that of the default says so. */
const choices = (setting: string, names: readonly string[], chosen: string): string[][] =>
  names.map((name, i) => [name, `${settings[setting].enumDescriptions![i]}${name === chosen ? ' The default.' : ''}`]);

function objectives(): string {
  const none = { wart: 0, edp: 0, energy: 0, latency: 0 };
  const second = (name: (typeof OBJECTIVE_NAMES)[number]) =>
    OBJECTIVE_NAMES.find((figure) => OBJECTIVES[name].tieBreak({ ...none, [figure]: 1 }) === 1)!;
  const described = choices('factorflow.mapper.objective', OBJECTIVE_NAMES, DEFAULT_SEARCH.objective);
  return coded(
    ['objective', 'the best mapping has', 'then the lowest'],
    described.map(([name, text], i) => [name, text, code(second(OBJECTIVE_NAMES[i]))]),
  );
}

function strategies(): string {
  const described = choices('factorflow.mapper.strategy', STRATEGY_NAMES, DEFAULT_SEARCH.strategy);
  return coded(['strategy', 'what it is'], described);
}

/** Why a layer of the library has no mapping, as the mapper says it. */
function reason(name: string, layer: string): string {
  const [network, own] = layer.split('.');
  const [architecture, workload] = libraryPair(name, network, own);
  const result = search({ architecture, workload, options: DEFAULT_OPTIONS, search: DEFAULT_SEARCH });
  if (result.kind !== 'infeasible') throw new Error(`${layer} on ${name} is ${result.kind}`);
  return ['>', ...[result.reason.message, ...result.reason.remedies.map(({ text }) => text)]].join(' ');
}

/** Each command as `ffarch COMMAND --help` explains it. */
async function commands(): Promise<string> {
  return Object.entries(await loadCommands())
    .map(([name, { usage, summary, details = [], options }]) => {
      const rows = options.map((option) => {
        return [spelled(option), OPTIONS[option].help];
      });
      return [
        `### ffarch ${name}`,
        ['```', ...usage, '```'].join('\n'),
        `${summary[0].toUpperCase()}${summary.slice(1)}.`,
        ...(details.length === 0 ? [] : [details.join('\n')]),
        ...(rows.length === 0 ? [] : [coded(['option', 'meaning'], rows)]),
      ].join('\n\n');
    })
    .join('\n\n');
}
