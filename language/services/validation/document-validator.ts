import type { IToken } from 'chevrotain';
import {
  type AstNode,
  Cancellation,
  DefaultDocumentValidator,
  interruptAndCheck,
  type LangiumDocument,
  type LangiumDocuments,
  type ParseResult,
  type ValidationAcceptor,
  type ValidationCheck,
  type ValidationOptions,
} from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { SourceFile } from '../../generated/ast.js';
import type { FfarchServices } from '../module.js';
import { meantKeyword } from '../parser/parser-messages.js';
import type { ImportResolver } from '../references/import-resolver.js';
import type { FfarchLinkingError } from '../references/linker.js';
import type { Documentation } from '../session/documentation.js';
import { nodesIn } from '../syntax-tree.js';

/**
 * Gives the diagnostics of lexer, parser and linker their codes, reports imports that lead nowhere, and links each
 * diagnostic to its documentation.
 */
export class FfarchDocumentValidator extends DefaultDocumentValidator {
  private readonly documents: LangiumDocuments;
  private readonly imports: ImportResolver;
  private readonly documentation: Documentation;

  constructor(services: FfarchServices) {
    super(services);
    this.documents = services.shared.workspace.LangiumDocuments;
    this.imports = services.references.ImportResolver;
    this.documentation = services.session.Documentation;
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

  protected override processLexingErrors(
    result: ParseResult,
    diagnostics: Diagnostic[],
    options: ValidationOptions,
  ): void {
    const found: Diagnostic[] = [];
    super.processLexingErrors(result, found, options);
    diagnostics.push(...found.map((diagnostic) => ({ ...diagnostic, code: 'ffarch/unexpected-text' })));
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
    for (const diagnostic of found) {
      const { line, character } = diagnostic.range.start;
      const error = errors.get(`${line}:${character}`);
      const suggestion = error && meantKeyword(error.token, error.context.ruleStack.at(-1));
      diagnostics.push({ ...diagnostic, code: 'ffarch/syntax', data: suggestion ? { suggestion } : undefined });
    }
  }

  protected override processLinkingErrors(document: LangiumDocument, diagnostics: Diagnostic[]): void {
    this.processImports(document, diagnostics);
    for (const reference of document.references) {
      const error = reference.error as FfarchLinkingError | undefined;
      if (error && !error.consequence) {
        const { container: node, property, index } = error.info;
        diagnostics.push(
          this.toDiagnostic('error', error.message, {
            node,
            property,
            index,
            range: reference.$refNode?.range,
            code: error.code ?? 'ffarch/unresolved-name',
            data: { suggestion: error.suggestion },
          }),
        );
      }
    }
  }

  /** Runs the checks declaration by declaration, with a pause for other work between them, not at every node. */
  protected override async validateAstNodes(
    root: AstNode,
    options: ValidationOptions,
    accept: ValidationAcceptor,
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<void> {
    const { declarations, imports } = root as SourceFile;
    const checks = new Map<string, readonly ValidationCheck[]>();
    const run = async (node: AstNode): Promise<void> => {
      let list = checks.get(node.$type);
      if (!list) {
        list = this.validationRegistry.getChecks(node.$type, options.categories).toArray();
        checks.set(node.$type, list);
      }
      for (const check of list) {
        await check(node, accept, cancelToken);
      }
    };
    await run(root);
    for (const declaration of [...(imports ?? []), ...(declarations ?? [])]) {
      await interruptAndCheck(cancelToken);
      for (const node of nodesIn(declaration)) {
        if (checks.get(node.$type)?.length !== 0) await run(node);
      }
    }
  }

  private processImports(document: LangiumDocument, diagnostics: Diagnostic[]): void {
    for (const statement of (document.parseResult.value as SourceFile).imports ?? []) {
      const uri = this.imports.uri(statement);
      if (statement.path !== undefined && !(uri && this.documents.hasDocument(uri))) {
        diagnostics.push(
          this.toDiagnostic(
            'error',
            `There is no file \`${statement.path}\` beside this one to import. Check the path, which is relative to this file.`,
            {
              node: statement,
              property: 'path',
              code: 'ffarch/import-not-found',
            },
          ),
        );
      }
    }
  }
}

/** `line:character` where a token begins, zero-based. */
function placeOf({ startLine = Number.NaN, startColumn = Number.NaN }: IToken): string {
  return `${startLine - 1}:${startColumn - 1}`;
}
