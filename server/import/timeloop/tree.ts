import { number, plural } from '../../../language/figures.js';
import type { Scope } from '../expression.js';
import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import { YamlMap, type YamlNode } from '../yaml/node.js';
import { Attributes } from './attributes.js';
import { reportUnread } from './keys.js';
import { isNetwork } from './network.js';
import { type Component, constraintsIn, type Stage } from './stage.js';

/** A component of the older versions: how many of it there are in all, and how many of these in a row. */
interface Counted {
  readonly name: string;
  /** What the array is called that it is in; itself where it is one. */
  readonly array: string;
  readonly instances: number;
  readonly attributes: Attributes;
  /** The map that says all this. */
  readonly node: YamlMap;
  readonly from: Place;
}

/** The stages of an architecture of version 0.3: `subtree`, with `local` components, outermost first. */
export function stagesOfTree(architecture: YamlMap, scope: Scope, report: Report): Stage[] {
  const counted: Counted[] = [];
  const walk = (node: YamlMap, around: Attributes | null, outer: number, array: string): void => {
    const { name, count } = countedName(node);
    const instances = outer * count;
    const own = attributesOf(node, around, scope, report);
    reportUnread(node.entries, 'tree', report);
    const within = count > 1 ? name : array;
    const local = node.get('local');
    for (const item of local?.kind === 'list' ? local.items : []) {
      if (item.kind !== 'map') continue;
      reportUnread(item.entries, 'tree', report);
      const component = countedName(item);
      const attributes = attributesOf(item, own, scope, report);
      counted.push({
        name: component.name,
        array: component.count > 1 ? component.name : within,
        instances: instancesIn(attributes, instances * component.count, report),
        attributes,
        node: item,
        from: item.entry('name')?.place ?? item.place,
      });
    }
    const trees = node.get('subtree');
    const [first, ...others] = trees?.kind === 'list' ? trees.items : trees ? [trees] : [];
    if (first?.kind === 'map') walk(first, own, instances, within);
    for (const other of others)
      report.add('ffarch/import-unsupported', { construct: 'subtree with several branches' }, other.place);
  };
  walk(architecture, null, 1, '');
  return stagesOf(counted, report);
}

/** The stages of an architecture of version 0.1: `storage` and `arithmetic`, innermost first. */
export function stagesOfLine(architecture: YamlMap, scope: Scope, report: Report): Stage[] {
  const storage = architecture.get('storage');
  const arithmetic = architecture.get('arithmetic');
  const items: YamlNode[] = storage?.kind === 'list' ? [...storage.items].reverse() : [];
  const counted = [...items, ...(arithmetic ? [arithmetic] : [])].flatMap((item): Counted[] => {
    if (item.kind !== 'map') return [];
    const { name, count } = countedName(item);
    const attributes = attributesOf(item, null, scope, report, item.entries);
    const instances = instancesIn(attributes, count, report);
    const called = name === '' ? 'MAC' : name;
    return [
      { name: called, array: called, instances, attributes, node: item, from: item.entry('name')?.place ?? item.place },
    ];
  });
  return stagesOf(counted, report);
}

/** `PE[0..167]` is 168 of `PE`, and so is `PE[1..168]`. */
function countedName(node: YamlMap): { readonly name: string; readonly count: number } {
  const name = node.get('name');
  const whole = name?.kind === 'scalar' && name.value !== null ? name.text : '';
  const text = whole.slice(whole.lastIndexOf('.') + 1);
  const [, plain = whole, from, to] = /^([^[]*)\[(\d+)\.\.(\d+)\]$/.exec(whole) ?? [];
  return { name: plain === '' ? text : plain, count: from === undefined ? 1 : Number(to) - Number(from) + 1 };
}

/** How many of a component there are in all: what it says itself goes before the arrays that it is in. */
function instancesIn(attributes: Attributes, counted: number, report: Report): number {
  return (attributes.own.has('instances') ? countOf('instances', attributes, report) : null) ?? counted;
}

/** A number of instances that a component gives; what is no such number is reported. */
function countOf(name: string, attributes: Attributes, report: Report): number | null {
  const given = attributes.number(name);
  if (!given || (Number.isSafeInteger(given.value) && given.value >= 1)) return given?.value ?? null;
  const params = { what: name, found: `\`${given.value}\``, expected: 'a positive whole number' };
  report.add('ffarch/import-value', params, given.from);
  return null;
}

/** How many instances a component says to be along an axis, of all there are; null where that leaves a rest, which is reported. */
function divisorOf(instances: number, axis: string, attributes: Attributes, report: Report): number | null {
  const count = countOf(axis, attributes, report);
  if (count === null || instances % count === 0) return count;
  const expected = `a divisor of the ${plural(instances, 'instance')}`;
  const place = attributes.own.get(axis)?.place;
  if (place) report.add('ffarch/import-value', { what: axis, found: number(count), expected }, place);
  return null;
}

function attributesOf(
  node: YamlMap,
  around: Attributes | null,
  scope: Scope,
  report: Report,
  direct: YamlMap['entries'] = [],
): Attributes {
  const own = node.get('attributes');
  const entries = own?.kind === 'map' ? own.entries : [];
  const classes = ['class', 'subclass'].flatMap((key) => (direct.length > 0 ? [] : (node.entry(key) ?? [])));
  return new Attributes(
    new YamlMap([...direct, ...entries, ...classes], own?.place ?? node.place),
    around,
    scope,
    report,
  );
}

/** Fans are where there are more instances of a component than of the one outside it, along X and Y apart. */
function stagesOf(counted: readonly Counted[], report: Report): Stage[] {
  const stages: Stage[] = [];
  let [x, y, outer] = [1, 1, ''];
  for (const { name, array, instances, attributes, node, from } of counted) {
    const component: Component = {
      kind: 'component',
      name,
      attributes,
      constraints: constraintsIn(node),
      sparse: node.entry('sparse_optimizations')?.place ?? null,
      beside: null,
      nothing: false,
      from,
    };
    // A network connects instances and is none of them.
    if (isNetwork(component)) {
      stages.push(component);
      continue;
    }
    const mesh = (axis: string) => (attributes.own.has(axis) ? divisorOf(instances, axis, attributes, report) : null);
    const high = mesh('meshY');
    const wide = mesh('meshX') ?? (high === null ? widthOf(instances, x, y) : instances / high);
    const [innerX, innerY] = [wide, instances / wide];
    const [fanX, fanY] = [innerX / x, innerY / y];
    if (!Number.isInteger(fanX) || !Number.isInteger(fanY)) {
      const construct = `An array of ${rowsText(instances, wide)} inside one of ${rowsText(x * y, x)}`;
      report.add('ffarch/import-unsupported', { construct }, from);
    } else if (fanX * fanY > 1) {
      stages.push({
        kind: 'fan',
        name: array === name || array === '' ? `${name}_array` : array,
        x: fanX,
        y: fanY,
        targets: outer === '' ? [] : [outer],
        constraints: [],
        from,
      });
    }
    stages.push(component);
    [x, y, outer] = [innerX, innerY, name];
  }
  return stages;
}

const rowsText = (instances: number, wide: number): string =>
  instances === 1 ? '1 instance' : `${plural(instances, 'instance')} in rows of ${number(wide)}`;

/** Without `meshX` all instances are in a row, unless what is outside has a shape that they continue. */
const widthOf = (instances: number, x: number, y: number): number =>
  instances === x * y ? x : y === 1 ? instances : instances % y === 0 ? instances / y : instances;
