import type { Architecture } from '../../language/lowered/index.js';
import type { MapReport, MapRequest } from '../mapper/request.js';
import type { Console } from './console.js';
import { type LayerReport, type NetworkReport, totalsOf } from './network.js';
import type { ProgressLine } from './progress.js';
import { STATUS } from './refusal.js';
import { search } from './search.js';
import type { Single, Target } from './targets.js';

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
 * Maps one target after the other. Where no legal mapping exists, the reason is told and the others are still mapped;
 * Ctrl-C ends everything with what there is.
 *
 * @returns what was mapped, and the exit status: of the first that failed, or of the interruption
 */
export async function mapAll(
  targets: readonly Target[],
  settings: Pick<MapRequest, 'options' | 'search'>,
  console: Console,
  line: ProgressLine,
  complain: (message: string) => void,
): Promise<{ results: TargetResult[]; status: number }> {
  let status: number = STATUS.done;
  const one = async (architecture: Architecture, single: Single, place: string): Promise<Mapped | undefined> => {
    if (console.interrupted.aborted) return undefined;
    const { workload } = single;
    const label = `${place}${workload.name} on ${architecture.name}`;
    const { report, refusal } = await search({ architecture, workload, ...settings }, label, line, console);
    if (refusal) {
      complain(refusal.message);
      if (status === STATUS.done) status = refusal.status;
    }
    return report ? { single, report } : undefined;
  };

  const results: TargetResult[] = [];
  for (const { architecture, subject } of targets) {
    if (subject.kind === 'workload') {
      const layer = await one(architecture, subject, '');
      if (layer) results.push({ kind: 'workload', layer });
      continue;
    }
    const { name, layers } = subject.network;
    const mapped: Mapped[] = [];
    const reports: LayerReport[] = [];
    for (const [i, layer] of layers.entries()) {
      const single = { workload: layer.workload, path: [name, layer.name] };
      const found = await one(architecture, single, `${i + 1}/${layers.length} `);
      if (!found) continue;
      mapped.push(found);
      reports.push({ ...found.report, repeat: layer.repeat });
    }
    if (mapped.length === 0) continue;
    const totals = mapped.length === layers.length ? totalsOf(reports) : null;
    const report = { network: name, architecture: architecture.name, layers: reports, totals };
    results.push({ kind: 'network', layers: mapped, report });
  }
  return { results, status: console.interrupted.aborted ? STATUS.interrupted : status };
}
