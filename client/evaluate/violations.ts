import * as vscode from 'vscode';
import type { EvaluateOutcome } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { applyEdits, openDocument, rangeOf, revealPlace } from '../editor.js';
import type { Shown } from '../panel/protocol.js';
import { modelOptions } from '../settings.js';

/** Goes to the loop that breaks a rule of a mapping, where it stands now. */
export async function revealViolation(connection: Connection, shown: Shown, index: number): Promise<void> {
  const now = await evaluated(connection, shown);
  const document = now && (await openDocument(shown.uri));
  if (!document) return;
  const { rule, level, dimension } = shown.report.violations[index]!;
  const place = now.places.find((_, i) => {
    const other = now.report.violations[i]!;
    return other.rule === rule && other.level === level && other.dimension === dimension;
  });
  if (place) await revealPlace(document, rangeOf(place.range));
}

/** Changes the loops of a mapping so that it breaks no rule, and shows the first of them; undoable, and not saved. */
export async function makeLegal(connection: Connection, shown: Shown): Promise<void> {
  const document = await openDocument(shown.uri);
  const version = document?.version;
  const now = await evaluated(connection, shown);
  if (!document || !now?.repair) return;
  if (document.version !== version) return makeLegal(connection, shown);
  const [first] = now.repair.map(({ range }) => range.start.line).sort((a, b) => a - b);
  if (first === undefined || !(await applyEdits(document, now.repair))) return;
  const at = new vscode.Position(first, 0);
  await revealPlace(document, new vscode.Range(at, at));
}

/** The declaration as it is now, which may have changed since it was shown; says why if it cannot be evaluated. */
async function evaluated(
  connection: Connection,
  { uri, report }: Shown,
): Promise<Extract<EvaluateOutcome, { kind: 'evaluated' }> | undefined> {
  const params = { uri, mapping: report.mappingName, options: modelOptions(vscode.Uri.parse(uri)) };
  const outcome = await connection.request('factorflow/evaluate', params);
  if (outcome.kind === 'unavailable') void vscode.window.showErrorMessage(outcome.message);
  return outcome.kind === 'evaluated' ? outcome : undefined;
}
