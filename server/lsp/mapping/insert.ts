import { type AstNode, type LangiumDocument, URI } from 'langium';
import * as ast from '../../../language/generated/ast.js';
import type { FfarchServices } from '../../../language/module.js';
import { freeName, printMapping, printWorkload } from '../../../language/print/print.js';
import { declarationsOf, pathOf } from '../../../language/references/declarations.js';
import type { InsertMappingsOutcome, InsertMappingsParams, MappingToInsert } from '../../protocol/index.js';
import { appendEdit } from './append.js';
import { type Pair, resolvePair, unavailable } from './pair.js';
import { mappedSizes } from './sizes.js';

/**
 * The edit that declares the mappings of results at the end of a document, in their order, under names that are free there. Sizes
 * that padding grew, or that the workload no longer has, come with a workload of their own, so each mapping evaluates to the same
 * numbers. All of them are declared, or none.
 */
export function insertMappings(services: FfarchServices, params: InsertMappingsParams): InsertMappingsOutcome {
  const document = services.shared.workspace.LangiumDocuments.getDocument(URI.parse(params.uri));
  if (!document) return unavailable(`${params.uri} is no longer there. Copy the mapping as text or JSON to keep it.`);
  const taken = new Set(declarationsOf(document).map(({ name }) => name));
  const free = (base: string): string => {
    const name = freeName(base, taken);
    taken.add(name);
    return name;
  };
  const see = new Sight(services, document);
  const names: string[] = [];
  const declarations: string[] = [];
  for (const mapping of params.mappings) {
    const declared = declare(services, see, mapping, free);
    if (declared.kind === 'unavailable') return declared;
    names.push(declared.name);
    declarations.push(...declared.declarations);
  }
  const edit = appendEdit(document.textDocument, declarations);
  if (!arrives(services, document, edit.newText, names.at(-1))) {
    return unavailable('The end of the document is inside a comment or an unclosed brace. Close it, then insert.');
  }
  return { kind: 'edit', names, ...edit };
}

/** A result as a `mapping`, after a workload where the mapped sizes are declared nowhere. */
function declare(
  services: FfarchServices,
  see: Sight,
  { report, ...references }: MappingToInsert,
  free: (base: string) => string,
): { kind: 'declared'; name: string; declarations: string[] } | { kind: 'unavailable'; message: string } {
  const pair = resolvePair(services, references);
  if (pair.kind === 'unavailable') return pair;
  const hidden = see.hidden(pair.nodes.architecture, ast.Architecture.$type, pair.architecture.name);
  if (hidden) return unavailable(hidden);
  const declarations: string[] = [];
  let workload: string[];
  const sizes = mappedSizes(report, pair.workload);
  if (pair.workload.coupling.dimensions.some((dimension) => sizes[dimension] !== pair.workload.sizes[dimension])) {
    const { coupling, strides, name } = pair.workload;
    const hidden = see.hidden(pair.nodes.workload.coupling?.ref, ast.Coupling.$type, coupling.name);
    if (hidden) return unavailable(hidden);
    workload = [free(`${name}_${report.padded ? 'padded' : 'mapped'}`)];
    declarations.push(printWorkload({ name: workload[0]!, coupling: coupling.name, sizes, strides }));
  } else {
    const path = see.path(pair);
    if (typeof path === 'string') return unavailable(path);
    workload = path;
  }
  const name = free(`${pair.workload.name}_${pair.architecture.name}`);
  declarations.push(printMapping({ name, workload, architecture: pair.architecture.name, mapping: report.mapping }));
  return { kind: 'declared', name, declarations };
}

/** Which declarations a document sees under their names. */
class Sight {
  constructor(
    private readonly services: FfarchServices,
    private readonly document: LangiumDocument,
  ) {}

  /** Why the document would not mean `node` by `name`; undefined if it would. */
  hidden(node: AstNode | undefined, type: string, name: string): string | undefined {
    const seen = this.seen(type, name);
    if (node && seen === node) return undefined;
    return seen
      ? `${name} means another declaration here than the one that was mapped. Rename one of them.`
      : `${name} is not in scope here. Import the file that declares it.`;
  }

  /** How the document refers to a workload or layer, or why it cannot. */
  path({ nodes: { workload: node }, within }: Pair): string[] | string {
    if (within) return this.hidden(within, ast.Network.$type, within.name) ?? [within.name, node.name];
    const path = pathOf(node);
    const hidden = ast.isWorkload(node)
      ? this.hidden(node, ast.Mappable.$type, node.name)
      : this.hidden(node.$container, ast.Network.$type, path[0]!);
    return hidden ?? path;
  }

  private seen(type: string, name: string): AstNode | undefined {
    return this.services.references.ScopeProvider.declarations(this.document, type).getElement(name)?.node;
  }
}

/** Whether the text, put at the end of the document, is read as the mappings that it is, up to the last of them: only errors can keep it from that. */
function arrives(services: FfarchServices, document: LangiumDocument, text: string, name: string | undefined): boolean {
  const { lexerErrors, parserErrors } = document.parseResult;
  if (lexerErrors.length + parserErrors.length === 0) return true;
  const whole = document.textDocument.getText().trimEnd() + text;
  const { declarations } = services.parser.LangiumParser.parse<ast.SourceFile>(whole).value;
  const last = declarations?.at(-1);
  return ast.isMapping(last) && last.name === name;
}
