import { type DeepPartial, inject, type Module } from 'langium';
import {
  createDefaultModule,
  createDefaultSharedModule,
  type DefaultSharedModuleContext,
  type LangiumServices,
  type LangiumSharedServices,
  type PartialLangiumServices,
  type PartialLangiumSharedServices,
} from 'langium/lsp';
import { FfarchCodeActionProvider } from './editor/code-actions/code-action-provider.js';
import { FfarchCompletionProvider } from './editor/completion/completion-provider.js';
import { FfarchCommentProvider } from './editor/documentation/comment-provider.js';
import { FfarchDocumentationProvider } from './editor/documentation/documentation-provider.js';
import { FfarchFormatter } from './editor/formatter/formatter.js';
import { FfarchHoverProvider } from './editor/hover/hover-provider.js';
import { FfarchInlayHintProvider } from './editor/inlay-hints/inlay-hint-provider.js';
import { FfarchLanguageServer } from './editor/language-server.js';
import { FfarchCallHierarchyProvider } from './editor/navigation/call-hierarchy-provider.js';
import { FfarchDefinitionProvider } from './editor/navigation/definition-provider.js';
import { FfarchDocumentHighlightProvider } from './editor/navigation/document-highlight-provider.js';
import { FfarchDocumentLinkProvider } from './editor/navigation/document-link-provider.js';
import { FfarchFileOperationHandler } from './editor/navigation/file-operation-handler.js';
import { FfarchReferences } from './editor/navigation/references.js';
import { FfarchRenameProvider } from './editor/navigation/rename-provider.js';
import { FfarchTypeProvider } from './editor/navigation/type-provider.js';
import { FfarchDocumentSymbolProvider } from './editor/outline/document-symbol-provider.js';
import { FfarchFoldingRangeProvider } from './editor/outline/folding-range-provider.js';
import { FfarchNodeKindProvider } from './editor/outline/node-kind-provider.js';
import { FfarchWorkspaceSymbolProvider } from './editor/outline/workspace-symbol-provider.js';
import { FfarchSemanticTokenProvider } from './editor/semantic-tokens/semantic-token-provider.js';
import { FfarchSignatureHelpProvider } from './editor/signature-help/signature-help-provider.js';
import { FfarchGeneratedModule, FfarchGeneratedSharedModule } from './generated/module.js';
import { FfarchLexer } from './parser/lexer.js';
import { FfarchParser } from './parser/parser.js';
import { FfarchLexerMessages, FfarchParserMessages } from './parser/parser-messages.js';
import { FfarchTokenBuilder } from './parser/token-builder.js';
import { FfarchValueConverter } from './parser/value-converter.js';
import { FfarchDescriptions } from './references/descriptions.js';
import { ImportResolver } from './references/import-resolver.js';
import { FfarchLinker } from './references/linker.js';
import { Lookup } from './references/lookup.js';
import { FfarchNameProvider } from './references/name-provider.js';
import { FfarchReferenceDescriptions } from './references/reference-descriptions.js';
import { FfarchScopeComputation } from './references/scope-computation.js';
import { FfarchScopeProvider } from './references/scope-provider.js';
import { type Documentation, NO_DOCUMENTATION } from './session/documentation.js';
import { ALL_HINTS, type HintSettings } from './session/hint-settings.js';
import { type HoverLinks, NO_LINKS } from './session/hover-links.js';
import { type LastResults, NO_RESULTS } from './session/last-results.js';
import { DEFAULT_SETTINGS, type ModelSettings } from './session/model-settings.js';
import { registerChecks } from './validation/checks.js';
import { FfarchDocumentValidator } from './validation/document-validator.js';
import { FfarchDocumentBuilder } from './workspace/document-builder.js';
import { FfarchDocumentFactory } from './workspace/document-factory.js';
import { FfarchIndexManager } from './workspace/index-manager.js';
import { LoweringProvider } from './workspace/lowering-provider.js';
import { FfarchWorkspaceManager } from './workspace/workspace-manager.js';

/** What this language has beyond the services of every Langium language. */
export interface FfarchAddedServices {
  readonly references: {
    readonly ScopeProvider: FfarchScopeProvider;
    readonly ImportResolver: ImportResolver;
    readonly Lookup: Lookup;
  };
  readonly lowering: {
    readonly LoweringProvider: LoweringProvider;
  };
  readonly lsp: {
    readonly CodeActionProvider: FfarchCodeActionProvider;
    readonly Formatter: FfarchFormatter;
  };
  readonly session: {
    readonly Documentation: Documentation;
    readonly HintSettings: HintSettings;
    readonly HoverLinks: HoverLinks;
    readonly LastResults: LastResults;
    readonly ModelSettings: ModelSettings;
  };
}

/** All services of the language. */
export type FfarchServices = LangiumServices & FfarchAddedServices;

