import { AstUtils } from 'langium';
import { count } from '../../../language/figures.js';
import * as ast from '../../../language/generated/ast.js';
import { sourceOf } from '../../../language/lower/source.js';
import { textOf } from '../../../language/references/dimensions.js';
import { isLibrary } from '../../../language/workspace/library.js';
import type * as mapper from '../../mapper/request.js';
import type { Offer } from '../../protocol/index.js';

type Edit = Extract<Offer, { kind: 'edit' }>;

/**
 * What of some remedies the editor can do by itself: what changes the library, or a constraint that stands elsewhere by now,
 * is left out.
 *
 * @param architecture that has the constraints
 */
export function offersOf(remedies: readonly mapper.Remedy[], architecture: ast.Architecture): Offer[] {
  const all = remedies.flatMap(({ offers }) => offers);
  const edits = all.flatMap((offer) => (offer.kind === 'factor' ? edit(offer, architecture) : []));
  const isAlone = ({ title }: Edit) => edits.filter(({ edit }) => edit.title === title).length === 1;
  return [
    ...(['ragged', 'pad'] as const).flatMap((kind) => (all.some((offer) => offer.kind === kind) ? [{ kind }] : [])),
    ...edits.map(({ edit, level }) => (isAlone(edit) ? edit : { ...edit, title: `${edit.title} on ${level}` })),
  ];
}

/** Another value for a constraint, whatever expression it is written with. */
function edit(
  { value, source }: Extract<mapper.Offer, { kind: 'factor' }>,
  architecture: ast.Architecture,
): { edit: Edit; level: string }[] {
  const { uri } = AstUtils.getDocument(architecture);
  const constraint = AstUtils.streamAllContents(architecture)
    .filter(ast.isFactorConstraint)
    .find((one) => {
      const { start } = sourceOf(one);
      return start.line === source.start.line && start.character === source.start.character;
    });
  const written = constraint?.value?.$cstNode;
  if (!written || source.uri !== uri.toString() || isLibrary(uri)) return [];
  const title = `Set ${textOf(constraint)} ${constraint.operator} ${count(value)}`;
  const change = { range: written.range, newText: String(value) };
  const level = AstUtils.getContainerOfType(constraint, ast.isLevel)?.name ?? '';
  return [{ edit: { kind: 'edit', title, uri: source.uri, edit: change, replaces: written.text }, level }];
}
