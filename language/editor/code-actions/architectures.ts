import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { Params } from '../../diagnostics/index.js';
import { exact } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { isNameless } from '../../parser/incomplete.js';
import { freeName, printName } from '../../print/print.js';
import { dimensionsMeant, textOf } from '../../references/dimensions.js';
import { isNeeded, LEVEL_PROPERTIES, levelKindOf, ownerOf, propertyOf, rowOf } from '../../schema/index.js';
import { quoted } from '../../wording.js';
import { addProperties, addToBlock, indentOf, removeStatement, setNumber } from './edits.js';
import { type DiagnosticWith, type Fix, insert, replace } from './fix.js';
import { withoutConstraint } from './lists.js';

/** All properties that a level cannot do without. */
export function missingProperties(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevel);
  if (!level) return [];
  const kind = levelKindOf(level);
  return addMissing(
    level,
    LEVEL_PROPERTIES[kind].filter((keyword) => isNeeded(propertyOf(kind, keyword)!)),
  );
}

/** The property that a size in bytes needs. */
export function missingValueBits(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevel);
  return level ? addMissing(level, ['valueBits']) : [];
}

/** A clock, by which what is per second becomes what it is per cycle. */
export const missingClock = (at: AstNode): Fix[] => addToArchitecture(at, 'clock: 1 GHz');

/** A property for all levels, before them. */
export function addToArchitecture(at: AstNode, property: string): Fix[] {
  const architecture = AstUtils.getContainerOfType(at, ast.isArchitecture);
  const first = architecture?.levels[0];
  if (!architecture || !first?.$cstNode) return [];
  return [
    {
      title: `Add \`${property}\` to \`${architecture.name}\``,
      edits: [insert(first, first.$cstNode.offset, `${property}\n${indentOf(first)}`)],
      preferred: true,
    },
  ];
}

/** The properties that an energy per wordline needs. */
export function missingWordBits(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevel);
  return level ? addMissing(level, ['wordBits', 'valueBits']) : [];
}

function addMissing(level: ast.Level, keywords: readonly string[]): Fix[] {
  const missing = keywords.filter((keyword) => !level.properties.some((property) => property.keyword === keyword));
  if (missing.length === 0) return [];
  const edits = addProperties(
    level,
    missing.map((keyword) => `${keyword}: ${propertyOf(levelKindOf(level), keyword)?.typical}`),
  );
  const to = isNameless(level) ? '' : ` to \`${level.name}\``;
  return [{ title: `Add ${quoted(missing)}${to}`, edits, preferred: true }];
}

/** No `per wordline` where it means nothing. */
export function perWordline(at: AstNode): Fix[] {
  const quantity = AstUtils.getContainerOfType(at, ast.isQuantity);
  const end = quantity && GrammarUtils.findNodeForKeyword(quantity.$cstNode, 'wordline')?.end;
  const start = quantity && GrammarUtils.findNodeForKeyword(quantity.$cstNode, 'per')?.offset;
  const text = quantity && AstUtils.getDocument(quantity).textDocument.getText();
  if (!quantity || start === undefined || end === undefined || text === undefined) return [];
  const space = /\s*$/.exec(text.slice(0, start))![0].length;
  const edits = replace(quantity, { offset: start - space, end }, '');
  return [{ title: 'Remove `per wordline`', edits, preferred: true }];
}

/** A mesh of the size that is most often meant. */
export function meshMissing(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isFanout);
  const name = level && GrammarUtils.findNodeForProperty(level.$cstNode, 'name');
  return level && name
    ? [{ title: 'Add a mesh of 16', edits: [insert(level, name.end, '[16]')], preferred: true }]
    : [];
}

/** A compute level at the end. */
export function computeMissing(at: AstNode): Fix[] {
  const architecture = AstUtils.getContainerOfType(at, ast.isArchitecture);
  if (!architecture) return [];
  const names = new Set(architecture.levels.map(({ name }) => name));
  const line = `compute ${freeName('MAC', names)} { energy: 0.2 pJ }`;
  return [
    {
      title: 'Add a compute level',
      edits: addToBlock(architecture, architecture.levels.at(-1), [line], '\n'),
      preferred: true,
    },
  ];
}

