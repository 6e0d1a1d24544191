import { CompletionItemKind } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { printName } from '../../lower/print.js';
import type { CompletionContext } from './context.js';
import { choice, type Entry, keyword } from './entry.js';
import { declared, layers } from './names.js';

/** A choice of more names than this is no help. */
const MOST_CHOICES = 12;

/** The keywords that begin declarations, each with a whole one. @param whole Whether there is room for all of it. */
export function declarations(context: CompletionContext, whole: boolean): Entry[] {
  const { declarations: existing = [] } = context.document.parseResult.value as ast.SourceFile;
  const couplings = names(ast.Coupling.$type, context);
  const all: Entry[] = [
    keyword('import', 'what another file declares', 'import "$1"'),
    keyword('const', 'a number with a name', `const \${1:name} = \${2:16}`),
    keyword('coupling', 'a kernel: its dimensions and operands', COUPLING),
    keyword('architecture', 'levels from the outermost memory to compute', architecture(couplings)),
    keyword('workload', 'sizes for the dimensions of a coupling', workload(couplings)),
    keyword('network', 'layers that are mapped together', network(couplings)),
    keyword('mapping', 'the loops of each level', mapping(existing, context)),
  ];
  return whole ? all : all.map(({ label, detail }) => keyword(label, detail));
}

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

/** Of the last workload and on the last architecture of the document, where it has some. */
function mapping(existing: readonly ast.Declaration[], context: CompletionContext): string {
  const own = (is: (node: unknown) => boolean) =>
    existing
      .filter((node) => is(node) && node.name)
      .map(({ name }) => printName(name))
      .reverse();
  const inNetworks = existing
    .filter(ast.isNetwork)
    .flatMap((node) => layers(node, context).map(({ label }) => `${printName(node.name)}.${printName(label)}`));
  const workloads = [...own(ast.isWorkload), ...inNetworks].slice(0, MOST_CHOICES);
  const architectures = [...own(ast.isArchitecture), ...names(ast.Architecture.$type, context)];
  const distinct = [...new Set(architectures)].slice(0, MOST_CHOICES);
  return `mapping \${1:name} of ${choice(2, workloads.length > 0 ? workloads : ['workload'])} on ${choice(3, distinct)} {
  $0
}`;
}

function names(type: string, context: CompletionContext): string[] {
  return [...declared(type, context)]
    .sort((a, b) => a.rank! - b.rank!)
    .slice(0, MOST_CHOICES)
    .map(({ label }) => printName(label));
}

/** The levels of an architecture, each with the properties that it cannot do without. */
export function levels(
  { first, compute, dimensions }: { first: boolean; compute: boolean; dimensions: readonly string[] },
  whole: boolean,
): Entry[] {
  const over = choice(3, dimensions.length > 0 ? dimensions.slice(0, MOST_CHOICES).map(printName) : ['M']);
  const all = [
    keyword('memory', 'stores the operands', memory(first)),
    ...(first ? [] : [keyword('fanout', 'instances of all that follows', `fanout \${1:PEs}[\${2:16}] over ${over}`)]),
    ...(compute ? [] : [keyword('compute', 'the MACs, innermost', COMPUTE)]),
  ];
  return whole ? all : all.map(({ label, detail }) => keyword(label, detail));
}

const COMPUTE = `compute \${1:MAC} {
  energy: \${2:0.2} pJ
}`;

const memory = (first: boolean): string => `memory \${1:${first ? 'DRAM' : 'Buffer'}} {
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
