import { type AstNode, AstUtils } from 'langium';
import type { Command } from 'vscode-languageserver';
import * as ast from '../../language/generated/ast.js';
import { resolveWorkload } from '../../language/lower/index.js';
import type { FfarchServices } from '../../language/module.js';
import type { HoverLinks } from '../../language/session/hover-links.js';
import type { ObjectiveName } from '../protocol/index.js';
import { command, commandsFor, linkTo } from './commands.js';
import { known } from './figures.js';
import type { PastResults } from './results/past-results.js';

/** Links to the client's commands under hovers: to map, to evaluate, and to open what was found. */
export class CommandLinks implements HoverLinks {
  constructor(
    private readonly services: FfarchServices,
    private readonly past: PastResults,
    private readonly settings: { links(): boolean; objective(): ObjectiveName },
  ) {}

  of(node: AstNode, uri: string): string | undefined {
    if (!this.settings.links()) return undefined;
    const commands = [...commandsFor(node, uri), ...this.results(node)];
    return commands.length === 0 ? undefined : ['---', commands.map(linkTo).join(' · ')].join('\n\n');
  }

  private results(node: AstNode): Command[] {
    const architecture = AstUtils.getContainerOfType(node, ast.isArchitecture);
    if (architecture) {
      const { value } = this.services.lowering.LoweringProvider.lowering.architecture(architecture);
      const last = value && this.past.forArchitecture(value);
      return last ? [command('Open the last result', 'factorflow.showResult', { id: last.id })] : [];
    }
    const of = ast.isMapping(node)
      ? { architecture: node.architecture?.ref, workload: resolveWorkload(node.workload?.target?.ref) }
      : { workload: ast.isWorkload(node) || ast.isLayer(node) ? resolveWorkload(node) : undefined };
    if (!of.workload || ('architecture' in of && !of.architecture)) return [];
    const [pair] = this.past.best(of, this.settings.objective());
    if (!pair) return [];
    const title = `Open the ${known(pair.best)} result on ${pair.architecture.name}`;
    return [command(title, 'factorflow.showResult', { id: pair.best.result.id })];
  }
}
