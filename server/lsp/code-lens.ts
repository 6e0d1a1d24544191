import type { LangiumDocument } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import type { CodeLens } from 'vscode-languageserver';
import {
  isArchitecture,
  isInlineLayer,
  isMapping,
  isNetwork,
  isWorkload,
  type Mapping,
} from '../../language/generated/ast.js';
import { declarationsOf } from '../../language/references/declarations.js';
import type { ClientCommands } from '../protocol/index.js';
import { command } from './commands.js';

/**
 * **Map** over each workload and network, **Evaluate** over each mapping, **Diagram** over each architecture, for clients that have these commands. A network
 * has one lens for all of its layers, which asks which one.
 */
export class MappingCodeLensProvider implements CodeLensProvider {
  /**
   * @param figures of a mapping, on one line
   * @param enabled whether the client has the commands of {@link ClientCommands}
   */
  constructor(
    private readonly figures: (mapping: Mapping) => string | undefined,
    private readonly enabled: () => boolean,
  ) {}

  provideCodeLens(document: LangiumDocument): CodeLens[] {
    if (!this.enabled()) return [];
    const uri = document.uri.toString();
    return declarationsOf(document).flatMap((node): CodeLens[] => {
      const range = node.$cstNode?.range;
      if (!range || !('name' in node) || !node.name) return [];
      const reference = { uri, name: node.name };
      if (isArchitecture(node)) return [lens(range, 'Diagram', 'factorflow.showDiagram', { architecture: reference })];
      if (isWorkload(node)) {
        return [lens(range, 'Map Workload', 'factorflow.mapWorkload', { uri, workload: reference })];
      }
      if (isNetwork(node)) {
        const hasLayers = node.layers.some((layer) => isInlineLayer(layer) && layer.name);
        return [
          lens(range, 'Map Network', 'factorflow.mapNetwork', { uri, workload: reference }),
          ...(hasLayers ? [lens(range, 'Map Layer…', 'factorflow.mapWorkload', { uri, network: reference })] : []),
        ];
      }
      if (isMapping(node)) {
        return ['Evaluate Mapping', this.figures(node)]
          .filter((title) => title !== undefined)
          .map((title) => lens(range, title, 'factorflow.evaluateMapping', { uri, mapping: node.name }));
      }
      return [];
    });
  }
}

function lens<C extends keyof ClientCommands>(
  { start }: CodeLens['range'],
  title: string,
  name: C,
  argument: ClientCommands[C],
): CodeLens {
  return { range: { start, end: start }, command: command(title, name, argument) };
}