/** The compute level after the last of the others. */
export function computeNotLast(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isCompute);
  const others = level?.$container.levels.filter((other) => other !== level) ?? [];
  return level && others.length > 0 ? moveBehind(level, others.at(-1)!, `Move \`${level.name}\` to the end`) : [];
}

/** The first memory before the level that stands in its place. */
export function firstMemory(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevel);
  const memory = level?.$container.levels.find(ast.isMemory);
  if (!level?.$cstNode || !memory?.$cstNode) return [];
  const text = `${memory.$cstNode.text}\n${indentOf(level)}`;
  const edits = [insert(level, level.$cstNode.offset, text), ...removeStatement(memory)];
  return [{ title: `Move \`${memory.name}\` to the front`, edits, preferred: true }];
}

function moveBehind(level: ast.Level, anchor: ast.Level, title: string): Fix[] {
  if (!level.$cstNode || !anchor.$cstNode) return [];
  const text = `\n${indentOf(anchor)}${level.$cstNode.text}`;
  return [{ title, edits: [insert(anchor, anchor.$cstNode.end, text), ...removeStatement(level)], preferred: true }];
}

/** A constraint that cannot be as `=`, or away. */
export function equalOrNone(at: AstNode): Fix[] {
  const constraint = AstUtils.getContainerOfType(at, ast.isFactorConstraint);
  const operator = constraint && GrammarUtils.findNodeForProperty(constraint.$cstNode, 'operator');
  if (!constraint || !operator) return [];
  return [
    { title: `Remove \`${constraint.$cstNode?.text}\``, edits: withoutConstraint(constraint), preferred: true },
    { title: `Change \`${operator.text}\` to \`=\``, edits: replace(constraint, operator, '=') },
  ];
}

/** No constraint. */
export function removeConstraint(at: AstNode): Fix[] {
  const constraint = AstUtils.getContainerOfType(at, ast.isFactorConstraint);
  if (!constraint) return [];
  return [{ title: `Remove \`${constraint.$cstNode?.text}\``, edits: withoutConstraint(constraint) }];
}

/** The dimension among those that the level unrolls, or no constraint; or one for the couplings in which it does. */
export function notIterated(at: AstNode, { data }: DiagnosticWith<Params<'ffarch/constraint-not-iterated'>>): Fix[] {
  const constraint = AstUtils.getContainerOfType(at, ast.isFactorConstraint);
  const level = constraint?.$container.$container;
  if (!constraint || !level || ast.isMemory(level)) return [];
  const others = data.couplings ? dimensionsMeant(constraint).map(({ $container }) => $container.name) : [];
  const unrolling = others.filter((name) => !data.couplings?.includes(name));
  const dimension = textOf(constraint);
  const last = GrammarUtils.findNodesForProperty(level.$cstNode, 'dimensions').at(-1);
  const head =
    GrammarUtils.findNodeForKeyword(level.$cstNode, ']') ?? GrammarUtils.findNodeForProperty(level.$cstNode, 'name');
  const edit = last ? insert(level, last.end, `, ${dimension}`) : head && insert(level, head.end, ` over ${dimension}`);
  const qualified = unrolling.map((name) => `${printName(name)}.${constraint.$cstNode?.text}`).join(', ');
  return [
    ...(qualified && !constraint.coupling
      ? [
          {
            title: `Change to \`${qualified}\``,
            edits: replace(constraint, constraint.$cstNode, qualified),
            preferred: true,
          },
        ]
      : []),
    ...(edit ? [{ title: `Unroll \`${dimension}\` over \`${level.name}\``, edits: [edit] }] : []),
    { title: `Remove \`${constraint.$cstNode?.text}\``, edits: withoutConstraint(constraint) },
  ];
}

