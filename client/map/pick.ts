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
    const rows = items(candidates, choice).map((item): vscode.QuickPickItem & { index?: number } =>
      item.kind === 'separator'
        ? { label: item.label, kind: vscode.QuickPickItemKind.Separator }
        : {
            label: item.candidate.reference.name,
            description: [item.candidate.couplings.join(', '), ...cannotRun(item.leftOut)].join(' · '),
            detail: item.candidate.description,
            index: item.index,
          },
    );
    const picked = await vscode.window.showQuickPick(rows, {
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
