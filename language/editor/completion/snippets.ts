import { CompletionItemKind } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { freeName, printName } from '../../print/print.js';
import { declarationsOf } from '../../references/declarations.js';
import { DECLARATIONS, type DeclarationKeyword, LEVEL_KINDS, type LevelKind } from '../../schema/index.js';
import type { CompletionContext } from '../cursor/context.js';
import { choice, type Entry, keyword } from './entry.js';
import { declared, layers, mappables } from './names.js';

const NETWORK = CompletionItemKind.Module;

/** A choice of more names than this is no help. */
const MOST_CHOICES = 12;

/** The keywords that begin declarations, each with a whole one. @param whole Whether there is room for all of it. */
export function declarations(context: CompletionContext, whole: boolean): Entry[] {
  const couplings = names(ast.Coupling.$type, context);
  const all: Entry[] = [
    { ...declaration('import', 'import "$1"'), goesOn: true },
    declaration('const', `const \${1:name} = \${2:16}`),
    declaration('coupling', COUPLING),
    declaration('architecture', architecture(couplings)),
    declaration('workload', workload(couplings)),
    declaration('network', network(couplings)),
    declaration('mapping', mapping(context)),
  ];
  return whole ? all : all.map(({ label, detail }) => keyword(label, detail));
}

const declaration = (word: DeclarationKeyword, snippet: string): Entry =>
  keyword(word, DECLARATIONS[word].meaning, snippet);

const COUPLING = `coupling \${1:name} {
  dims \${2:M, K, N}
  \${3:Out[M][N] += W[M][K] * In[K][N]}
}`;

const architecture = (couplings: readonly string[]): string => `architecture \${1:Name} : ${choice(2, couplings)} {
  memory \${3:DRAM} {
    size: unbounded
    energy: \${4:64} pJ
    bandwidth: \${5:8}
  }
  memory \${6:Buffer} {
    size: \${7:128Ki}
    energy: \${8:2} pJ
    bandwidth: \${9:32}
  }
  fanout \${10:PEs}[\${11:16}] over \${12:M}
  compute \${13:MAC} {
    energy: \${14:0.2} pJ
  }
}`;

const workload = (couplings: readonly string[]): string => `workload \${1:name} : ${choice(2, couplings)} {
  $0
}`;

const network = (couplings: readonly string[]): string => `network \${1:name} {
  \${2:layer} : ${choice(3, couplings)} { $0 }
}`;

const mapping = (context: CompletionContext): string =>
  `mapping \${1:name} ${ofWorkload(2, context)} ${onArchitecture(3, context)} {
  $0
}`;

/** `of MB6`, with the last workload of the document first, or those of the library where it has none. */
export function ofWorkload(number: number, context: CompletionContext): string {
  const inNetworks = own(ast.isNetwork, context).flatMap((node) =>
    layers(node, context).map(({ label }) => `${printName(node.name)}.${printName(label)}`),
  );
  const all = [...own(ast.isWorkload, context).map(({ name }) => printName(name)), ...inNetworks];
  const visible = () => mappables(context).filter(({ kind, snippet }) => kind !== NETWORK && snippet === undefined);
  const known = all.length > 0 ? all : visible().map(({ label }) => printName(label));
  return `of ${choice(number, known.slice(0, MOST_CHOICES))}`;
}

/** `on Eyeriss`, with the last architecture of the document first. */
export function onArchitecture(number: number, context: CompletionContext): string {
  const all = [
    ...own(ast.isArchitecture, context).map(({ name }) => printName(name)),
    ...names(ast.Architecture.$type, context),
  ];
  return `on ${choice(number, [...new Set(all)].slice(0, MOST_CHOICES))}`;
}

/** The declarations of a kind in the document, the last first. */
function own<N extends ast.Declaration>(is: (node: unknown) => node is N, { document }: CompletionContext): N[] {
  return declarationsOf(document)
    .filter(is)
    .filter(({ name }) => name)
    .reverse();
}

function names(type: string, context: CompletionContext): string[] {
  return [...declared(type, context)]
    .sort((a, b) => a.rank! - b.rank!)
    .slice(0, MOST_CHOICES)
    .map(({ label }) => printName(label));
}

/** What levels there are around the one that is completed. */
export interface Neighbours {
  /** Whether there is none before it. */
  readonly first: boolean;
  /** Whether there is a compute level. */
  readonly compute: boolean;
  readonly names: ReadonlySet<string>;
  /** Of the coupling. */
  readonly dimensions: readonly string[];
}

/** The levels of an architecture, each with the properties that it cannot do without. */
export function levels({ first, compute, names: taken, dimensions }: Neighbours, whole: boolean): Entry[] {
  const free = (...names: readonly string[]) => names.find((name) => !taken.has(name)) ?? freeName(names[0]!, taken);
  const over = choice(3, dimensions.length > 0 ? dimensions.slice(0, MOST_CHOICES).map(printName) : ['M']);
  const all = [
    level('memory', memory(first, free(...(first ? ['DRAM'] : ['Buffer', 'Register'])))),
    ...(first ? [] : [level('fanout', `fanout \${1:${free('PEs', 'Columns', 'Rows')}}[\${2:16}] over ${over}`)]),
    ...(first ? [] : [level('link', link(free('NoC', 'Bus', 'Link')))]),
    ...(compute ? [] : [level('compute', computeLevel(free('MAC')))]),
  ];
  return whole ? all : all.map(({ label, detail }) => keyword(label, detail));
}

const level = (kind: LevelKind, snippet: string): Entry => keyword(kind, LEVEL_KINDS[kind].meaning, snippet);

const computeLevel = (name: string): string => `compute \${1:${name}} {
  energy: \${2:0.2} pJ
}`;

const link = (name: string): string => `link \${1:${name}} {
  energy: \${2:0.6} pJ
}`;

const memory = (first: boolean, name: string): string => `memory \${1:${name}} {
  size: \${2:${first ? 'unbounded' : '16Ki'}}
  energy: \${3:${first ? 64 : 2}} pJ
  bandwidth: \${4:8}
}`;

/** A layer that is written out in a network. */
export function layer(context: CompletionContext): Entry {
  return {
    label: 'layer',
    kind: CompletionItemKind.Snippet,
    detail: 'a layer that is written out',
    snippet: `\${1:name} : ${choice(2, names(ast.Coupling.$type, context))} { $0 }`,
  };
}
