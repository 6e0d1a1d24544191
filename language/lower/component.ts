import {
  ATTRIBUTES,
  type AttributeName,
  type Attributes,
  COMPONENT_CLASSES,
  COMPONENTS,
  type ComponentClass,
  componentsOf,
  isComponentClass,
  meantComponent,
  refusalOf,
} from '../estimates/index.js';
import * as ast from '../generated/ast.js';
import { nearest } from '../nearest.js';
import { LEVEL_KINDS, levelKindOf } from '../schema/index.js';
import { levelName } from './level-name.js';
import type { Lowerings } from './lowerings.js';
import { boundedNumber, positiveInteger } from './number.js';
import { givenFirst } from './problem.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerQuantity, rejectPerWordline } from './quantity.js';
import { sourceOf } from './source.js';

/** What a level is made of, as it is written. */
export interface Component {
  readonly node: ast.ComponentProperty;
  readonly class: ComponentClass;
  readonly attributes: Attributes;
}

/** The component of a level; undefined where there is none, or none that makes sense. */
export function lowerComponent(properties: Properties, problems: Problems, lowering: Lowerings): Component | undefined {
  const node = properties.component();
  const level = node?.$container;
  if (!node?.class || !ast.isLevel(level)) return undefined;
  const kind = levelKindOf(level);
  const classes = componentsOf(kind);
  if (!isComponentClass(node.class)) {
    const suggestion = meantComponent(node.class) ?? nearest(node.class, COMPONENT_CLASSES);
    problems.add('ffarch/unknown-component', { word: node.class, classes, suggestion }, node, 'class');
    return undefined;
  }
  if (!classes.includes(node.class)) {
    const params = { level: levelName(level), component: node.class, kind: LEVEL_KINDS[kind].called, classes };
    problems.add('ffarch/misplaced-component', params, node, 'class');
    return undefined;
  }
  return { node, class: node.class, attributes: lowerAttributes(node, node.class, problems, lowering) };
}

function lowerAttributes(
  node: ast.ComponentProperty,
  component: ComponentClass,
  problems: Problems,
  lowering: Lowerings,
): Attributes {
  const known: readonly AttributeName[] = COMPONENTS[component].attributes;
  const firsts = new Map<string, ast.Attribute>();
  const values = new Map<AttributeName, number | string>();
  for (const attribute of node.attributes) {
    const { keyword } = attribute;
    const name = known.find((one) => one === keyword);
    const first = firsts.get(keyword);
    if (name === undefined) {
      const params = { component, attribute: keyword, attributes: known, suggestion: nearest(keyword, known) };
      problems.add('ffarch/unknown-attribute', params, attribute, 'keyword');
    } else if (first) {
      const params = { component, attribute: keyword };
      problems.add('ffarch/repeated-attribute', params, attribute, 'keyword', givenFirst(sourceOf(first)));
    } else {
      firsts.set(keyword, attribute);
      const value = lowerAttribute(attribute, name, problems, lowering);
      if (value !== undefined) values.set(name, value);
    }
  }
  return Object.fromEntries(values);
}

function lowerAttribute(
  attribute: ast.Attribute,
  name: AttributeName,
  problems: Problems,
  lowering: Lowerings,
): number | string | undefined {
  const { range, typical } = ATTRIBUTES[name];
  const written = ast.isWordAttribute(attribute) ? attribute.word : attribute.quantity;
  if (written === undefined) {
    problems.add('ffarch/value-missing', { what: `\`${name}\``, example: `${name}: ${typical}` }, attribute);
    return undefined;
  }
  if (typeof written === 'string') return lowerWord(written, attribute, name, problems);
  rejectPerWordline(written, `\`${name}\``, problems);
  if (name === 'ports') return lowerPorts(written, attribute, problems, lowering);
  if (range === 'whole') return positiveInteger(written.value, `\`${name}\``, problems, lowering);
  const measure = name === 'length' ? 'length' : 'time';
  return lowerQuantity(written, measure, `\`${name}\``, 'above 0', problems, lowering);
}

/** A number of ports, with what they are for as if it were its unit: `1`, `2rw`, `1r1w`. */
function lowerPorts(
  { value, unit = '' }: ast.Quantity,
  attribute: ast.Attribute,
  problems: Problems,
  lowering: Lowerings,
): string | undefined {
  const number = boundedNumber(value, '`ports`', problems, lowering, 'above 0');
  return number === undefined ? undefined : lowerWord(`${number}${unit}`, attribute, 'ports', problems);
}

function lowerWord(
  word: string,
  attribute: ast.Attribute,
  name: AttributeName,
  problems: Problems,
): string | undefined {
  if (refusalOf(name, word) === undefined) return word;
  const { range } = ATTRIBUTES[name];
  const words: readonly string[] = typeof range === 'string' ? [] : range;
  problems.add(
    'ffarch/unknown-word',
    { keyword: name, word, words, suggestion: nearest(word, words) },
    attribute,
    ast.isWordAttribute(attribute) ? 'word' : 'quantity',
  );
  return undefined;
}
