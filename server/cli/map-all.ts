import { type Architecture, incompatibility, type Network } from '../../language/domain/index.js';
import { plural } from '../../language/figures.js';
import { standardLibrary } from '../../language/library/standard.js';
import {
  type LayerReport,
  type LeftOutLayer,
  leftOutLayer,
  type NetworkReport,
  searchLayers,
  totalsOf,
} from '../mapper/network.js';
import type { MapReport, MapRequest } from '../mapper/request.js';
import type { Console } from './console.js';
import type { ProgressLines } from './progress.js';
import { Refusal } from './refusal.js';
import { type SearchEnd, search } from './search.js';
import { STATUS } from './status.js';
import type { Single } from './targets/finder.js';
import type { Target } from './targets/targets.js';

/** A workload or a layer that was mapped. */
export interface Mapped {
  readonly single: Single;
  readonly report: MapReport;
}

/** What came of one target. */
export type TargetResult =
  | { readonly kind: 'workload'; readonly layer: Mapped }
  | { readonly kind: 'network'; readonly layers: readonly Mapped[]; readonly report: NetworkReport };

/**
 * Maps one target after the other, the layers of a network side by side and equal ones once. Where no legal mapping exists,
 * the reason is told and the others are still mapped; Ctrl-C ends everything with what there is.
 *
 * @returns what was mapped, and the exit status: of the first that failed, or of the interruption
 */
export async function mapAll(
  targets: readonly Target[],
  settings: Pick<MapRequest, 'options' | 'search'>,
  console: Console,
  lines: ProgressLines,
  complain: (message: string) => void,
): Promise<{ results: TargetResult[]; status: number }> {
  let status: number = STATUS.done;
  const find = async (
    architecture: Architecture,
    { workload }: Single,
    place: string,
  ): Promise<SearchEnd | undefined> => {
    if (console.interrupted.aborted) return undefined;
    const label = `${place}${workload.name} on ${architecture.name}`;
    return search({ architecture, workload, ...settings }, label, lines, console);
  };
  const judge = (single: Single, found: SearchEnd | undefined): Mapped | undefined => {
    // One line tells of all that Ctrl-C left out.
    const untold = found?.refusal?.status === STATUS.interrupted;
    if (found?.refusal && !untold) {
      complain(found.refusal.message);
      if (status === STATUS.done) status = found.refusal.status;
    }
    // An equal layer has the name of the one that was mapped.
    return found?.report ? { single, report: { ...found.report, workload: single.workload.name } } : undefined;
  };

  const results: TargetResult[] = [];
  for (const { architecture, subject } of targets) {
    if (subject.kind === 'workload') {
      const layer = judge(subject, await find(architecture, subject, ''));
      if (layer) results.push({ kind: 'workload', layer });
      else if (console.interrupted.aborted)
        complain(`interrupted before ${subject.workload.name} was mapped on ${architecture.name}.`);
      continue;
    }
    const { name, layers } = subject.network;
    const singles = layers.map(
      ({ name: layer, workload }): Single => ({
        workload,
        // Documents have no name for the layer of a network in this one.
        path: layer.includes('.') ? null : [name, layer],
      }),
    );
    const unfit = layers.filter(({ workload }) => incompatibility(architecture, workload) !== null);
    const told = new Set<string>();
    const searches = searchLayers(layers, async ({ workload }, i) => {
      const label = `${i + 1}/${layers.length} `;
      const reason = incompatibility(architecture, workload);
      if (reason === null) return find(architecture, singles[i]!, label);
      const { name: coupling } = workload.coupling;
      const alike = unfit.filter((layer) => layer.workload.coupling.name === coupling).length - 1;
      const others = alike > 0 ? ` So ${alike === 1 ? 'is 1 other layer' : `are ${alike} other layers`}.` : '';
      const message = `${label}${workload.name} on ${architecture.name}: ${reason}.${others}`;
      // One line tells of all that are left out for the same reason.
      const refusal = told.has(coupling) ? null : new Refusal(message, STATUS.noMapping);
      told.add(coupling);
      return { report: null, refusal, impossible: `${reason}.` };
    });
    const mapped: Mapped[] = [];
    const reports: LayerReport[] = [];
    const leftOut: LeftOutLayer[] = [];
    for (const [i, layer] of layers.entries()) {
      const found = await searches[i];
      const result = judge(singles[i]!, found);
      if (found?.impossible !== undefined) leftOut.push(leftOutLayer(layer, found.impossible));
      if (!result) continue;
      mapped.push(result);
      reports.push({ ...result.report, workload: layer.name, repeat: layer.repeat });
    }
    if (unfit.length > 0) complain(leftOutNote(architecture, subject.network, unfit.length));
    if (console.interrupted.aborted && mapped.length < layers.length) {
      complain(
        `interrupted: ${mapped.length} of ${plural(layers.length, 'layer')} of ${name} are mapped on ${architecture.name}.`,
      );
    }
    if (mapped.length === 0) continue;
    const totals = mapped.length + leftOut.length === layers.length ? totalsOf(reports) : null;
    const report = { network: name, architecture: architecture.name, layers: reports, leftOut, totals };
    results.push({ kind: 'network', layers: mapped, report });
  }
  return { results, status: console.interrupted.aborted ? STATUS.interrupted : status };
}

/** How much of a network an architecture cannot run, and which of the library's runs all of it. */
function leftOutNote({ name }: Architecture, { name: network, layers }: Network, unfit: number): string {
  const left = `${name} can run ${layers.length - unfit} of the ${plural(layers.length, 'layer')} of ${network}; the totals leave out the rest.`;
  const whole = standardLibrary().architectures.filter((other) =>
    layers.every(({ workload }) => incompatibility(other, workload) === null),
  );
  const kin = whole.find((other) => other.name.startsWith(name)) ?? whole[0];
  return kin ? `${left} ${kin.name} runs all of them.` : left;
}
