import * as vscode from 'vscode';
import type { MapCommandArgument, MapParams, Range, Reference, Subject } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { architectureEditor } from '../editor.js';
import { pickPair, pickSeveral } from './pick.js';

/** An architecture and a workload (or a network, if one was asked for), and the document from which they were chosen. */
export type ChosenPair = Pick<MapParams, 'uri' | 'architecture' | 'workload'>;

/** What the active editor leaves open is asked; undefined when the user leaves, or there is nothing to choose. */
export async function choosePair(
  connection: Connection,
  argument: MapCommandArgument | undefined,
  ask: boolean,
  subject: Subject = 'workload',
): Promise<ChosenPair | undefined> {
  const from = origin(argument);
  if (!from) {
    void vscode.window.showInformationMessage(`Open an .ffarch file to map one of its ${subject}s.`);
    return undefined;
  }
  const candidates = await connection.request('factorflow/candidates', { ...from, subject });
  const pair = await pickPair(candidates, argument, ask, subject);
  if (!pair) return undefined;
  return {
    uri: from.uri,
    architecture: candidates.architectures[pair.architecture]!.reference,
    workload: candidates.workloads[pair.workload]!.reference,
  };
}

/** A network, the architectures that are chosen for it, at least one, and the document from which they were chosen. */
export interface ChosenNetwork {
  readonly uri: string;
  readonly network: Reference;
  readonly architectures: readonly Reference[];
}

/** Asks on which architectures a network is to be mapped; undefined when the user leaves, or there is nothing to choose. */
export async function chooseNetwork(
  connection: Connection,
  argument: MapCommandArgument | undefined,
): Promise<ChosenNetwork | undefined> {
  const from = origin(argument);
  if (!from) {
    void vscode.window.showInformationMessage('Open an .ffarch file to map one of its networks.');
    return undefined;
  }
  const candidates = await connection.request('factorflow/candidates', { ...from, subject: 'network' });
  const picked = await pickSeveral(candidates, argument);
  if (!picked) return undefined;
  return {
    uri: from.uri,
    network: candidates.workloads[picked.workload]!.reference,
    architectures: picked.architectures.map((index) => candidates.architectures[index]!.reference),
  };
}

/** The document, and where in it the cursor is if it is the active one. */
function origin(argument: MapCommandArgument | undefined): { uri: string; position?: Range['start'] } | undefined {
  const editor = architectureEditor();
  if (!editor) return argument && { uri: argument.uri };
  const uri = editor.document.uri.toString();
  if (argument && argument.uri !== uri) return { uri: argument.uri };
  const { line, character } = editor.selection.active;
  return { uri, position: { line, character } };
}
