import type { Distribution } from '../../mapper/explore/distribution.js';
import { distributionOf } from '../../mapper/explore/distribution.js';
import type { Explored, ExploreRequest, Source } from '../../mapper/explore/request.js';
import { MODEL_OPTIONS, modelOptions, searchOptions } from '../options.js';
import { Refusal, STATUS } from '../refusal.js';
import { deliver, json } from '../result.js';
import { findTargets } from '../targets.js';
import { explorationText } from '../views/exploration.js';
import { Workspace } from '../workspace.js';
import type { Command } from './command.js';

/** What one source gave. */
export interface Exploration {
  readonly request: ExploreRequest;
  readonly explored: Explored;
  readonly distribution: Distribution;
}

export const explore: Command = {
  usage: ['ffarch explore ARCH WORKLOAD --random N', 'ffarch explore ARCH WORKLOAD --starts N'],
  summary: 'how the EDP of mappings is distributed, against the best possible',
  details: [
    '--random walks through the legal mappings: a step moves a power of a prime factor between two levels, all moves that',
    'exist with the same probability, and is taken if it is legal. In the long run all factors that the walk can reach',
    'come equally often; between two samples it takes eight steps for each prime factor. Loop orders are drawn evenly.',
  ],
  options: ['random', 'starts', 'seed', ...MODEL_OPTIONS, 'json', 'csv', 'out', 'quiet'],
  async run({ words, values }, console) {
    if (values.random === undefined && values.starts === undefined)
      return new Refusal('How many mappings? Give --random N, --starts N, or both.');
    if (values.json && values.csv) return new Refusal('--json and --csv are two forms of the same result; choose one.');
    const note = (message: string): void => void (values.quiet || console.err.write(`ffarch: ${message}\n`));
    const targets = await findTargets(words, await Workspace.open(), note);
    if (targets instanceof Refusal) return targets;
    const [{ architecture, subject }, ...others] = targets;
    if (subject.kind === 'network' || others.length > 0)
      return new Refusal('explore takes one architecture and one workload; a layer is NETWORK.LAYER.');

    const explorations: Exploration[] = [];
    const asked: [Source, number | undefined][] = [
      ['random', values.random],
      ['starts', values.starts],
    ];
    for (const [source, count] of asked) {
      if (count === undefined || console.interrupted.aborted) continue;
      const request: ExploreRequest = {
        architecture,
        workload: subject.workload,
        options: modelOptions(values),
        source,
        count,
        seed: searchOptions(values).seed,
      };
      const result = await console.explore(request, { signal: console.interrupted });
      switch (result.kind) {
        case 'infeasible': {
          const { message, remedies } = result.reason;
          return new Refusal(['no legal mapping exists.', message, ...remedies].join(' '), STATUS.noMapping);
        }
        case 'failed':
          return new Refusal(`the exploration failed. ${result.message}`, STATUS.bug);
        case 'explored':
          if (result.points.length > 0)
            explorations.push({ request, explored: result, distribution: distributionOf(result) });
      }
    }
    if (explorations.length === 0) return STATUS.interrupted;
    const refused = deliver(values, console, (paint) => {
      if (values.json) return json(plain(explorations));
      return values.csv ? csv(explorations) : explorationText(explorations, paint);
    });
    return refused ?? (console.interrupted.aborted ? STATUS.interrupted : STATUS.done);
  },
};

function plain(explorations: readonly Exploration[]) {
  const [{ request }] = explorations;
  return {
    architecture: request.architecture.name,
    workload: request.workload.name,
    sizes: { ...request.workload.sizes, ...request.workload.strides },
    options: request.options,
    explorations: explorations.map(({ request: { source, seed }, explored, distribution }) => ({
      source,
      seed,
      ...distribution,
      edp_pJ_cycles: [...explored.points],
    })),
  };
}

function csv(explorations: readonly Exploration[]): string {
  const lines = explorations.flatMap(({ request, explored }) =>
    Array.from(explored.points, (edp) => `${request.source},${edp}`),
  );
  return `source,edp_pJ_cycles\n${lines.join('\n')}\n`;
}
