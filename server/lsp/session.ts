import type { Architecture } from '../../language/lowered/index.js';
import type { EvaluationReport } from '../../language/model/index.js';
import type { LastResult, LastResults } from '../../language/services/session/last-results.js';

/** Results of the mapper that the server keeps while it runs: the last of each architecture. */
export class Session implements LastResults {
  private readonly results = new Map<string, { meaning: string; report: EvaluationReport }>();

  remember(architecture: Architecture, report: EvaluationReport): void {
    this.results.set(key(architecture), { meaning: meaning(architecture), report });
  }

  forArchitecture(architecture: Architecture): LastResult | undefined {
    const result = this.results.get(key(architecture));
    return result && { report: result.report, current: result.meaning === meaning(architecture) };
  }
}

/** The same name in another document is another architecture. */
function key({ name, source }: Architecture): string {
  return `${source?.uri ?? ''}#${name}`;
}

/** What an architecture says, wherever in its document it stands. */
function meaning(architecture: Architecture): string {
  return JSON.stringify(architecture, (property, value) => (/ources?$/.test(property) ? undefined : value));
}
