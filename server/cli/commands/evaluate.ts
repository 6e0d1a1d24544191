import { type EvaluationReport, evaluate as evaluateMapping } from '../../../language/model/index.js';
import { drawnRefusal, severalRefusal, writeDrawn } from '../drawn.js';
import { chooseMappings } from '../mappings.js';
import { MODEL_OPTIONS, modelOptions } from '../options.js';
import { Refusal } from '../refusal.js';
import { deliver, json } from '../result.js';
import { STATUS } from '../status.js';
import { evaluationText } from '../views/evaluation.js';
import { Workspace } from '../workspace.js';
import type { Command } from './command.js';

export const evaluate: Command = {
  usage: ['ffarch evaluate FILE [MAPPING…]'],
  summary: 'what the mappings of a file cost; exit status 1 if one breaks a rule',
  options: [...MODEL_OPTIONS, 'json', 'figure', 'svg', 'report', 'out'],
  words: [['file']],
  async run({ words: [file, ...names], values }, console) {
    if (file === undefined) return new Refusal('Which file? ffarch evaluate FILE [MAPPING…].');
    const unclear = drawnRefusal(values);
    if (unclear) return unclear;
    const workspace = await Workspace.open();
    const document = await workspace.load(file);
    if (document instanceof Refusal) return document;
    const chosen = chooseMappings(document, file, names);
    if (chosen instanceof Refusal) return chosen;
    const several = severalRefusal(values, chosen.length, 0);
    if (several) return several;

    const reports: EvaluationReport[] = [];
    for (const node of chosen) {
      const lowered = workspace.mapping(node);
      if (lowered instanceof Refusal) return lowered;
      const { architecture, workload, mapping, name } = lowered;
      reports.push(named(evaluateMapping(architecture, workload, mapping, modelOptions(values)), name));
    }
    const refused = deliver(values, console, (page) =>
      values.json ? json(reports) : reports.map((report) => evaluationText(report, page)).join('\n'),
    );
    const undrawn = await writeDrawn(values, reports, [], console);
    return (
      refused ?? undrawn ?? (reports.some(({ violations }) => violations.length > 0) ? STATUS.errors : STATUS.done)
    );
  },
};

/** With the mapping's name where cli.md has it. */
function named({ architecture, workload, ...rest }: EvaluationReport, mappingName: string): EvaluationReport {
  return { architecture, workload, mappingName, ...rest };
}
