import type { IToken } from 'chevrotain';
import {
  type AstNode,
  Cancellation,
  DefaultDocumentValidator,
  interruptAndCheck,
  type LangiumDocument,
  type LinkingError,
  type ParseResult,
  type URI,
  type ValidationAcceptor,
  type ValidationCheck,
  type ValidationOptions,
} from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { messageOf, type Params } from '../diagnostics/index.js';
import type { Import, SourceFile } from '../generated/ast.js';
import type { ModelOptions } from '../model/index.js';
import type { FfarchServices } from '../module.js';
import { foreignSign } from '../parser/comparisons.js';
import { type Meant, meantAsName, meantByHabit, meantByText } from '../parser/corrections.js';
import { meantKeyword, quotedName, ruleOf } from '../parser/parser-messages.js';
import { nodesIn } from '../parser/syntax-tree.js';
import { fileBeside } from '../references/beside.js';
import { importsOf } from '../references/declarations.js';
import type { FfarchLinkingError } from '../references/linker.js';
import type { Revision } from '../references/revisions.js';
import type { Documentation } from '../session/documentation.js';
import type { ModelSettings } from '../session/model-settings.js';
import { FfarchDocumentBuilder } from '../workspace/document-builder.js';
import type { LoweringProvider } from '../workspace/lowering-provider.js';
import { type Reported, reported } from './report.js';

/** What the checks of a declaration have found, and all that it depends on. */
interface Checked {
  readonly revision: Revision;
  readonly model: ModelOptions;
  readonly categories: string | undefined;
  readonly findings: readonly Accepted[];
}

/** What a check has found at a node, wherever that stands by now. */
type Accepted = Parameters<DefaultDocumentValidator['toDiagnostic']>;

/** What lexer and parser find. */
type MisreadCode = 'ffarch/unexpected-text' | 'ffarch/syntax';

/**
 * Gives the diagnostics of lexer, parser and linker their codes, reports imports that lead nowhere, and links each
 * diagnostic to its documentation.
 */
export class FfarchDocumentValidator extends DefaultDocumentValidator {
  private readonly documentation: Documentation;
  private readonly lowering: LoweringProvider;
  private readonly model: ModelSettings;
  private readonly workspace: FfarchServices['shared']['workspace'];
  /** By declaration. */
  private readonly checked = new WeakMap<AstNode, Checked>();

  constructor(services: FfarchServices) {
    super(services);
    this.workspace = services.shared.workspace;
    this.documentation = services.session.Documentation;
    this.lowering = services.lowering.LoweringProvider;
    this.model = services.session.ModelSettings;
  }

  override async validateDocument(
    ...[document, options, token]: Parameters<DefaultDocumentValidator['validateDocument']>
  ): Promise<Diagnostic[]> {
    const diagnostics = await super.validateDocument(document, options, token);
    return diagnostics.map((diagnostic) => {
      const codeDescription = this.documentation.of(String(diagnostic.code));
      return codeDescription ? { ...diagnostic, codeDescription } : diagnostic;
    });
  }

  /** Editors show it beside the code, which begins with the name of the language already. */
  protected override getSource(): string {
    return 'FactorFlow';
  }

  protected override processLexingErrors(
    result: ParseResult,
    diagnostics: Diagnostic[],
    options: ValidationOptions,
  ): void {
    const found: Diagnostic[] = [];
    super.processLexingErrors(result, found, options);
    const own = found.map((diagnostic, i) => {
      const { offset, message } = result.lexerErrors[i]!;
      const meant = meantByText(textOf(result), offset);
      return misread('ffarch/unexpected-text', { fact: message }, diagnostic, offset, meant);
    });
    diagnostics.push(...withoutRepetitions(own));
  }

  protected override processParsingErrors(
    result: ParseResult,
    diagnostics: Diagnostic[],
    options: ValidationOptions,
  ): void {
    const found: Diagnostic[] = [];
    super.processParsingErrors(result, found, options);
    // Each is told of where the parser stood when it found the token.
    const errors = new Map(result.parserErrors.map((error) => [placeOf(error.token), error]));
    const understood = result.lexerErrors.filter(({ offset }) => saysWhatIsMeant(textOf(result), offset));
    const unread = new Set(understood.map(({ offset, length }) => offset + length));
    const isConsequence = ({ range: { start } }: Diagnostic) => {
      const token = errors.get(`${start.line}:${start.character}`)?.token;
      return token !== undefined && unread.has(endBefore(textOf(result), token.startOffset));
    };
    const own = found
      // What the parser finds after a sign that the lexer left out is not a mistake of its own.
      .filter((diagnostic) => !isConsequence(diagnostic))
      .map((diagnostic) => {
        const { line, character } = diagnostic.range.start;
        const error = errors.get(`${line}:${character}`);
        const rule = error?.context.ruleStack.at(-1);
        const suggestion = error && meantKeyword(error.token, rule);
        const offset = error?.token.startOffset ?? Number.NaN;
        const name = error && meantAsName(textOf(result), offset, /Network|Mapping/.test(rule ?? ''));
        const habit = error && meantByHabit(textOf(result), offset, ruleOf(rule));
        const remedy = name ? quotedName(name) : habit?.remedy;
        const fact = (!name && habit?.fact) || String(diagnostic.message);
        const params = { fact, remedy, suggestion: habit?.meant ? undefined : suggestion };
        return misread('ffarch/syntax', params, diagnostic, offset, name ?? habit?.meant);
      });
    diagnostics.push(...withoutRepetitions(own, diagnostics));
  }

