import {
  type AstNode,
  AstUtils,
  CstUtils,
  type LangiumDocument,
  type LangiumDocuments,
  type References,
  URI,
  UriUtils,
  ValueConverter,
} from 'langium';
import type { RenameProvider } from 'langium/lsp';
import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type * as ast from '../../generated/ast.js';
import type { FfarchServices } from '../../module.js';
import { HEADS, NAMES_TOO } from '../../parser/keywords.js';
import { printName } from '../../print/print.js';
import { unitsOf } from '../../schema/index.js';
import { isLibrary } from '../../workspace/library.js';
import { capture } from './capture.js';
import { Collisions } from './collisions.js';
import { divergence } from './divergence.js';
import { kindOf } from './kinds.js';
import { type Namesake, namesakes } from './namesakes.js';

/**
 * Renames what has a name, wherever it is used, if every use still means the same afterwards. What was in columns before
 * is so afterwards.
 */
export class FfarchRenameProvider implements RenameProvider {
  private readonly documents: LangiumDocuments;
  private readonly references: References;
  private readonly collisions: Collisions;

  constructor(private readonly services: FfarchServices) {
    this.documents = services.shared.workspace.LangiumDocuments;
    this.references = services.references.References;
    this.collisions = new Collisions(services);
  }

  /** @throws ResponseError why it cannot be renamed, for the user. */
  prepareRename(document: LangiumDocument, { position }: PrepareRenameParams): Range | undefined {
    const found = this.find(document, position);
    if (!found) return undefined;
    const name = this.services.references.NameProvider.getName(found.target) ?? '';
    // Langium knows only the range, the protocol also the text to begin with: the name without its quotes.
    return { range: found.range, placeholder: name } as unknown as Range;
  }

  /** @throws ResponseError why it cannot be renamed so, for the user. */
  rename(document: LangiumDocument, { position, newName }: RenameParams): WorkspaceEdit | undefined {
    const place = this.find(document, position);
    if (!place) return undefined;
    const { target } = place;
    const name = unquoted(newName);
    const all = namesakes(target, this.services);
    const fixed = all.find(({ node }) => isLibrary(AstUtils.getDocument(node).uri));
    if (fixed) throw refusal(fixedNamesake(fixed));
    const targets = all.map(({ node }) => node);
    const found = targets.map((node) => ({
      node,
      occurrences: this.references.findReferences(node, { includeDeclaration: true }).toArray(),
    }));
    const collision = found.flatMap(({ node, occurrences }) => this.collisions.find(node, name, occurrences) ?? [])[0];
    const reason = collision ?? capture(targets, name, this.services) ?? divergence(targets, name, this.services);
    if (reason !== undefined) throw refusal(reason);
    const occurrences = found.flatMap((one) => one.occurrences);
    const edits = new Map<string, Map<number, TextEdit>>();
    for (const { sourceUri, segment } of occurrences) {
      const uri = sourceUri.toString();
      const inFile = edits.get(uri) ?? new Map<number, TextEdit>();
      edits.set(uri, inFile.set(segment.offset, { range: segment.range, newText: spelled(name) }));
    }
    return {
      changes: Object.fromEntries(
        [...edits].map(([uri, inFile]) => [uri, [...inFile.values(), ...this.alignment(uri, inFile)]]),
      ),
    };
  }

  /** The edits that keep aligned what is, in a file of which tokens get new texts. */
  private alignment(uri: string, renamed: ReadonlyMap<number, TextEdit>): TextEdit[] {
    const document = this.documents.getDocument(URI.parse(uri));
    const respelled = new Map([...renamed].map(([offset, { newText }]) => [offset, newText]));
    return document ? this.services.lsp.Formatter.keepFormatted(document, respelled) : [];
  }

  private find(document: LangiumDocument, position: Range['start']): { target: AstNode; range: Range } | undefined {
    const offset = document.textDocument.offsetAt(position);
    const leaf = CstUtils.findDeclarationNodeAtOffset(document.parseResult.value.$cstNode, offset);
    const [target] = leaf ? this.references.findDeclarations(leaf) : [];
    if (!leaf || !target) return undefined;
    const { uri } = AstUtils.getDocument(target);
    if (isLibrary(uri)) {
      const name = this.services.references.NameProvider.getName(target);
      throw refusal(
        `\`${name}\` belongs to the standard library, which cannot be changed. Declare ${kindOf(target)} of your own to give it another name.`,
      );
    }
    return this.documents.hasDocument(uri) ? { target, range: leaf.range } : undefined;
  }
}

/** A name as it is written, whether or not the user has quoted it. */
function unquoted(written: string): string {
  const text = written.trim();
  const name = /^"(\\.|[^"\\])*"$/.test(text) ? ValueConverter.convertString(text) : text;
  if (name.trim() === '') throw refusal('A name must have at least one character.');
  if (/[\r\n]/.test(name)) throw refusal('A name must be on one line.');
  return name;
}

/** Words that mean something where a name may stand; quotes leave no doubt. */
const WORDS = new Set([
  ...HEADS,
  ...NAMES_TOO,
  ...['x', 'read', 'write', 'shared', 'unbounded', 'per', 'wordline'],
  ...unitsOf('energy'),
]);

function spelled(name: string): string {
  return WORDS.has(name) ? `"${name}"` : printName(name);
}

/** Why a name must stay that something of the library goes by, too. */
function fixedNamesake({ node, meant }: Namesake): string {
  const { name, $container: coupling } = node as ast.Dimension;
  const { uri, textDocument } = AstUtils.getDocument(meant ?? node);
  const line = textDocument.positionAt(meant?.$cstNode?.offset ?? 0).line + 1;
  return `\`${name}\` on line ${line} of ${UriUtils.basename(uri)} also stands for that of \`${coupling.name}\`, which belongs to the standard library and cannot be changed. Name the coupling there first: \`${coupling.name}.${name}\`.`;
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
