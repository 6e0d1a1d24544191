import { type AstNode, AstUtils, UriUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { isDenominator } from '../../lower/foreign-units.js';
import { nearest, resolveWorkload } from '../../lower/index.js';
import { freeName, printName, printPath } from '../../print/print.js';
import { declarationsOf, importsOf } from '../../references/declarations.js';
import { couplingsOf } from '../../references/dimensions.js';
import { isLibrary } from '../../workspace/library.js';
import { addToBlock, removeStatement } from './edits.js';
import { type DiagnosticWith, type Edit, type Fix, type FixContext, insert, replace } from './fix.js';
import { layersOf, swapped } from './kinds.js';

/** What is written at a diagnostic. */
export function written({ range }: Diagnostic, { document }: FixContext): string {
  return document.textDocument.getText(range);
}

/** Writes a text over what is written at a diagnostic. */
export function rewrite({ range }: Diagnostic, { document }: FixContext, text: string): Edit[] {
  const start = document.textDocument.offsetAt(range.start);
  return [{ document, start, end: document.textDocument.offsetAt(range.end), text }];
}

/** Another text in the place of what is written at a diagnostic, which is what was meant. */
function change(diagnostic: Diagnostic, context: FixContext, to: string, text = to): Fix[] {
  const title = `Change \`${written(diagnostic, context)}\` to \`${to}\``;
  return [{ title, edits: rewrite(diagnostic, context, text), preferred: true }];
}

/** What is told of a word that is likely misspelt. */
export interface Suggested {
  readonly suggestion?: string;
  readonly product?: string;
}

/** The nearest spelling of a word. */
export function suggestion(_: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] {
  const word = diagnostic.data.suggestion;
  return word === undefined ? [] : change(diagnostic, context, word, printName(word));
}

/** A name that nothing has: the nearest spelling, an import of a file that declares it, or a declaration. */
export function unresolved(at: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] {
  const apart = [loopApart, unboundedSize, quotedNumber, denominator, layersOf, swapped, product].flatMap((make) =>
    make(at, diagnostic, context),
  );
  return [
    ...(apart.length > 0 ? apart : suggestion(at, diagnostic, context)),
    ...imports(at, diagnostic, context),
    ...declare(at, diagnostic, context),
  ];
}

/** `NxN` for `N * N`. */
function product(_: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] {
  const { product: replacement } = diagnostic.data;
  return replacement === undefined ? [] : change(diagnostic, context, replacement);
}

/** `M4` for a loop `M 4`, as other languages write it. */
function loopApart(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  if (!ast.isLoop(at) || at.iterations) return [];
  const [, name, iterations] = /^(.*[A-Za-z_])(\d+)$/.exec(at.dimension.$refText) ?? [];
  const mapping = at.$container.$container;
  const couplings = [
    resolveWorkload(mapping.workload?.target?.ref)?.coupling,
    ...(mapping.architecture?.ref?.couplings ?? []),
  ];
  if (!couplings.some((coupling) => coupling?.ref?.dimensions.some((dimension) => dimension.name === name))) return [];
  return change(diagnostic, context, `${printName(name)} ${iterations}`);
}

/** `inf` for a size that is unbounded. */
function unboundedSize(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const property = AstUtils.getContainerOfType(at, ast.isQuantityProperty);
  const isAlone = property?.keyword === 'size' && property.quantity?.value === at;
  const isMeant = /^(inf|infinite|infinity|none|unlimited|max)$/i.test(written(diagnostic, context));
  return isAlone && isMeant ? change(diagnostic, context, 'unbounded') : [];
}

/** `64` for `"64"`, which is a name. */
function quotedNumber(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const number = /^"(\d+(?:\.\d+)?(?:[KMG]i)?)"$/.exec(written(diagnostic, context))?.[1];
  return ast.isConstantReference(at) && number !== undefined ? change(diagnostic, context, number) : [];
}

/** `8/cycle`, which is a quotient by a constant. */
function denominator(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const quotient = ast.isConstantReference(at) ? at.$container : undefined;
  if (!ast.isBinaryExpression(quotient) || quotient.operator !== '/' || quotient.right !== at) return [];
  const isUnit = ast.isQuantity(quotient.$container) && isDenominator(written(diagnostic, context));
  const [whole, left] = [quotient.$cstNode, quotient.left.$cstNode];
  if (!isUnit || !whole || !left) return [];
  const edits = replace(quotient, { offset: left.end, end: whole.end }, '');
  return [{ title: `Remove \`${whole.text.slice(left.end - whole.offset).trim()}\``, edits, preferred: true }];
}

/** Files of the workspace that declare what is meant. */
function imports(at: AstNode, diagnostic: Diagnostic, { document, services }: FixContext): Fix[] {
  const name = document.textDocument.getText(diagnostic.range).replace(/^"|"$/g, '');
  const meant = MEANT.find(([is]) => is(at))?.[1];
  const root = document.parseResult.value;
  // What a network that is found lacks, no other file adds to it.
  const isInNetwork = ast.isWorkloadReference(at) && at.network?.ref !== undefined;
  if (!meant || isInNetwork || !document.uri.path.startsWith('/')) return [];
  return services.shared.workspace.LangiumDocuments.all
    .filter((other) => other !== document && !isLibrary(other.uri) && other.uri.scheme === document.uri.scheme)
    .filter((other) => declarationsOf(other).some((node) => meant(node, name)))
    .map((other) => {
      const path = UriUtils.relative(UriUtils.dirname(document.uri), other.uri);
      const last = importsOf(document).at(-1)?.$cstNode;
      const text = `import ${JSON.stringify(path)}`;
      const edit = last ? insert(root, last.end, `\n${text}`) : insert(root, 0, `${text}\n\n`);
      return { title: `Import \`${path}\``, edits: [edit] };
    })
    .toArray();
}

/** What kinds of declarations a name may mean, by the node that spells it. */
const MEANT: readonly (readonly [is: (at: AstNode) => boolean, meant: (node: AstNode, name: string) => boolean])[] = [
  [ast.isConstantReference, (node, name) => ast.isConstant(node) && node.name === name],
  [
    ast.isWorkloadReference,
    (node, name) =>
      (ast.isWorkload(node) || ast.isNetwork(node)) &&
      (node.name === name ||
        (ast.isNetwork(node) && node.layers.some((layer) => ast.isInlineLayer(layer) && layer.name === name))),
  ],
  [ast.isMapping, (node, name) => ast.isArchitecture(node) && node.name === name],
  [
    (at) => ast.isArchitecture(at) || ast.isWorkload(at) || ast.isInlineLayer(at),
    (node, name) => ast.isCoupling(node) && node.name === name,
  ],
];

/** A dimension of the coupling, or a constant. */
function declare(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const text = written(diagnostic, context);
  const coupling = ast.isTerm(at) ? AstUtils.getContainerOfType(at, ast.isCoupling) : undefined;
  const last = coupling?.dimensions.at(-1)?.$cstNode;
  if (coupling && last) {
    return [{ title: `Add \`${text}\` to \`dims\``, edits: [insert(coupling, last.end, `, ${text}`)] }];
  }
  if (coupling) {
    const edits = addToBlock(coupling, undefined, [`dims ${text}`], '; ');
    return [{ title: `Add \`${text}\` to \`dims\``, edits }];
  }
  const declaration = AstUtils.getContainerOfType(at, ast.isDeclaration);
  if (!ast.isConstantReference(at) || !declaration) return [];
  return [{ title: `Declare constant \`${text}\``, edits: [insertBefore(declaration, `const ${text} = 1\n`)] }];
}

/** Puts a line before a declaration and the comments that document it. */
export function insertBefore(declaration: ast.Declaration, text: string): Edit {
  const document = AstUtils.getDocument(declaration);
  const lines = document.textDocument.getText().split('\n');
  let line = declaration.$cstNode?.range.start.line ?? 0;
  while (line > 0 && /^\s*(\/\/|\/?\*)/.test(lines[line - 1]!)) line--;
  const isConstant =
    ast.isConstant(declaration) ||
    (declaration.$container.declarations[(declaration.$containerIndex ?? 0) - 1]?.$type === ast.Constant.$type &&
      lines[line - 1]?.trim() !== '');
  return insert(declaration, document.textDocument.offsetAt({ line, character: 0 }), isConstant ? text : `${text}\n`);
}

/** A name that several layers share: each of them with its network. */
export function qualify(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  if (!ast.isWorkloadReference(at)) return [];
  const { ScopeProvider } = context.services.references;
  const name = at.target.$refText;
  return ScopeProvider.declarations(context.document, ast.Mappable.$type)
    .getElements(name)
    .flatMap(({ node }): Fix[] => {
      if (!ast.isInlineLayer(node)) return [];
      const path = printPath([node.$container.name, name]);
      return [{ title: `Change to \`${path}\``, edits: rewrite(diagnostic, context, path) }];
    })
    .toArray();
}

/** Another name for the second of two things that are called the same. Nothing refers to it: names stand for the first. */
export function repeatedName(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const named = AstUtils.getContainerOfType(
    at,
    (node) => ast.isDeclaration(node) || ast.isLevel(node) || ast.isOperand(node),
  );
  if (!named) return [];
  const siblings = ast.isDeclaration(named)
    ? named.$container.declarations
    : ast.isLevel(named)
      ? named.$container.levels
      : [named.$container.out, named.$container.w, named.$container.in];
  const free = freeName(named.name, new Set(siblings.map((sibling) => sibling?.name ?? '')));
  return [{ title: `Rename to \`${free}\``, edits: rewrite(diagnostic, context, printName(free)) }];
}

/** The nearest of the files that exist. */
export function importNotFound(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const { document, services } = context;
  if (!ast.isImport(at) || !document.uri.path.startsWith('/')) return [];
  const paths = services.shared.workspace.LangiumDocuments.all
    .filter(({ uri }) => !isLibrary(uri) && uri.scheme === document.uri.scheme && uri !== document.uri)
    .map(({ uri }) => UriUtils.relative(UriUtils.dirname(document.uri), uri));
  const path = nearest(at.path, paths);
  if (path === undefined) return [];
  return [
    { title: `Change to \`${path}\``, edits: rewrite(diagnostic, context, JSON.stringify(path)), preferred: true },
  ];
}

/** `factors: M: 4`, where a dimension looks like a property. */
function constraintWithColon(property: ast.Property | undefined): Fix[] {
  const before = property?.$container.properties[(property.$containerIndex ?? 0) - 1];
  const [written] = /^[^:]*:=?/.exec(property?.$cstNode?.text ?? '') ?? [];
  const isDimension = couplingsOf(architectureOf(property)).some(({ dimensions }) =>
    dimensions.some(({ name }) => name === property?.keyword),
  );
  if (!property?.$cstNode || written === undefined || !ast.isFactorsProperty(before) || !isDimension) return [];
  const text = `${property.keyword} =`;
  const { offset } = property.$cstNode;
  const edits = replace(property, { offset, end: offset + written.length }, text);
  return [{ title: `Change \`${written}\` to \`${text}\``, edits, preferred: true }];
}

const architectureOf = (node: AstNode | undefined) => AstUtils.getContainerOfType(node, ast.isArchitecture);

/** A property that the level does not have: the nearest spelling, or nothing. */
export function unknownProperty(at: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] {
  const nearestSpelling = suggestion(at, diagnostic, context);
  const property = AstUtils.getContainerOfType(at, ast.isProperty);
  const { suggestion: meant } = diagnostic.data;
  const constraint = constraintWithColon(property);
  if (constraint.length > 0) return constraint;
  const isGiven = property?.$container.properties.some(({ keyword }) => keyword === meant);
  if (!property || (nearestSpelling.length > 0 && !isGiven)) return nearestSpelling;
  return [{ title: `Remove \`${property.keyword}\``, edits: removeStatement(property) }];
}
