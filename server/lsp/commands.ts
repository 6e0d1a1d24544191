import type { AstNode } from 'langium';
import type { Command } from 'vscode-languageserver';
import * as ast from '../../language/generated/ast.js';
import { resolveWorkload } from '../../language/lower/index.js';
import type { ClientCommands } from '../protocol/index.js';
import { referenceTo } from './references.js';

/**
 * What can be done with a declaration through the commands of the client; nothing where it has no name yet.
 *
 * @param uri the document from which it is done, which sees the declaration
 */
export function commandsFor(node: AstNode, uri: string): Command[] {
  if (ast.isLevel(node)) return commandsFor(node.$container, uri);
  if (ast.isArchitecture(node) && node.name) {
    return [
      command(`Map a workload on ${node.name}`, 'factorflow.mapWorkload', { uri, architecture: referenceTo(node) }),
    ];
  }
  if (ast.isNetwork(node) && node.name) {
    return [command('Map this network', 'factorflow.mapNetwork', { uri, workload: referenceTo(node) })];
  }
  if (ast.isMapping(node) && node.name) {
    const workload = resolveWorkload(node.workload?.target?.ref);
    const architecture = node.architecture?.ref;
    const evaluate = command('Evaluate this mapping', 'factorflow.evaluateMapping', { uri, mapping: node.name });
    if (!workload?.name || !architecture?.name) return [evaluate];
    const pair = { architecture: referenceTo(architecture), workload: referenceTo(workload) };
    const title = `Map ${workload.name} on ${architecture.name}`;
    return [evaluate, command(title, 'factorflow.mapWorkload', { uri, ...pair })];
  }
  const workload = ast.isWorkload(node) || ast.isLayer(node) ? resolveWorkload(node) : undefined;
  if (!workload?.name) return [];
  const title = ast.isLayer(node) ? 'Map this layer' : 'Map this workload';
  return [command(title, 'factorflow.mapWorkload', { uri, workload: referenceTo(workload) })];
}

export function command<C extends keyof ClientCommands>(
  title: string,
  command: C,
  argument: ClientCommands[C],
): Command {
  return { title, command, arguments: [argument] };
}

/** A link in Markdown that runs a command, for editors that allow it. */
export function linkTo({ title, command, arguments: given = [] }: Command): string {
  const text = title.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
  const query = encodeURIComponent(JSON.stringify(given)).replace(/[()]/g, (mark) => (mark === '(' ? '%28' : '%29'));
  return `[${text}](command:${command}?${query})`;
}
