import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { levelName } from '../../lower/level-name.js';
import { printName } from '../../print/print.js';
import { exampleOf, isFromTable, ownerOf, propertyOf } from '../../schema/index.js';
import { addProperties } from './edits.js';
import { type DiagnosticWith, type Fix, type FixContext, replace } from './fix.js';
import { removeWhole } from './lists.js';
import type { Suggested } from './names.js';

/** The level is called after a component of the file, or says its energy itself. */
export const energyFileComponent = (at: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] => [
  ...renamed(at, diagnostic, context),
  ...written(at, 'energy'),
];

/** The level says its energy itself, which the file lacks. */
export const energyFileAction = (at: AstNode): Fix[] => written(at, 'energy');

/** The level is called after a component of the file, says its area itself, or does without. */
export const energyFileArea = (at: AstNode, diagnostic: DiagnosticWith<Suggested>, context: FixContext): Fix[] => [
  ...renamed(at, diagnostic, context),
  ...written(at, 'area'),
  ...(propertyAt(at) ? removeWhole(at).map((fix) => ({ ...fix, preferred: false })) : []),
];

/** A value in the place of a file that cannot be read; what is for all levels can only be left out. */
export function energyFileUnread(at: AstNode, _: Diagnostic): Fix[] {
  const property = propertyAt(at);
  if (!property) return [];
  if (ast.isLevel(property.$container)) return written(at, property.keyword);
  return property.keyword === 'area' ? removeWhole(at) : [];
}

const propertyAt = (at: AstNode): ast.Property | undefined => {
  const property = AstUtils.getContainerOfType(at, ast.isProperty);
  return property && isFromTable(property.keyword) ? property : undefined;
};

/** A level and all that names it, called after a component. */
function renamed(at: AstNode, { data }: DiagnosticWith<Suggested>, { services }: FixContext): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevel);
  const name = GrammarUtils.findNodeForProperty(level?.$cstNode, 'name');
  if (!level || !name || data.suggestion === undefined) return [];
  const text = printName(data.suggestion);
  const documents = services.shared.workspace.LangiumDocuments;
  const users = services.references.References.findReferences(level, {}).toArray();
  const edits = users.flatMap(({ sourceUri, segment }) => {
    const document = documents.getDocument(sourceUri);
    return document ? [{ document, start: segment.offset, end: segment.end, text }] : [];
  });
  const title = `Rename \`${levelName(level)}\` to \`${data.suggestion}\``;
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