/** The size that the constraints force. */
export function raiseSize(at: AstNode, { data: { needed } }: DiagnosticWith<Params<'ffarch/capacity-forced'>>): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isMemory);
  return level && needed !== undefined ? resize(level, needed, true) : [];
}

/** Another size in words; a size in bytes loses its unit. */
export function resize(memory: ast.Memory, words: number, preferred: boolean): Fix[] {
  const property = memory.properties.filter(ast.isQuantityProperty).find(({ keyword }) => keyword === 'size');
  if (!property?.quantity) return [];
  const edits = replace(memory, property.quantity.$cstNode, String(words));
  return [{ title: `Raise \`size\` of \`${memory.name}\` to ${exact(words)}`, edits, preferred }];
}

/** The property that has taken the place of another, where it says more than is so without it. */
export function replaced(at: AstNode): Fix[] {
  const property = AstUtils.getContainerOfType(at, ast.isWordProperty);
  const { keyword, words } = (property && rowOf(property)?.replacedBy) ?? {};
  if (!property || keyword === undefined || words === undefined) return [];
  const word = words[property.word ?? ''];
  const level = property.$container;
  const given = level.properties.some((other) => other.keyword === keyword);
  if (word === undefined || given || word === propertyOf(ownerOf(level), keyword)?.default) {
    return [{ title: `Remove \`${property.keyword}\``, edits: removeStatement(property), preferred: true }];
  }
  const text = `${keyword}: ${word}`;
  return [{ title: `Change to \`${text}\``, edits: replace(property, property.$cstNode, text), preferred: true }];
}

/** The mesh that the constraints need or can fill. */
export function changeMesh(
  at: AstNode,
  {
    data: { needed, mesh = 0, couplings },
  }: DiagnosticWith<{ needed: number; mesh: number; couplings?: readonly string[] }>,
): Fix[] {
  const level = AstUtils.getContainerOfType(at, (node) => ast.isFanout(node) || ast.isCompute(node));
  // Instances that one coupling leaves idle, another may use.
  if (needed === undefined || (couplings && needed < mesh)) return [];
  return level ? remesh(level, needed, needed > mesh ? 'Raise' : 'Lower') : [];
}

/** Another number of instances. */
export function remesh(level: ast.Fanout | ast.Compute, mesh: number, verb: 'Raise' | 'Lower'): Fix[] {
  const name = GrammarUtils.findNodeForProperty(level.$cstNode, 'name');
  const edits = level.mesh ? setNumber(level, level.mesh, mesh) : name ? [insert(level, name.end, `[${mesh}]`)] : [];
  return edits.length > 0 ? [{ title: `${verb} the mesh of \`${level.name}\` to ${exact(mesh)}`, edits }] : [];
}

/** The full sharing that forwarding needs, or no forwarding. */
export function peToPe(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isFanout);
  const words = level?.properties.filter(ast.isWordProperty) ?? [];
  const partial = words.filter(({ keyword, word }) => ['multicast', 'reduction'].includes(keyword) && word !== 'full');
  const edits = partial.flatMap((one) => replace(one, GrammarUtils.findNodeForProperty(one.$cstNode, 'word'), 'full'));
  const whole = words.find(({ keyword }) => keyword === 'peToPe');
  return [
    { title: `Make ${quoted(partial.map(({ keyword }) => keyword))} full`, edits },
    ...(whole ? [{ title: 'Remove `peToPe`', edits: removeStatement(whole) }] : []),
  ];
}

/** A wordline of at least one value. */
export function smallWord(at: AstNode): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isMemory);
  const find = (keyword: string) =>
    level?.properties.filter(ast.isQuantityProperty).find((property) => property.keyword === keyword);
  const [word, value] = [find('wordBits'), find('valueBits')?.quantity?.value.$cstNode?.text];
  if (!word?.quantity || value === undefined) return [];
  return [{ title: `Raise \`wordBits\` to ${value}`, edits: replace(word, word.quantity.value.$cstNode, value) }];
}
