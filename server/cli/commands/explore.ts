import { number } from '../../../language/figures.js';
import { reportedMapping } from '../../../language/model/index.js';
import { distributionOf } from '../../mapper/explore/distribution.js';
import { mappingOfNumbers, type Point } from '../../mapper/explore/point.js';
import {
  type Explored,
  type ExploreProgress,
  type ExploreRequest,
  OPTIMUM_SECONDS,
} from '../../mapper/explore/request.js';
import type { Scattered } from '../../protocol/index.js';
import { fileRefusal, write } from '../drawn.js';
import { noMapping } from '../no-mapping.js';
import { MODEL_OPTIONS, modelOptions, searchOptions, type Values } from '../options.js';
import { ProgressLines } from '../progress.js';
import { Refusal } from '../refusal.js';
import { deliver, json } from '../result.js';
import { STATUS } from '../status.js';
import { findTargets, type Target } from '../targets/targets.js';
import { explorationText } from '../views/exploration.js';
import type { Command } from './command.js';

export const explore: Command = {
  usage: ['ffarch explore ARCH WORKLOAD --random N', 'ffarch explore ARCH WORKLOAD --starts N'],
  summary: 'energy and latency of many mappings, beside the best possible',
  details: [
    '--random draws from all legal mappings whose loops divide, each with the same probability, independently: they are',
    'counted exactly, by the tiles that each level can hold. Mappings differ in the factors of a level or in the order of loops',
    'above one iteration. Where the counts would take too much memory, a random walk visits them equally often in the long',
    'run; the result says so.',
    '--starts draws in the same way and runs the greedy descent of strategy factorflow, by the objective, from each.',
    `The optimum is that of strategy optimal, which takes ${OPTIMUM_SECONDS} s at most, or --time-limit; then the best known is taken instead.`,
    'With --ragged it may be ragged, as nothing is that is drawn; the result says where it is.',
    '--svg draws all of them by energy and latency, with the Pareto front.',
  ],
  options: [
    'random',
    'starts',
    'objective',
    'ragged',
    'seed',
    'time-limit',
    'with',
    ...MODEL_OPTIONS,
    'json',
    'csv',
    'svg',
    'out',
    'quiet',
  ],
  words: [
    ['architecture', 'file'],
    ['workload', 'file'],
  ],
  async run({ words, values }, console) {
    if (values.random === undefined && values.starts === undefined)
      return new Refusal('How many mappings? Give --random N, --starts N, or both.');
    if (values.json && values.csv) return new Refusal('--json and --csv are two forms of the same result; choose one.');
    const unwritable = fileRefusal(values);
    if (unwritable) return unwritable;
    const note = (message: string): void => void (values.quiet || console.err.write(`ffarch: ${message}\n`));
    const targets = await findTargets(words, note, values.with);
    if (targets instanceof Refusal) return targets;
    const [{ architecture, subject }, ...others] = targets as [Target, ...Target[]];
    if (subject.kind === 'network' || others.length > 0)
      return new Refusal('explore takes one architecture and one workload; a layer is NETWORK.LAYER.');

    const request = { architecture, workload: subject.workload, ...settings(values) };
    const label = `${request.workload.name} on ${architecture.name}`;
    const lines = new ProgressLines(console.err, values.quiet === true);
    const result = await console.explore(request, {
      progress: (at) => lines.write(label, `${label}: ${progressText(at)}`),
      signal: console.interrupted,
    });
    lines.end(label);
    switch (result.kind) {
      case 'infeasible':
        return new Refusal(noMapping(result.reason, null), STATUS.noMapping);
      case 'failed':
        return new Refusal(`the exploration failed. ${result.message}`, STATUS.bug);
      case 'cancelled':
        return STATUS.interrupted;
    }
    const refused = deliver(values, console, (page) => {
      if (values.json) return json(plain(request, result));
      return values.csv ? csv(result) : explorationText(request, result, page);
    });
    const undrawn =
      values.svg === undefined
        ? undefined
        : write(
            values.svg,
            await console.draw({ picture: 'scatter', subject: label, scattered: scattered(request, result) }),
          );
    return refused ?? undrawn ?? (result.cut ? STATUS.interrupted : STATUS.done);
  },
};

function settings(values: Values): Omit<ExploreRequest, 'architecture' | 'workload'> {
  const { objective, ragged, seed } = searchOptions(values);
  return {
    options: modelOptions(values),
    objective,
    ragged,
    random: values.random ?? 0,
    starts: values.starts ?? 0,
    timeLimit: values['time-limit'] ?? OPTIMUM_SECONDS,
    seed,
  };
}

/** `sampling, 12,345 of 100,000` */
const progressText = ({ phase, done, count }: ExploreProgress): string =>
  done === null || count === null ? phase : `${phase}, ${number(done)} of ${number(count)}`;

const scattered = ({ architecture: { clock } }: ExploreRequest, { front, optimum, points }: Explored): Scattered => ({
  ...(clock !== undefined && { clock_Hz: clock }),
  front,
  optimum,
  explorations: points,
  declared: [],
});

function plain(request: ExploreRequest, explored: Explored) {
  const { architecture, workload, options, objective, seed } = request;
  const { mappings, sampling, optimum, front, points, names } = explored;
  const point = ({ source, energy_pJ, latency_cycles, value, mapping }: Point) => ({
    source,
    value,
    energy_pJ,
    latency_cycles,
    mapping: reportedMapping(mappingOfNumbers(names, mapping), workload),
  });
  const { gap, proven, ragged } = optimum;
  return {
    architecture: architecture.name,
    workload: workload.name,
    sizes: { ...workload.sizes, ...workload.strides },
    options,
    objective,
    seed,
    mappings,
    sampling,
    optimum: { ...point(optimum), gap, proven, ragged },
    front: front.map(point),
    explorations: points.map((own) => ({
      source: own.source,
      ...distributionOf(own, explored),
      energy_pJ: [...own.energy_pJ],
      latency_cycles: [...own.latency_cycles],
      value: [...own.value],
    })),
  };
}

function csv({ points }: Explored): string {
  const lines = points.flatMap(({ source, energy_pJ, latency_cycles }) =>
    Array.from(energy_pJ, (energy, i) => {
      const latency = latency_cycles[i]!;
      return `${source},${energy * latency},${energy},${latency}`;
    }),
  );
  return `source,edp_pJ_cycles,energy_pJ,latency_cycles\n${lines.join('\n')}\n`;
}
