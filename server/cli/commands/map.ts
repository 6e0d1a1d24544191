import { MOST_MEMBERS } from '../../mapper/optimal/team.js';
import { declarationsOf } from '../declarations.js';
import { drawnRefusal, severalRefusal, writeDrawn } from '../drawn.js';
import { mapAll, type TargetResult } from '../map-all.js';
import { MODEL_OPTIONS, modelOptions, searchOptions } from '../options.js';
import { ProgressLines } from '../progress.js';
import { Refusal } from '../refusal.js';
import { deliver, json } from '../result.js';
import type { Page } from '../style.js';
import { findTargets, type Target } from '../targets/targets.js';
import { comparisonText } from '../views/comparison.js';
import { evaluationText } from '../views/evaluation.js';
import { networkText } from '../views/network.js';
import type { Command } from './command.js';

export const map: Command = {
  usage: ['ffarch map ARCH WORKLOAD', 'ffarch map ARCH SIZE… [STRIDE…]', 'ffarch map ARCH NETWORK', 'ffarch map FILE'],
  summary: 'find the best mapping of a workload, or of all layers of a network',
  details: [
    'ARCH, WORKLOAD and NETWORK are names of the standard library (ffarch list), files, or FILE#NAME. A layer is',
    'NETWORK.LAYER, or LAYER. Sizes are in the order of the dimensions of ARCH’s coupling, then the strides.',
    'Several architectures, separated by commas, give a comparison.',
  ],
  options: [
    'objective',
    'strategy',
    'time-limit',
    'gap',
    'threads',
    'seed',
    'pad',
    'ragged',
    'with',
    ...MODEL_OPTIONS,
    'json',
    'ffarch',
    'figure',
    'svg',
    'report',
    'out',
    'quiet',
  ],
  words: [
    ['architecture', 'file'],
    ['workload', 'network', 'file'],
  ],
  async run({ words, values }, console) {
    if (values.json && values.ffarch)
      return new Refusal('--json and --ffarch are two forms of the same result; choose one.');
    if (values.ragged && values.strategy !== undefined && values.strategy !== 'optimal')
      return new Refusal(
        `--ragged is for --strategy optimal; ${values.strategy} uses whole fanouts. Leave one of them out.`,
      );
    const unclear = drawnRefusal(values);
    if (unclear) return unclear;
    const complain = (message: string) => void console.err.write(`ffarch: ${message}\n`);
    const note = values.quiet ? () => {} : complain;
    const targets = await findTargets(words, note, values.with);
    if (targets instanceof Refusal) return targets;
    const several = severalRefusal(values, resultsOf(targets), networksOf(targets));
    if (several) return several;

    const lines = new ProgressLines(console.err, values.quiet === true);
    if ((values.threads ?? 1) > MOST_MEMBERS)
      note(`${MOST_MEMBERS} threads search: ${values.threads} would take too much memory.`);
    const settings = { options: modelOptions(values), search: searchOptions(values) };
    const { results, status } = await mapAll(targets, settings, console, lines, complain);
    if (results.length === 0) return status;
    const compared = targets.length > 1;
    const refused = deliver(values, console, (page) => {
      if (values.json) return json(compared ? results.map(plain) : plain(results[0]!));
      return values.ffarch ? declared(results) : readable(results, compared, page);
    });
    const undrawn = await writeDrawn(
      values,
      layersOf(results).map(({ report }) => report),
      results.flatMap((result) => (result.kind === 'network' ? [result.report] : [])),
      console,
    );
    return refused ?? undrawn ?? status;
  },
};

/** The JSON of cli.md. */
const plain = (result: TargetResult) => (result.kind === 'network' ? result.report : result.layer.report);

/** Every layer that was mapped, those of networks included. */
const layersOf = (results: readonly TargetResult[]) =>
  results.flatMap((result) => (result.kind === 'network' ? result.layers : [result.layer]));

/** How many results there will be, those of the layers of networks included. */
const resultsOf = (targets: readonly Target[]): number =>
  targets.reduce((sum, { subject }) => sum + (subject.kind === 'network' ? subject.network.layers.length : 1), 0);

const networksOf = (targets: readonly Target[]): number =>
  targets.filter(({ subject }) => subject.kind === 'network').length;

/** All mappings as one document. */
function declared(results: readonly TargetResult[]): string {
  const taken = new Set<string>();
  return `${layersOf(results)
    .flatMap(({ single, report }) => declarationsOf(single, report, taken))
    .join('\n\n')}\n`;
}

function readable(results: readonly TargetResult[], compared: boolean, page: Page): string {
  const each = results.flatMap((result) => {
    if (result.kind === 'network') return [networkText(result.report, page)];
    return compared ? [] : [evaluationText(result.layer.report, page, result.layer.single.workload.sizes)];
  });
  return [...each, ...(compared ? [comparisonText(results, page)] : [])].join('\n');
}