const ffarchModule: Module<FfarchServices, PartialLangiumServices & FfarchAddedServices> = {
  parser: {
    TokenBuilder: () => new FfarchTokenBuilder(),
    Lexer: (services) => new FfarchLexer(services),
    LangiumParser: (services) => FfarchParser.create(services),
    // Completion reads tokens (completion/place.ts). Langium's parser for it would only make every start longer.
    CompletionParser: () => undefined!,
    ValueConverter: () => new FfarchValueConverter(),
    ParserErrorMessageProvider: () => new FfarchParserMessages(),
    LexerErrorMessageProvider: () => new FfarchLexerMessages(),
  },
  documentation: {
    CommentProvider: () => new FfarchCommentProvider(),
    DocumentationProvider: (services) => new FfarchDocumentationProvider(services.documentation.CommentProvider),
  },
  references: {
    NameProvider: () => new FfarchNameProvider(),
    ScopeComputation: (services) => new FfarchScopeComputation(services),
    ScopeProvider: (services) => new FfarchScopeProvider(services, services.references.ImportResolver),
    Linker: (services) => new FfarchLinker(services, services.references.ScopeProvider),
    ImportResolver: (services) => new ImportResolver(services.shared),
    Lookup: (services) => new Lookup(services),
    References: (services) => new FfarchReferences(services),
  },
  workspace: {
    AstNodeDescriptionProvider: (services) => new FfarchDescriptions(services),
    ReferenceDescriptionProvider: (services) => new FfarchReferenceDescriptions(services),
  },
  validation: {
    DocumentValidator: (services) => new FfarchDocumentValidator(services),
  },
  lsp: {
    CallHierarchyProvider: (services) => new FfarchCallHierarchyProvider(services),
    CodeActionProvider: (services) => new FfarchCodeActionProvider(services),
    CompletionProvider: (services) => new FfarchCompletionProvider(services),
    DefinitionProvider: (services) => new FfarchDefinitionProvider(services),
    DocumentHighlightProvider: (services) => new FfarchDocumentHighlightProvider(services),
    DocumentLinkProvider: (services) => new FfarchDocumentLinkProvider(services),
    DocumentSymbolProvider: (services) => new FfarchDocumentSymbolProvider(services),
    FoldingRangeProvider: () => new FfarchFoldingRangeProvider(),
    Formatter: (services) => new FfarchFormatter(services),
    HoverProvider: (services) => new FfarchHoverProvider(services),
    InlayHintProvider: (services) => new FfarchInlayHintProvider(services),
    RenameProvider: (services) => new FfarchRenameProvider(services),
    SemanticTokenProvider: (services) => new FfarchSemanticTokenProvider(services),
    SignatureHelp: (services) => new FfarchSignatureHelpProvider(services),
    TypeProvider: (services) => new FfarchTypeProvider(services),
  },
  lowering: {
    LoweringProvider: (services) => new LoweringProvider(services),
  },
  session: {
    Documentation: () => NO_DOCUMENTATION,
    HintSettings: () => ALL_HINTS,
    HoverLinks: () => NO_LINKS,
    LastResults: () => NO_RESULTS,
    ModelSettings: () => DEFAULT_SETTINGS,
  },
};

const ffarchSharedModule: Module<LangiumSharedServices, PartialLangiumSharedServices> = {
  lsp: {
    FileOperationHandler: (services) => new FfarchFileOperationHandler(services),
    LanguageServer: (services) => new FfarchLanguageServer(services),
    NodeKindProvider: () => new FfarchNodeKindProvider(),
    WorkspaceSymbolProvider: (services) => new FfarchWorkspaceSymbolProvider(services),
  },
  workspace: {
    DocumentBuilder: (services) => new FfarchDocumentBuilder(services, new ImportResolver(services)),
    IndexManager: (services) => new FfarchIndexManager(services),
    LangiumDocumentFactory: (services) => new FfarchDocumentFactory(services),
    WorkspaceManager: (services) => new FfarchWorkspaceManager(services),
  },
};

/** What a host of the language adds or replaces. */
export interface HostModules {
  readonly shared?: Module<LangiumSharedServices, PartialLangiumSharedServices>;
  readonly Ffarch?: Module<FfarchServices, PartialLangiumServices & DeepPartial<FfarchAddedServices>>;
}

/**
 * Creates the services of the language.
 *
 * @param context The file system, and the connection to an editor if there is one. The standard library is loaded when
 *   the workspace is initialised: an editor's connection does it, `language/language.ts` does it for all others.
 */
export function createFfarchServices(
  context: DefaultSharedModuleContext,
  host: HostModules = {},
): {
  shared: LangiumSharedServices;
  Ffarch: FfarchServices;
} {
  const shared = inject(
    createDefaultSharedModule(context),
    FfarchGeneratedSharedModule,
    ffarchSharedModule,
    host.shared,
  );
  const Ffarch = inject(createDefaultModule({ shared }), FfarchGeneratedModule, ffarchModule, host.Ffarch);
  shared.ServiceRegistry.register(Ffarch);
  registerChecks(Ffarch);
  if (!context.connection) {
    // Without an editor there is no configuration to wait for.
    shared.workspace.ConfigurationProvider.initialized({});
  }
  return { shared, Ffarch };
}
