import { CompletionItemKind } from 'vscode-languageserver-types';
import {
  ATTRIBUTES,
  type AttributeName,
  COMPONENTS,
  type ComponentClass,
  componentsOf,
  isComponentClass,
} from '../../estimates/index.js';
import { unitsOf } from '../../schema/index.js';
import type { CompletionContext } from '../cursor/context.js';
import type { Token } from '../cursor/tokens.js';
import { choice, type Entry } from './entry.js';
import { isComplete, operands, units } from './expressions.js';

/** What a kind of level can be made of, each with what must be said of it. */
export function components(kind: string): Entry[] {
  return componentsOf(kind).map((name) => ({
    label: name,
    kind: CompletionItemKind.EnumMember,
    detail: COMPONENTS[name].meaning,
    documentation: `Covers ${COMPONENTS[name].domain}.`,
    snippet: kind === 'memory' ? name : `${name} { width: \${1:8} }`,
  }));
}

/** The attributes of a component that are not given yet, and their values. */
export function completeComponent(context: CompletionContext): Entry[] {
  const { blocks, before, start } = context.place;
  const block = blocks.at(-1)!;
  const name = block.head[2]?.text ?? '';
  if (!isComponentClass(name)) return [];
  const [key, colon] = before;
  if (key && colon?.text === ':') return values(key, before.slice(2), context);
  if (key) return [];
  const given = new Set(block.items.flatMap(([word]) => (word && word.start !== start ? [word.text] : [])));
  return attributes(name, given);
}

function attributes(component: ComponentClass, given: ReadonlySet<string>): Entry[] {
  const open = COMPONENTS[component].attributes.filter((name) => !given.has(name));
  return open.map((name: AttributeName): Entry => {
    const row = ATTRIBUTES[name];
    const otherwise = 'default' in row ? `default ${row.default}` : undefined;
    const words: readonly string[] = typeof row.range === 'string' ? [] : row.range;
    const value = words.length > 0 ? choice(1, words) : `\${1:${row.typical}}`;
    return {
      label: name,
      kind: CompletionItemKind.Property,
      detail: otherwise,
      documentation: row.meaning,
      snippet: `${name}: ${value}`,
    };
  });
}

function values(key: Token, written: readonly Token[], context: CompletionContext): Entry[] {
  const found = Object.entries(ATTRIBUTES).find(([name]) => name === key.text);
  if (!found) return [];
  const { range } = found[1];
  if (typeof range !== 'string') {
    const words: readonly string[] = written.length > 0 ? [] : range;
    return words.map((label) => ({ label, kind: CompletionItemKind.EnumMember, snippet: label }));
  }
  const known = key.text === 'cycle' ? unitsOf('time') : key.text === 'length' ? unitsOf('length') : [];
  return isComplete(written) ? units(known) : operands(written, context, known);
}
