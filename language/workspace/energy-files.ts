import { type AstNode, AstUtils, type FileSystemProvider, type LangiumDocument, type URI, UriUtils } from 'langium';
import type { Nowhere } from '../diagnostics/imports.js';
import { type EnergyTables, isUnread, TABLES, type Unread } from '../energy-tables/tables.js';
import * as ast from '../generated/ast.js';
import type { TableProperty } from '../lower/lowerings.js';
import { reasonUnread } from '../readable.js';
import { fileBeside } from '../references/beside.js';
import { declarationsOf } from '../references/declarations.js';

/** A property that takes its value from a file. */
type FileProperty = TableProperty & { readonly file: string };

const isFileProperty = (property: ast.Property): property is FileProperty =>
  (ast.isDirectedProperty(property) || ast.isQuantityProperty(property)) && property.file !== undefined;

/** The properties of an architecture and its levels that take their values from files. */
function filePropertiesOf(node: ast.Declaration): readonly FileProperty[] {
  if (!ast.isArchitecture(node)) return [];
  let found = known.get(node);
  if (!found) {
    found = [node, ...node.levels].flatMap(({ properties }) => (properties as ast.Property[]).filter(isFileProperty));
    known.set(node, found);
  }
  return found;
}

/** After each keystroke all architectures are asked; the tree of one says the same as long as there is it. */
const known = new WeakMap<ast.Architecture, readonly FileProperty[]>();

/** Why paths lead nowhere. Each is one object, as what has been read is. */
const NOWHERE: Readonly<Record<Nowhere, Unread>> = {
  empty: { unread: 'the path is empty' },
  absolute: { unread: 'the path is absolute, not relative to this file' },
  unsaved: { unread: 'the document is not saved, so the path leads nowhere' },
};

/**
 * The energy tables that documents name, read before the documents are linked. What has been read of a file is the same
 * object until the file changes.
 */
export class EnergyFiles {
  private readonly found = new Map<string, EnergyTables | Unread>();

  constructor(private readonly services: { readonly workspace: { readonly FileSystemProvider: FileSystemProvider } }) {}

  /** The tables that a property names; undefined while they have not been read. */
  of(property: TableProperty): EnergyTables | Unread | undefined {
    const named = fileOf(property);
    return typeof named === 'string' ? NOWHERE[named] : this.found.get(named.toString());
  }

  /** What a declaration takes from files: other objects once they have changed. */
  namedBy(declaration: AstNode): readonly unknown[] {
    return ast.isDeclaration(declaration) ? filePropertiesOf(declaration).map((property) => this.of(property)) : [];
  }

  /** The properties of a document that name a file that there is, with that file. */
  named(document: LangiumDocument): { readonly property: TableProperty; readonly uri: URI }[] {
    return declarationsOf(document)
      .flatMap(filePropertiesOf)
      .flatMap((property) => {
        const uri = uriOf(property);
        const tables = this.of(property);
        const isThere = tables !== undefined && !isMissing(tables);
        return uri && isThere ? [{ property, uri }] : [];
      });
  }

  /** Reads what a document names and nobody has read yet. */
  async load(document: LangiumDocument): Promise<void> {
    for (const uri of urisOf(document)) {
      if (!this.found.has(uri.toString())) this.found.set(uri.toString(), await this.read(uri));
    }
  }

  /**
   * Whether a file was read that has changed, or that is in a folder that is gone, or was missing beside another file of tables; it is then
   * read again.
   */
  forget(changed: URI): boolean {
    const text = changed.toString();
    const folder = TABLES.test(changed.path) ? UriUtils.dirname(changed).toString() : undefined;
    const known = [...this.found].filter(
      ([uri, tables]) =>
        uri === text ||
        uri.startsWith(`${text}/`) ||
        (folder !== undefined && isMissing(tables) && uri.slice(0, uri.lastIndexOf('/')) === folder),
    );
    for (const [uri] of known) this.found.delete(uri);
    return known.length > 0;
  }

  /** Whether something that a document names is to be read again. */
  isStale(document: LangiumDocument): boolean {
    return urisOf(document).some((uri) => !this.found.has(uri.toString()));
  }

  private async read(uri: URI): Promise<EnergyTables | Unread> {
    // The reader of YAML takes time to load, and few documents name such a file.
    const { readEnergyTables } = await import('../energy-tables/read.js');
    try {
      return readEnergyTables(await this.services.workspace.FileSystemProvider.readFile(uri), uri.toString());
    } catch (error) {
      const reason = await reasonUnread(error, uri, this.services.workspace.FileSystemProvider);
      if (reason !== undefined) return { unread: `it ${reason}` };
      return { unread: 'there is no such file', beside: await this.tablesBeside(uri) };
    }
  }

  private async tablesBeside(uri: URI): Promise<string[]> {
    const folder = UriUtils.dirname(uri);
    const entries = await this.services.workspace.FileSystemProvider.readDirectory(folder).catch(() => []);
    return entries
      .filter((each) => each.isFile && TABLES.test(each.uri.path))
      .map((each) => UriUtils.basename(each.uri));
  }
}

const isMissing = (tables: EnergyTables | Unread): boolean => isUnread(tables) && tables.beside !== undefined;

function urisOf(document: LangiumDocument): URI[] {
  const properties = declarationsOf(document).flatMap(filePropertiesOf);
  return properties.map(uriOf).filter((uri) => uri !== undefined);
}

const fileOf = (property: TableProperty): URI | Nowhere =>
  fileBeside(AstUtils.getDocument(property).uri, property.file ?? '');

function uriOf(property: TableProperty): URI | undefined {
  const named = fileOf(property);
  return typeof named === 'string' ? undefined : named;
}
