import type { Connection } from 'vscode-languageserver';
import { plural } from '../../../language/figures.js';
import type { ExploreOutcome, MapOutcome } from '../../protocol/index.js';

/** Puts what came of a search into the log, a failure with its stack; the user gets the first line, as a part of a sentence. */
export function logged<T extends MapOutcome | ExploreOutcome>(connection: Connection, what: string, outcome: T): T {
  if (outcome.kind === 'failed') {
    connection.console.error(`${what} failed: ${outcome.message}`);
    return { ...outcome, message: outcome.message.split('\n', 1)[0]!.replace(/\.$/, '') };
  }
  connection.console.info(`${what}: ${summary(outcome)}`);
  return outcome;
}

/** `mapped, proven, 560 evaluations in 0.2 s` */
function summary(outcome: MapOutcome | ExploreOutcome): string {
  if (outcome.kind !== 'mapped') return outcome.kind;
  const { evaluations, seconds } = outcome.report.search;
  return `mapped, ${outcome.stopped}, ${plural(evaluations, 'evaluation')} in ${seconds.toFixed(1)} s`;
}
