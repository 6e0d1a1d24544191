import { Evaluator, prepare } from '../../language/model/index.js';
import { SearchControl, type SearchHooks } from './control.js';
import { explain } from './explain/explain.js';
import { explainInput } from './explain/input.js';
import { stackOf } from './failure.js';
import { findKept } from './feasibility.js';
import { paddedSizes } from './padding.js';
import { looksAtRagged, type MapRequest, type MapResult } from './request.js';
import { mapReport } from './result.js';
import { startOf } from './start.js';
import { STRATEGIES } from './strategies.js';

/**
 * Runs a request in this thread, until the strategy is done or stopped. Bugs come back as `failed`, too, with their stack;
 * nothing is thrown.
 */
export function search(request: MapRequest, hooks: SearchHooks = {}): MapResult {
  try {
    const invalid = explainInput(request.architecture, request.workload);
    if (invalid !== null) return { kind: 'infeasible', reason: invalid };

    const problem = prepare(request.architecture, request.workload, request.options);
    const control = new SearchControl(problem, request.search, hooks);
    const ragged = looksAtRagged(request.search);
    // Ragged loops fill fanouts without padding: that is for sizes that no loop divides.
    const pad = request.search.pad && !ragged;
    const sizes = pad ? paddedSizes(problem) : problem.sizes.map((size) => [size]);
    let feasibility = findKept(problem, { sizes, ragged: false });
    if (feasibility.found.kind === 'none' && ragged) feasibility = findKept(problem, { sizes, ragged });
    const { found, kept } = feasibility;
    const infeasible = (): MapResult => {
      if (pad || !request.search.pad) return { kind: 'infeasible', reason: explain(kept, { sizes, ragged }) };
      const { timeLimit } = request.search;
      const left = timeLimit === null ? null : Math.max(0, timeLimit - control.seconds);
      return search({ ...request, search: { ...request.search, ragged: false, timeLimit: left } }, hooks);
    };
    if (found.kind === 'none') return infeasible();

    const legal = found.kind === 'legal' ? found.tiling : null;
    const { strategy } = request.search;
    // The others take what memories keep as it was found.
    const searched = strategy === 'optimal' ? problem : kept;
    const start = request.start === undefined ? null : startOf(problem, sizes, request.start, ragged);
    const evaluator = new Evaluator(problem);
    for (const tiling of [legal, start]) {
      if (tiling === null) continue;
      evaluator.evaluate(tiling, pad ? null : problem.sizes);
      control.count(1);
      control.offer(tiling, control.objective.value(evaluator), control.objective.tieBreak(evaluator));
    }
    if (!control.shouldStop()) STRATEGIES[strategy]({ problem: searched, sizes, legal }, control);
    return control.best === null && control.impossible ? infeasible() : resultOf(control);
  } catch (error) {
    return {
      kind: 'failed',
      message: stackOf(error),
      report: null,
    };
  }
}

function resultOf(control: SearchControl): MapResult {
  if (control.best === null) {
    if (control.stopped !== null) return { kind: 'cancelled' };
    const message = 'no legal mapping was found, and whether there is one could not be decided';
    return { kind: 'failed', message, report: null };
  }
  const report = mapReport(control.problem, control.options, control.best.tiling, control);
  return { kind: 'mapped', report, stopped: control.stopped ?? (report.search.proven ? 'proven' : 'finished') };
}
