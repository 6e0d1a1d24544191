import { type AstNode, AstUtils, GrammarUtils, type LangiumDocument } from 'langium';
import { type CodeAction, CodeActionKind, type CodeActionParams, type TextEdit } from 'vscode-languageserver';
import { FfarchCodeActionProvider, isWanted, nodeAt } from '../../language/editor/code-actions/code-action-provider.js';
import { resultOf } from '../../language/evaluation/evaluation.js';
import { FIGURES } from '../../language/figures.js';
import * as ast from '../../language/generated/ast.js';
import { resolveWorkload } from '../../language/lower/index.js';
import type { FfarchServices } from '../../language/module.js';
import { printLoops } from '../../language/print/print.js';
import { isLibrary } from '../../language/workspace/library.js';
import type { ObjectiveName } from '../protocol/index.js';
import { commandsFor } from './commands.js';
import { isAsGood, known } from './figures.js';
import { insertMappings } from './mapping/insert.js';
import type { PastResults } from './results/past-results.js';
import type { BestKnown } from './results/store.js';

/** Searches; its actions are commands and change nothing. */
const MAP = 'factorflow.map';
/** Adds a declaration to the document. */
const INSERT = 'refactor.insert';

/** At most so many pairs are offered at a time, the ones asked for last. */
const MOST_OFFERS = 4;

/** What the language offers, and at the head of a declaration: to map it, and to write down what is best known of it. */
export class MappingCodeActionProvider extends FfarchCodeActionProvider {
  override get kinds(): readonly CodeActionKind[] {
    return [...super.kinds, MAP, INSERT];
  }

  constructor(
    services: FfarchServices,
    private readonly past: PastResults,
    private readonly settings: { commands(): boolean; objective(): ObjectiveName },
  ) {
    super(services);
  }

  override getCodeActions(document: LangiumDocument, params: CodeActionParams): CodeAction[] {
    const { context, range } = params;
    const node = atHead(document, document.textDocument.offsetAt(range.start));
    const uri = document.uri.toString();
    const writable = !isLibrary(document.uri);
    return [
      ...super.getCodeActions(document, params),
      ...(node && isWanted(MAP, context) && this.settings.commands() ? mapActions(node, uri) : []),
      ...(node && isWanted(INSERT, context) && writable ? this.create(node, uri) : []),
      ...(ast.isMapping(node) && isWanted(CodeActionKind.RefactorRewrite, context) && writable
        ? this.replace(node, document)
        : []),
    ];
  }

  /** New mappings, each from the best that is known of a pair with this workload or architecture. */
  private create(node: OfferTarget, uri: string): CodeAction[] {
    if (ast.isMapping(node)) return [];
    return this.past
      .best(this.of(node), this.settings.objective())
      .slice(0, MOST_OFFERS)
      .flatMap(({ architecture, workload, best }) => {
        const { report } = best.result;
        const outcome = insertMappings(this.services, { uri, mappings: [{ architecture, workload, report }] });
        if (outcome.kind === 'unavailable') return [];
        const what = `${workload.name} on ${architecture.name}`;
        return [edits(`Create mapping of ${what} from the ${known(best)} result`, INSERT, uri, outcome)];
      });
  }

  /** The loops of a mapping by better ones. */
  private replace(node: ast.Mapping, document: LangiumDocument): CodeAction[] {
    const of = this.of(node);
    const [found] = of.architecture && of.workload ? this.past.best(of, this.settings.objective()) : [];
    if (!found || !node.$cstNode || this.isAsGood(node, found.best)) return [];
    const open = GrammarUtils.findNodeForKeyword(node.$cstNode, '{');
    const loops = printLoops(found.best.result.report.mapping);
    const text = document.textDocument.getText().includes('\r\n') ? loops.replaceAll('\n', '\r\n') : loops;
    const { end } = node.$cstNode.range;
    const edit = { range: { start: open?.range.start ?? end, end }, newText: open ? text : ` ${text}` };
    const title = `Replace with the ${known(found.best)} mapping`;
    return [edits(title, CodeActionKind.RefactorRewrite, document.uri.toString(), edit)];
  }

  /** What past results must be of to concern a declaration. */
  private of(node: OfferTarget): Parameters<PastResults['best']>[0] {
    if (ast.isArchitecture(node)) return { architecture: node };
    if (ast.isNetwork(node)) return {};
    if (!ast.isMapping(node)) return { workload: resolveWorkload(node) };
    return { architecture: node.architecture?.ref, workload: resolveWorkload(node.workload?.target?.ref) };
  }

  private isAsGood(node: ast.Mapping, best: BestKnown): boolean {
    const { lowering, session } = this.services;
    const report = resultOf(node, lowering.LoweringProvider.lowering, session.ModelSettings.options);
    if (typeof report === 'string' || report.violations.length > 0) return false;
    const objective = this.settings.objective();
    return isAsGood(objective, FIGURES[objective].of(report), best);
  }
}

type OfferTarget = ast.Architecture | ast.Mapping | ast.Network | ast.Mappable;

/** The declaration or layer whose keyword, name or colon is at an offset: what comes before its brace. */
function atHead(document: LangiumDocument, offset: number): OfferTarget | undefined {
  const node = AstUtils.getContainerOfType(nodeAt(document, offset), isOfferTarget);
  const brace = GrammarUtils.findNodeForKeyword(node?.$cstNode, '{');
  return brace && brace.offset < offset ? undefined : node;
}

function isOfferTarget(node: AstNode): node is OfferTarget {
  return (
    ast.isArchitecture(node) || ast.isMapping(node) || ast.isNetwork(node) || ast.isWorkload(node) || ast.isLayer(node)
  );
}

function mapActions(node: OfferTarget, uri: string): CodeAction[] {
  return commandsFor(node, uri).map((command) => ({ title: command.title, kind: MAP, command }));
}

function edits(title: string, kind: CodeActionKind, uri: string, { range, newText }: TextEdit): CodeAction {
  return { title, kind, edit: { changes: { [uri]: [{ range, newText }] } } };
}
