import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { MeantLevel } from '../../diagnostics/estimates.js';
import * as ast from '../../generated/ast.js';
import { levelName } from '../../lower/level-name.js';
import { printName } from '../../print/print.js';
import { exampleOf, isFromTable, ownerOf, propertyOf } from '../../schema/index.js';
import { addProperties } from './edits.js';
import { type DiagnosticWith, type Fix, type FixContext, replace } from './fix.js';
import { removeWhole } from './lists.js';
import { rewrite, type Suggested } from './names.js';

/** The level is called after a component of the file, or says its energy itself. */
export const energyFileComponent = (at: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] => [
  ...renamed(at, diagnostic.data.suggestion, context),
  ...written(at, 'energy'),
];

/** The level says its energy itself, which the file lacks. */
export const energyFileAction = (at: AstNode): Fix[] => written(at, 'energy');

/** The level is called after a component of the file, says its area itself, or does without. */
export const energyFileArea = (at: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] => [
  ...renamed(at, diagnostic.data.suggestion, context),
  ...written(at, 'area'),
  ...(propertyAt(at) ? removeWhole(at).map((fix) => ({ ...fix, preferred: false })) : []),
];

/** The file that was meant, or a value in the place of one that cannot be read; what is for all levels can only be left out. */
export function energyFileUnread(at: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] {
  const property = propertyAt(at);
  if (!property) return [];
  const { suggestion } = diagnostic.data;
  const meant = suggestion === undefined ? [] : [fileMeant(diagnostic, context, suggestion)];
  if (ast.isLevel(property.$container)) return [...meant, ...written(at, property.keyword)];
  return [...meant, ...(property.keyword === 'area' ? removeWhole(at) : [])];
}

const fileMeant = (diagnostic: Diagnostic, context: FixContext, path: string): Fix => ({
  title: `Change to \`${path}\``,
  edits: rewrite(diagnostic, context, JSON.stringify(path)),
  preferred: true,
});

/** Levels that lack a component are called after one that no level is called after. */
export function energyFileUnused(
  at: AstNode,
  { data }: DiagnosticWith<{ readonly meant: readonly MeantLevel[] }>,
  context: FixContext,
): Fix[] {
  const levels = AstUtils.getContainerOfType(at, ast.isArchitecture)?.levels ?? [];
  return (data.meant ?? []).flatMap(({ level, component }) => {
    const found = levels.find((each) => levelName(each) === level);
    return found ? renamed(found, component, context) : [];
  });
}

const propertyAt = (at: AstNode): ast.Property | undefined => {
  const property = AstUtils.getContainerOfType(at, ast.isProperty);
  return property && isFromTable(property.keyword) ? property : undefined;
};

/** A level and all that names it, called after a component. */
function renamed(at: AstNode, component: string | undefined, { services }: FixContext): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevel);
  const name = GrammarUtils.findNodeForProperty(level?.$cstNode, 'name');
  if (!level || !name || component === undefined) return [];
  const text = printName(component);
  const documents = services.shared.workspace.LangiumDocuments;
  const users = services.references.References.findReferences(level, {}).toArray();
  const edits = users.flatMap(({ sourceUri, segment }) => {
    const document = documents.getDocument(sourceUri);
    return document ? [{ document, start: segment.offset, end: segment.end, text }] : [];
  });
  const title = `Rename \`${levelName(level)}\` to \`${component}\``;
  return [{ title, edits: [...replace(level, name, text), ...edits], preferred: true }];
}

/** A value of the level's own, in the place of its file if it has one. */
function written(at: AstNode, keyword: string): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevel);
  const row = level && propertyOf(ownerOf(level), keyword);
  if (!level || !row) return [];
  const text = `${keyword}: ${exampleOf(row)}`;
  const own = level.properties.find((property) => property.keyword === keyword);
  const edits = own ? replace(level, own.$cstNode, text) : addProperties(level, [text]);
  return [{ title: `Write \`${text}\``, edits }];
}
