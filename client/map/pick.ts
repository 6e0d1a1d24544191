import * as vscode from 'vscode';
import { plural } from '../../language/figures.js';
import type { Candidate, Candidates, MapCommandArgument, Reference, Subject } from '../../server/protocol/index.js';
import { type Chosen, choose, layersOf } from './choose.js';
import { items } from './items.js';

/** Asks for what the document leaves open; undefined when the user leaves, or nothing fits, which is said. */
export async function pickPair(
  all: Candidates,
  argument: MapCommandArgument | undefined,
  ask: boolean,
  subject: Subject,
): Promise<{ architecture: number; workload: number } | undefined> {
  const candidates = argument?.network ? layersOf(all, argument.network) : all;
  const chosen: Chosen = {
    architecture: indexOf(candidates.architectures, argument?.architecture),
    workload: indexOf(candidates.workloads, argument?.workload),
  };
  if (chosen.architecture === null && chosen.workload === null && !ask) {
    chosen.architecture = candidates.architectureAtPosition;
    chosen.workload = candidates.workloadAtPosition;
  }
  for (;;) {
    const choice = choose(candidates, chosen, ask);
    if (choice.kind === 'pair') return choice;
    if (choice.kind === 'none') {
      void vscode.window.showWarningMessage(
        argument?.network
          ? `No architecture here or in the library accepts a layer of ${argument.network.name}. Declare an architecture for one.`
          : nothingFits(candidates, chosen, subject),
      );
      return undefined;
    }
    const picked = await vscode.window.showQuickPick(rowsOf(candidates, choice), {
      title: subject === 'network' ? 'FactorFlow: Map Network' : 'FactorFlow: Map Workload',
      placeHolder:
        choice.side === 'workload'
          ? `The ${argument?.network ? `layer of ${argument.network.name}` : subject} to map`
          : `The architecture to map ${named(candidates, chosen)} on`,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked?.index === undefined) return undefined;
    chosen[choice.side] = picked.index;
  }
}

/**
 * Asks on which architectures a network is to be mapped, and for the network where the cursor and the argument do not say;
 * undefined when the user leaves or takes none, or nothing fits, which is said.
 */
export async function pickSeveral(
  candidates: Candidates,
  argument: MapCommandArgument | undefined,
): Promise<{ architectures: number[]; workload: number } | undefined> {
  const title = 'FactorFlow: Map Network with…';
  const given = indexOf(candidates.workloads, argument?.workload) ?? candidates.workloadAtPosition;
  const networks = [...new Set(candidates.pairs.map(([, workload]) => workload))].sort((a, b) => a - b);
  if (given === null ? networks.length === 0 : !networks.includes(given)) {
    void vscode.window.showWarningMessage(nothingFits(candidates, { architecture: null, workload: given }, 'network'));
    return undefined;
  }
  const rows = rowsOf(candidates, {
    kind: 'ask',
    side: 'workload',
    options: networks.map((index) => ({ index, leftOut: 0 })),
  });
  const workload =
    given ??
    (networks.length === 1
      ? networks[0]
      : (await vscode.window.showQuickPick(rows, { title, placeHolder: 'The network to map', matchOnDetail: true }))
          ?.index);
  if (workload === undefined) return undefined;
  const options = candidates.pairs.flatMap(([index, of, leftOut]) => (of === workload ? [{ index, leftOut }] : []));
  const picked = await vscode.window.showQuickPick(rowsOf(candidates, { kind: 'ask', side: 'architecture', options }), {
    title,
    placeHolder: `The architectures to compare on ${candidates.workloads[workload]?.reference.name}; bars are normalised to the first`,
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const architectures = picked?.flatMap(({ index }) => (index === undefined ? [] : [index])) ?? [];
  return architectures.length > 0 ? { architectures, workload } : undefined;
}

/** A choice as the quick pick shows it. */
function rowsOf(
  candidates: Candidates,
  choice: Parameters<typeof items>[1],
): (vscode.QuickPickItem & { index?: number })[] {
  return items(candidates, choice).map((item) =>
    item.kind === 'separator'
      ? { label: item.label, kind: vscode.QuickPickItemKind.Separator }
      : {
          label: item.candidate.reference.name,
          description: [item.candidate.couplings.join(', '), ...cannotRun(item.leftOut)].join(' · '),
          detail: item.candidate.description,
          index: item.index,
        },
  );
}

/** What is missing of a network where an architecture does not accept all of it. */
function cannotRun(layers: number): string[] {
  return layers === 0 ? [] : [`cannot run ${plural(layers, 'layer')}`];
}

function indexOf(candidates: readonly Candidate[], wanted: Reference | undefined): number | null {
  const index = candidates.findIndex(({ reference: { uri, name } }) => uri === wanted?.uri && name === wanted.name);
  return index < 0 ? null : index;
}

function named(candidates: Candidates, chosen: Chosen): string {
  return chosen.workload === null ? 'it' : candidates.workloads[chosen.workload]!.reference.name;
}

function nothingFits(candidates: Candidates, { architecture, workload }: Chosen, subject: Subject): string {
  const on = architecture === null ? null : candidates.architectures[architecture]!;
  const of = workload === null ? null : candidates.workloads[workload]!;
  if (on && of)
    return `${of.reference.name} does not fit ${on.reference.name}: their couplings are not compatible (${of.couplings.join(', ')}; ${on.couplings.join(', ')}).`;
  if (of)
    return `No architecture here or in the library accepts ${of.reference.name}, whose coupling is ${of.couplings.join(', ')}. Declare an architecture for it.`;
  if (on)
    return `No ${subject} here or in the library fits ${on.reference.name}, which is written for ${on.couplings.join(', ')}. Declare a ${subject} for it.`;
  return `There is no ${subject} to map, and no architecture to map it on.`;
}
