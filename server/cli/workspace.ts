import { resolve } from 'node:path';
import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Architecture, NamedMapping, Network, Workload } from '../../language/domain/index.js';
import * as ast from '../../language/generated/ast.js';
import { type Language, loadFile, startLanguage } from '../../language/language.js';
import { constantsOf, type Lowered, type Lowering, resolveWorkload } from '../../language/lower/index.js';
import { fromInteger, type Rational } from '../../language/lower/rational.js';
import type { WorkloadNode } from '../../language/references/declarations.js';
import { Lookup } from '../../language/references/lookup.js';
import { Disk } from '../disk.js';
import { diagnosticLine, findingsOf } from './diagnostics.js';
import { assertOurs, unreadable } from './files.js';
import { Refusal } from './refusal.js';
import { STATUS } from './status.js';
import { PLAIN } from './style.js';
import type { GivenValues } from './targets/finder.js';

/** The language with its library, and the files that a command names. */
export class Workspace {
  readonly lookup: Lookup;

  private constructor(readonly language: Language) {
    this.lookup = new Lookup(language.Ffarch);
  }

  static async open(): Promise<Workspace> {
    return new Workspace(await startLanguage({ fileSystemProvider: () => new Disk() }));
  }

  /** Reads and validates a file, with all that it imports. */
  async load(path: string): Promise<LangiumDocument | Refusal> {
    try {
      await assertOurs(path);
      return await loadFile(this.language, resolve(path));
    } catch (error) {
      return new Refusal(unreadable(path, error));
    }
  }

  architecture(node: ast.Architecture): Architecture | Refusal {
    return sound(node, this.lowering.architecture(node), couplingsOf(node));
  }

  workload(node: WorkloadNode, lowering: Lowering = this.lowering): Workload | Refusal {
    return sound(node, lowering.workload(node), couplingsOf(node));
  }

  network(node: ast.Network, lowering: Lowering = this.lowering): Network | Refusal {
    return sound(node, lowering.network(node));
  }

  /** What lowers a network or a workload with other values of the constants on which it depends. */
  loweringWith(node: ast.Network | WorkloadNode, given: GivenValues): Lowering | Refusal {
    if (given.length === 0) return this.lowering;
    const constants = [...constantsOf(node)];
    const values = new Map<ast.Constant, Lowered<Rational>>();
    for (const [name, value] of given) {
      const meant = constants.filter((constant) => constant.name === name);
      for (const constant of meant) values.set(constant, { value: fromInteger(value), problems: [], sound: true });
      if (meant.length > 0) continue;
      const names = [...new Set(constants.map((constant) => constant.name))];
      const known = names.length > 0 ? ` It depends on ${names.join(', ')}.` : ' It depends on no constant.';
      return new Refusal(`\`${node.name}\` does not depend on a constant \`${name}\`.${known}`);
    }
    const lowering = this.lowering.with(values);
    const lowered = ast.isNetwork(node) ? lowering.network(node) : lowering.workload(node);
    const flaw = lowered.problems.find(({ severity }) => severity === 'error');
    const sound = ast.isNetwork(node) ? this.lowering.network(node).sound : this.lowering.workload(node).sound;
    return flaw && sound ? new Refusal(`With these values \`${node.name}\` has an error: ${flaw.message}`) : lowering;
  }

  /** A mapping may break rules, which is an error to the editor, but no reason not to evaluate it. */
  mapping(node: ast.Mapping): NamedMapping | Refusal {
    const unparsed = syntaxErrorsOf(node);
    if (unparsed.length > 0) return refusal(node, unparsed, UNPARSED);
    const architecture = node.architecture?.ref;
    const workload = resolveWorkload(node.workload?.target?.ref);
    const declared = node.workload?.network?.ref?.base ? undefined : workload;
    for (const needed of [architecture && this.architecture(architecture), declared && this.workload(declared)]) {
      if (needed instanceof Refusal) return needed;
    }
    const lowered = this.lowering.mapping(node);
    return lowered.sound && lowered.value ? lowered.value : refusal(node, errorsIn(node));
  }

  /** Of the files as they were read. */
  get lowering(): Lowering {
    return this.language.Ffarch.lowering.LoweringProvider.lowering;
  }
}

/** Why something is not in a document: where that does not parse, its errors say more than the message. */
export function missing(document: LangiumDocument | undefined, message: string): Refusal {
  const { lexerErrors = [], parserErrors = [] } = document?.parseResult ?? {};
  if (!document || lexerErrors.length + parserErrors.length === 0) return new Refusal(message);
  return new Refusal([message, ...errorsOf(document)].join('\n'), STATUS.errors);
}

/** The value of a declaration, unless errors stand in it or in what it needs. */
function sound<T>(
  node: ast.Declaration | ast.InlineLayer,
  { sound, value }: Lowered<T>,
  needed: AstNode[] = [],
): T | Refusal {
  const unparsed = [...new Set([node, ...needed].flatMap(syntaxErrorsOf))];
  if (unparsed.length > 0) return refusal(node, unparsed, UNPARSED);
  const errors = [node, ...needed].flatMap(errorsIn);
  return sound && value !== undefined && errors.length === 0 ? value : refusal(node, errors);
}

const UNPARSED = 'depends on text that does not parse.';

/** Without errors in it, a declaration is unsound because of one that it refers to: then all of its document are told. */
function refusal(node: AstNode & { name: string }, errors: string[], what = 'has errors.'): Refusal {
  const lines = errors.length > 0 ? errors : errorsOf(AstUtils.getDocument(node));
  const message = lines.length > 0 ? what : 'refers to something that has errors; ffarch check tells which.';
  return new Refusal([`\`${node.name}\` ${message}`, ...lines].join('\n'), STATUS.errors);
}

function couplingsOf(node: ast.Architecture | WorkloadNode): AstNode[] {
  const references = ast.isArchitecture(node) ? node.couplings : [node.coupling];
  return references.map((reference) => reference?.ref).filter((coupling) => coupling !== undefined);
}

const isError = ({ severity }: Diagnostic): boolean => severity === 1;

function errorsOf(document: LangiumDocument): string[] {
  return findingsOf(document)
    .filter(isError)
    .map((diagnostic) => diagnosticLine(document, diagnostic, PLAIN));
}

/** What the parser could not read of a document: a bracket too many or too few anywhere may cut or misplace any of its declarations. */
function syntaxErrorsOf(node: AstNode): string[] {
  const document = AstUtils.getDocument(node);
  return findingsOf(document)
    .filter(({ code }) => code === 'ffarch/syntax' || code === 'ffarch/unexpected-text')
    .map((diagnostic) => diagnosticLine(document, diagnostic, PLAIN));
}

/** The errors inside a node. */
function errorsIn(node: AstNode): string[] {
  const document = AstUtils.getDocument(node);
  const cst = node.$cstNode;
  if (!cst) return [];
  return findingsOf(document)
    .filter(isError)
    .filter(({ range }) => {
      const start = document.textDocument.offsetAt(range.start);
      return start >= cst.offset && start <= cst.end;
    })
    .map((diagnostic) => diagnosticLine(document, diagnostic, PLAIN));
}
