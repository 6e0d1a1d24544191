import type { LangiumDocument } from 'langium';
import type { CompletionProvider } from 'langium/lsp';
import type { CompletionParams } from 'vscode-languageserver';
import { CompletionList } from 'vscode-languageserver-types';
import type { FfarchServices } from '../../module.js';
import type { CompletionContext } from '../cursor/context.js';
import { type CursorPlace, goesOn, placeAt } from '../cursor/place.js';
import { completeArchitecture } from './architecture.js';
import { completeComponent } from './component.js';
import { completeCoupling } from './coupling.js';
import { type Abilities, completionItem, type Entry, isWritten, leaveOnceWritten } from './entry.js';
import { completeFile } from './file.js';
import { completeLevel } from './level.js';
import { completeLoops } from './mapping.js';
import { completeNetwork } from './network.js';
import { completePath, filesMeant } from './paths.js';
import { completeSizes } from './sizes.js';

/**
 * Completes what makes sense where the cursor is. The place is found in the tokens, which half-written lines cannot upset;
 * what names stand for is taken from the syntax tree.
 */
export class FfarchCompletionProvider implements CompletionProvider {
  readonly completionOptions = { triggerCharacters: ['.', '[', '"', '/', ' '] };
  private can: Abilities = { snippets: true, replaces: false };

  constructor(private readonly services: FfarchServices) {
    services.shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      const { snippetSupport, insertReplaceSupport } = capabilities.textDocument?.completion?.completionItem ?? {};
      this.can = { snippets: snippetSupport === true, replaces: insertReplaceSupport === true };
    });
  }

  async getCompletion(document: LangiumDocument, { position, context }: CompletionParams): Promise<CompletionList> {
    const place = placeAt(document.textDocument.getText(), document.textDocument.offsetAt(position));
    if (!place || (context?.triggerCharacter !== undefined && !invites(context.triggerCharacter, place))) {
      return CompletionList.create([]);
    }
    const all = await this.entries({
      document,
      place,
      services: this.services,
      lowering: this.services.lowering.LoweringProvider.lowering,
    });
    const entries = unwritten(all, place);
    const { start, typed, closed } = place;
    const from = document.textDocument.positionAt(start);
    const whole = document.textDocument.positionAt(place.wordEnd);
    // What is between quotes is replaced as a whole; the second quote of a path is left for what follows a folder.
    const end = closed ? { ...whole, character: whole.character - (filesMeant(place) ? 1 : 0) } : position;
    const ranges = { insert: { start: from, end }, replace: { start: from, end: closed ? end : whole } };
    const items = entries.map((entry, i) => completionItem(entry, i, ranges, this.can));
    // Suffixes depend on the digits that are typed, but not on what follows them.
    return CompletionList.create(items, NUMBER.test(typed));
  }

  /** A bug in a completion is for the log, not for the reader. */
  private async entries(context: CompletionContext): Promise<readonly Entry[]> {
    try {
      return await complete(context);
    } catch (error) {
      console.error('A completion failed:', error);
      return [];
    }
  }
}

/** A number as far as its digits. Editors ask for what is after them only when they are told to. */
const NUMBER = /^\d+(?:\.\d*)?$/;

/** Nothing where what is typed is one of the entries, except for numbers, for which others may be exchanged. */
function unwritten(entries: readonly Entry[], { typed, start, wordEnd }: CursorPlace): readonly Entry[] {
  const others = entries.filter((entry) => !isWritten(entry, typed));
  const isWhole = others.length < entries.length && wordEnd === start + typed.length;
  return isWhole && !NUMBER.test(typed) ? [] : leaveOnceWritten(others);
}

function complete(context: CompletionContext): readonly Entry[] | Promise<Entry[]> {
  const { place } = context;
  const { blocks, unclosed, before, typed, fresh } = place;
  const meant = filesMeant(place);
  if (meant) return completePath(context, meant);
  // Quoted names are completed like others; quotes elsewhere are paths.
  if (typed.startsWith('"') && before.length === 0 && blocks.length === 1) return [];
  const entries = completeBlock(context);
  if (!fresh) return entries;
  // A declaration that breaks off at the end of its line may be meant to stay so.
  if (before.length > 0) {
    return blocks.length > 1 ? entries : [...entries, ...completeBlock(beginning(context)).map(further(1))];
  }
  const outside = unclosed.flatMap((_, i) =>
    completeBlock({ ...context, place: { ...place, blocks: blocks.slice(0, blocks.length - i - 1) } }).map(
      further(i + 1),
    ),
  );
  return [...entries, ...outside];
}

function beginning(context: CompletionContext): CompletionContext {
  return { ...context, place: { ...context.place, before: [] } };
}

/** After all that is more likely. */
const further = (steps: number) => (entry: Entry) => ({ ...entry, rank: 10 * steps + (entry.rank ?? 0) });

function completeBlock(context: CompletionContext): readonly Entry[] {
  switch (context.place.blocks.at(-1)!.kind) {
    case 'file':
      return completeFile(context);
    case 'coupling':
      return completeCoupling(context);
    case 'architecture':
      return completeArchitecture(context);
    case 'level':
      return completeLevel(context);
    case 'component':
      return completeComponent(context);
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
function invites(character: string, place: CursorPlace): boolean {
  const last = place.before.at(-1);
  switch (character) {
    case ' ':
      return goesOn(last) || awaits(place) || filesMeant(place) !== undefined;
    case '"':
      return goesOn(last) || filesMeant(place) !== undefined;
    case '/':
      return filesMeant(place) !== undefined;
    case '.':
      return !NUMBER.test(place.typed);
    default:
      return true;
  }
}

/** Whether what is written is a beginning, although it might stay so: a head without the rest, a number without its unit. */
function awaits({ blocks, before }: CursorPlace): boolean {
  const [head, last] = [before[0]?.text ?? '', before.at(-1)];
  const part = before.slice(before.findLastIndex(({ text }) => text === ':' || text === ',') + 1);
  switch (blocks.at(-1)!.kind) {
    case 'file':
      return before.length > 1 && ['architecture', 'workload', 'mapping', 'network'].includes(head);
    case 'architecture':
      return last?.text === ']';
    case 'level':
      if (head === 'factors') return part.length === 1;
      return ['energy', 'leakage', 'area'].includes(head) && last?.kind === 'number';
    case 'network':
      return before.length === 3 && before[1]!.text === ':';
    case 'mapping':
      return before.length > 2 && last?.kind === 'word';
    default:
      return false;
  }
}
