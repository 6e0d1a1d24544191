import type { LangiumDocument } from 'langium';
import type { CompletionProvider } from 'langium/lsp';
import type { CompletionParams } from 'vscode-languageserver';
import { CompletionList } from 'vscode-languageserver-types';
import type { FfarchServices } from '../module.js';
import { completeArchitecture } from './architecture.js';
import type { CompletionContext } from './context.js';
import { completeCoupling } from './coupling.js';
import { completionItem, type Entry } from './entry.js';
import { completeFile } from './file.js';
import { completeImport } from './imports.js';
import { completeLevel } from './level.js';
import { completeLoops } from './mapping.js';
import { completeNetwork } from './network.js';
import { goesOn, type Place, placeAt } from './place.js';
import { completeSizes } from './sizes.js';

/**
 * Completes what makes sense where the cursor is. The place is found in the tokens, which half-written lines cannot upset;
 * what names stand for is taken from the syntax tree.
 */
export class FfarchCompletionProvider implements CompletionProvider {
  readonly completionOptions = { triggerCharacters: ['.', '[', '"', '/', ' '] };
  private snippets = true;

  constructor(private readonly services: FfarchServices) {
    services.shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      this.snippets = capabilities.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    });
  }

  async getCompletion(document: LangiumDocument, { position, context }: CompletionParams): Promise<CompletionList> {
    const place = placeAt(document.textDocument.getText(), document.textDocument.offsetAt(position));
    if (!place || (context?.triggerCharacter !== undefined && !invites(context.triggerCharacter, place))) {
      return CompletionList.create([]);
    }
    const entries = await this.entries({
      document,
      place,
      services: this.services,
      lowering: this.services.lowering.LoweringProvider.lowering,
    });
    const { start, typed, before } = place;
    // The editor has put a quote behind the one that was typed.
    const closed = typed.startsWith('"') && document.textDocument.getText()[start + typed.length] === '"';
    const end = closed && before[0]?.text !== 'import' ? { ...position, character: position.character + 1 } : position;
    const range = { start: document.textDocument.positionAt(start), end };
    const items = entries.map((entry, i) => completionItem(entry, i, range, this.snippets));
    // Suffixes of numbers depend on the digits that are typed.
    return CompletionList.create(items, /^\d/.test(typed));
  }

  /** A bug in a completion is for the log, not for the reader. */
  private async entries(context: CompletionContext): Promise<Entry[]> {
    try {
      return await complete(context);
    } catch (error) {
      console.error('A completion failed:', error);
      return [];
    }
  }
}

function complete(context: CompletionContext): Entry[] | Promise<Entry[]> {
  const { place } = context;
  const { blocks, unclosed, before, typed, fresh } = place;
  if (before.length === 1 && before[0].text === 'import') return completeImport(context);
  // Quoted names are completed like others; quotes elsewhere are paths.
  if (typed.startsWith('"') && before.length === 0 && blocks.length === 1) return [];
  const entries = completeBlock(context);
  if (before.length > 0 || !fresh) return entries;
  const outside = unclosed.flatMap((_, i) =>
    completeBlock({ ...context, place: { ...place, blocks: blocks.slice(0, blocks.length - i - 1) } }).map((entry) => ({
      ...entry,
      rank: 10 * (i + 1) + (entry.rank ?? 0),
    })),
  );
  return [...entries, ...outside];
}

function completeBlock(context: CompletionContext): Entry[] {
  switch (context.place.blocks.at(-1)!.kind) {
    case 'file':
      return completeFile(context);
    case 'coupling':
      return completeCoupling(context);
    case 'architecture':
      return completeArchitecture(context);
    case 'level':
      return completeLevel(context);
    case 'sizes':
      return completeSizes(context);
    case 'network':
      return completeNetwork(context);
    case 'mapping':
      return completeLoops(context);
    case 'unknown':
      return [];
  }
}

/** Whether a character that was typed just now is an invitation: a space is one only where something must follow. */
function invites(character: string, { blocks, before }: Place): boolean {
  const last = before.at(-1);
  switch (character) {
    case ' ':
      return goesOn(last) || (blocks.at(-1)!.kind === 'mapping' && last?.kind === 'word' && before.length > 2);
    case '"':
    case '/':
      return last?.text === 'import';
    default:
      return true;
  }
}