  protected override processLinkingErrors(document: LangiumDocument, diagnostics: Diagnostic[]): void {
    this.processImports(document, diagnostics);
    for (const reference of document.references) {
      const error = reference.error as FfarchLinkingError | LinkingError | undefined;
      if (error && !('consequence' in error && error.consequence)) {
        const { container: node, property, index } = error.info;
        const place = { node, property, index, range: reference.$refNode?.range };
        // What fails with an exception is a bug, of which the log says more.
        const of: Reported =
          'params' in error
            ? reported(error.code, error.params, place)
            : ['error', error.message, { ...place, code: 'ffarch/unresolved-name' }];
        diagnostics.push(this.toDiagnostic(...of));
      }
    }
  }

  /**
   * Runs the checks of what concerns the whole file, and those of the declarations that have changed since they were last
   * run, with a pause for other work between them, not at every node.
   */
  protected override async validateAst(
    root: AstNode,
    options: ValidationOptions,
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<Diagnostic[]> {
    const { declarations, imports } = root as SourceFile;
    const findings = await this.check([root], options, cancelToken);
    for (const declaration of [...(imports ?? []), ...(declarations ?? [])]) {
      await interruptAndCheck(cancelToken);
      const checked: Omit<Checked, 'findings'> = {
        revision: this.lowering.revision(declaration),
        model: this.model.options,
        categories: options.categories?.join(),
      };
      let known = this.checked.get(declaration);
      if (
        known?.revision !== checked.revision ||
        known.model !== checked.model ||
        known.categories !== checked.categories
      ) {
        known = { ...checked, findings: await this.check(nodesIn(declaration), options, cancelToken) };
        this.checked.set(declaration, known);
      }
      findings.push(...known.findings);
    }
    return findings.map((finding) => this.toDiagnostic(...finding));
  }

  private async check(
    nodes: readonly AstNode[],
    { categories }: ValidationOptions,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<Accepted[]> {
    const findings: Accepted[] = [];
    const accept: ValidationAcceptor = (...finding) => void findings.push(finding);
    const checks = new Map<string, readonly ValidationCheck[]>();
    for (const node of nodes) {
      const list = checks.get(node.$type) ?? this.validationRegistry.getChecks(node.$type, categories).toArray();
      checks.set(node.$type, list);
      for (const check of list) await check(node, accept, cancelToken);
    }
    return findings;
  }

  private reasonUnread(uri: URI): string | undefined {
    const { DocumentBuilder: builder } = this.workspace;
    return builder instanceof FfarchDocumentBuilder ? builder.reasonUnread(uri) : undefined;
  }

  /** Why the file that a path names is not imported, or undefined where it is. */
  private unimported({ uri }: LangiumDocument, node: Import): Reported | undefined {
    const place = { node, property: 'path' };
    const { path } = node;
    const named = fileBeside(uri, path);
    if (typeof named === 'string') return reported('ffarch/import-not-found', { path, because: named }, place);
    if (this.workspace.LangiumDocuments.hasDocument(named)) return undefined;
    const reason = this.reasonUnread(named);
    return reason === undefined
      ? reported('ffarch/import-not-found', { path }, place)
      : reported('ffarch/import-unreadable', { path, reason }, place);
  }

  private processImports(document: LangiumDocument, diagnostics: Diagnostic[]): void {
    for (const statement of importsOf(document)) {
      const finding = statement.path === undefined ? undefined : this.unimported(document, statement);
      if (finding) diagnostics.push(this.toDiagnostic(...finding));
    }
  }
}

const textOf = ({ value }: ParseResult): string => value.$cstNode?.root.fullText ?? '';

/** Whether it is known what a sign stands for, or that it stands for nothing here. */
function saysWhatIsMeant(text: string, offset: number): boolean {
  return meantByText(text, offset) !== undefined || foreignSign(text.slice(offset, offset + 2)) !== undefined;
}

/** Where the text before an offset ends, white space left out. */
function endBefore(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1]!)) end--;
  return end;
}

/** @param meant what to write instead of all that stands in its place, which is on one line */
function misread(
  code: MisreadCode,
  params: Params<MisreadCode>,
  diagnostic: Diagnostic,
  offset: number,
  meant: Meant | undefined,
): Diagnostic {
  const one = { ...diagnostic, code, message: messageOf(code, params), data: { ...params, replacement: meant?.text } };
  if (!meant) return one;
  const { line, character } = diagnostic.range.start;
  const at = (end: number) => ({ line, character: character + end - offset });
  return { ...one, range: { start: at(meant.offset), end: at(meant.end) } };
}

/** Several signs of a name that is not an identifier are one mistake. */
function withoutRepetitions(diagnostics: readonly Diagnostic[], known: readonly Diagnostic[] = []): Diagnostic[] {
  const seen = new Set(known.map(meantIn));
  return diagnostics.filter((diagnostic) => {
    const meant = meantIn(diagnostic);
    if (meant === undefined) return true;
    const isNew = !seen.has(meant);
    seen.add(meant);
    return isNew;
  });
}

function meantIn({ range: { start }, data }: Diagnostic): string | undefined {
  const { replacement } = (data ?? {}) as Partial<Params<MisreadCode>>;
  return replacement && `${start.line}:${start.character} ${replacement}`;
}

/** `line:character` where a token begins, zero-based. */
function placeOf({ startLine = Number.NaN, startColumn = Number.NaN }: IToken): string {
  return `${startLine - 1}:${startColumn - 1}`;
}
