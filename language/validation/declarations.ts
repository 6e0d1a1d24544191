import { type AstNode, AstUtils, type Scope } from 'langium';
import type * as ast from '../generated/ast.js';
import { sourceOfProperty } from '../lower/index.js';
import type { FfarchServices } from '../module.js';
import { isLibrary } from '../workspace/library.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

/** Of declarations of one kind and name the first counts, and it shadows the library's. */
export function checkDeclarations(file: ast.SourceFile, report: Report, { services }: Context): void {
  const firsts = new Map<string, ast.Declaration>();
  const shadowed = isLibrary(AstUtils.getDocument(file).uri) ? () => undefined : inLibrary(services);
  for (const declaration of file.declarations) {
    const { $type, name } = declaration;
    if (!name) continue;
    const kind = $type.toLowerCase();
    const first = firsts.get(`${kind} ${name}`);
    if (first) {
      const related = { message: `The first \`${name}\`.`, source: sourceOfProperty(first, 'name') };
      report('ffarch/repeated-declaration', { kind, name }, { node: declaration, property: 'name' }, [related]);
      continue;
    }
    firsts.set(`${kind} ${name}`, declaration);
    const theirs = shadowed($type, name);
    if (theirs) {
      const related = { message: `\`${name}\` of the standard library.`, source: sourceOfProperty(theirs, 'name') };
      report('ffarch/shadows-library', { kind, name }, { node: declaration, property: 'name' }, [related]);
    }
  }
}

/** Looks for declarations of a type and name in the standard library. */
function inLibrary(services: FfarchServices): (type: string, name: string) => AstNode | undefined {
  const scopes = new Map<string, Scope>();
  return (type, name) => {
    const scope = scopes.get(type) ?? services.references.Lookup.visible(type);
    scopes.set(type, scope);
    const node = scope.getElement(name)?.node;
    return node?.$type === type ? node : undefined;
  };
}
