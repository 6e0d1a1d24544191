import { isProperty } from '../../schema/index.js';
import { isName, scan, type Token } from './tokens.js';

export type BlockKind =
  | 'file'
  | 'coupling'
  | 'architecture'
  | 'level'
  | 'component'
  | 'sizes'
  | 'network'
  | 'mapping'
  | 'unknown';

/** What stands between a pair of braces, the second of which may be missing; or the whole file. */
export interface Block {
  readonly kind: BlockKind;
  /** What stands before the opening brace: `memory DRAM`. */
  readonly head: readonly Token[];
  /**
   * The parts of the block, each as its own tokens: properties, levels, sizes, layers, the loops of a level. Blocks inside
   * them are left out.
   */
  readonly items: Token[][];
}

/** Where a completion is asked for. */
export interface CursorPlace {
  /** The blocks around the cursor, from the file in. */
  readonly blocks: readonly Block[];
  /** The innermost of them, as far as they have no closing brace: what is written may be meant for the block outside. */
  readonly unclosed: readonly Block[];
  /** The tokens of the part in which the cursor stands, before the word that is being typed. Empty where one begins. */
  readonly before: readonly Token[];
  /** What of that part stands after the cursor. */
  readonly after: readonly Token[];
  /** The word that is being typed, as far as the cursor. */
  readonly typed: string;
  /** Its offset. */
  readonly start: number;
  /** Where the word ends into which the cursor has been put; the cursor itself where there is none. */
  readonly wordEnd: number;
  /** Whether the cursor is between the quotes of a text. */
  readonly closed: boolean;
  /** Whether it is the first of its line. */
  readonly fresh: boolean;
  /** Whether something follows on the same line. */
  readonly followed: boolean;
}

const DECLARATIONS = new Set(['import', 'const', 'coupling', 'architecture', 'workload', 'network', 'mapping']);
const LEVELS = new Set(['memory', 'fanout', 'link', 'compute']);

/** Signs and words after which a part goes on, also on the next line. */
const GOES_ON = new Set([
  ...[',', '=', '<=', '>=', '+=', '+', '-', '*', '/', '%', '**', '(', '[', '.'],
  ...['of', 'on', 'over', 'import', 'const', 'coupling', 'architecture', 'workload', 'network', 'mapping'],
  ...['memory', 'fanout', 'link', 'compute', 'dims', 'strides', 'read', 'write'],
]);

/** Whether a part of the source is not complete after a token. */
export function goesOn(token: Token | undefined): boolean {
  return token !== undefined && (token.text === ':' || GOES_ON.has(token.text));
}

/**
 * Finds out where in a text, which may be broken in every way, an offset lies.
 *
 * @returns undefined inside comments, where nothing is to be completed.
 */
export function placeAt(text: string, offset: number): CursorPlace | undefined {
  const all = scan(text, ...declarationAt(text, offset));
  if (all.some((token) => token.kind === 'comment' && contains(token, offset))) return undefined;
  const tokens = all.filter(({ kind }) => kind !== 'comment');
  const typing = tokens.find(({ kind, start, end }) => kind !== 'sign' && start < offset && offset <= end);
  const start = typing?.start ?? offset;
  const following = tokens.findIndex((token) => token.start >= start);
  const index = following < 0 ? tokens.length : following;
  const reader = new Reader();
  for (let i = 0; i < index; i++) reader.read(tokens[i]!, tokens[i + 1]);
  const fresh = typing ? typing.first : hasLineBreak(text, tokens[index - 1], start);
  const begins = reader.closed || reader.beginsBehind(fresh);
  const before = begins ? [] : [...reader.block.items.at(-1)!];
  reader.closed ||= begins;
  if (typing) reader.read(typing, tokens[index + 1]);
  const { block } = reader;
  const item = begins && !typing ? undefined : block.items.at(-1);
  const blocks = [...reader.blocks];
  // The rest of the blocks, for what they have already, or of the declaration.
  const after = index + (typing ? 1 : 0);
  const unfinished = () => reader.blocks.length > 1 || (item !== undefined && item === reader.block.items.at(-1));
  for (let i = after; i < tokens.length && unfinished(); i++) reader.read(tokens[i]!, tokens[i + 1]);
  const next = tokens.at(after);
  const followed = next !== undefined && !next.first && next.text !== '}';
  return {
    blocks,
    unclosed: blocks.slice(blocks.findLastIndex((one) => one === blocks[0] || reader.ended.has(one)) + 1),
    before,
    after: item?.slice(before.length).filter((token) => token !== typing) ?? (followed ? [next] : []),
    typed: text.slice(start, offset),
    start,
    wordEnd: typing?.end ?? offset,
    closed: typing?.kind === 'text' && typing.text.length > 1 && typing.text.endsWith('"') && offset < typing.end,
    fresh,
    followed,
  };
}

/** A keyword and a name, with which a declaration begins at the start of a line whatever was left open before. */
const HEAD = `(?:${[...DECLARATIONS].join('|')})[^\\S\\r\\n]+["A-Za-z_]`;
const BEGINNING = new RegExp(HEAD, 'y');
const NEXT_BEGINNING = new RegExp(`(?<=\\n)${HEAD}`, 'g');

/** The part of a text in which all stands that tells where an offset is: in long files, little of them. */
function declarationAt(text: string, offset: number): [from: number, to: number] {
  let from = lineStart(text, offset);
  while (from > 0 && !(begins(text, from) && !isInComment(text, from))) from = lineStart(text, from - 1);
  const endOfLine = text.indexOf('\n', offset);
  NEXT_BEGINNING.lastIndex = endOfLine < 0 ? text.length : endOfLine;
  return [from, NEXT_BEGINNING.exec(text)?.index ?? text.length];
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function begins(text: string, offset: number): boolean {
  BEGINNING.lastIndex = offset;
  return BEGINNING.test(text);
}

/** Whether a comment may be open there. */
function isInComment(text: string, offset: number): boolean {
  return text.lastIndexOf('/*', offset) > text.lastIndexOf('*/', offset);
}

/** Where a comma ends a part. */
const COMMA_ENDS: ReadonlySet<BlockKind> = new Set(['sizes', 'network', 'component']);

/** Follows the blocks of a text, from one token to the next. */
class Reader {
  readonly blocks: Block[] = [{ kind: 'file', head: [], items: [] }];
  /** Whether the last part of the innermost block ended with its `}` or with a separator. */
  closed = true;
  /** The blocks that ended with a brace. */
  readonly ended = new Set<Block>();

  get block(): Block {
    return this.blocks.at(-1)!;
  }

  read(token: Token, next: Token | undefined): void {
    this.leaveUnclosed(token, next);
    const { block } = this;
    switch (token.text) {
      case '{':
        this.blocks.push(open(block, this.closed ? [] : (block.items.at(-1) ?? [])));
        this.closed = true;
        return;
      case '}':
        if (this.blocks.length > 1) this.ended.add(this.blocks.pop()!);
        // `} x 24` goes on with the layer.
        this.closed = this.block.kind !== 'network';
        if (!this.closed) this.block.items.at(-1)?.push(token);
        return;
      case ';':
        this.closed = true;
        return;
      case ',':
        if (COMMA_ENDS.has(block.kind) && !isInParentheses(block.items.at(-1) ?? [])) {
          this.closed = true;
          return;
        }
    }
    if (this.closed || this.begins(token, next)) {
      block.items.push([token]);
    } else {
      block.items.at(-1)!.push(token);
    }
    this.closed = false;
  }

  /** Whether a token begins a new part of the innermost block. */
  begins(token: Token, next: Token | undefined): boolean {
    const item = this.block.items.at(-1);
    const last = item?.at(-1);
    if (!last || !isName(token)) return false;
    if (token.first && (!goesOn(last) || isHead(token, next))) return true;
    const key = next?.text === ':';
    switch (this.block.kind) {
      case 'file':
        return token.first && DECLARATIONS.has(token.text) && isName(next);
      case 'architecture':
        return LEVELS.has(token.text) && isName(next) && !goesOn(last);
      case 'level':
        // The coupling in `order: conv: _, _, R` begins no property.
        return key && (token.first || !isOrder(item!) || isProperty(token.text));
      case 'mapping':
        // `Buffer bypass W: K 2` begins with the level, not with the last operand before the colon.
        return next?.text === 'bypass' ? !goesOn(last) : key && !isBypass(item!);
      case 'network':
        return (last.text === '}' && token.text !== 'x') || (key && item!.some(({ text }) => text === ':'));
      case 'sizes':
      case 'component':
        return key && item!.some(({ text }) => text === ':');
      case 'coupling':
        return key || token.text === 'dims' || token.text === 'strides';
      default:
        return false;
    }
  }

  /**
   * Whether a part begins where nothing is written yet. On a line of its own, a value that was never given to a property is
   * no longer waited for.
   */
  beginsBehind(fresh: boolean): boolean {
    const item = this.block.items.at(-1);
    if (!item || !fresh) return !item;
    const abandoned = this.block.kind !== 'file' && item.length === 2 && item[1]!.text === ':';
    return abandoned || !goesOn(item.at(-1));
  }

  /** A declaration ends blocks that were never closed, and a level ends the level before it. */
  private leaveUnclosed(token: Token, next: Token | undefined): void {
    if (!token.first || !isName(next)) return;
    if (DECLARATIONS.has(token.text) && this.blocks.length > 1 && !goesOn(this.block.items.at(-1)?.at(-1))) {
      this.blocks.length = 1;
      this.closed = true;
    } else if (LEVELS.has(token.text) && ['level', 'component'].includes(this.block.kind)) {
      while (this.block.kind !== 'architecture') this.blocks.pop();
      this.closed = true;
    }
  }
}

/** Whether a parenthesis is open after tokens. */
export function isInParentheses(tokens: readonly Token[]): boolean {
  return tokens.reduce((open, { text }) => open + (text === '(' ? 1 : text === ')' ? -1 : 0), 0) > 0;
}

/** Whether the operands that a mapping does not keep on a level are being written: `Buffer bypass W`. */
export function isBypass(item: readonly Token[]): boolean {
  return item[1]?.text === 'bypass' && !item.some(({ text }) => text === ':');
}

/** `memory Buffer`, with which a level or a declaration begins even where a list waits for its next part. */
function isHead({ text }: Token, next: Token | undefined): boolean {
  return (LEVELS.has(text) || DECLARATIONS.has(text)) && isName(next) && !next?.first;
}

const BLOCK_KINDS: Readonly<Record<string, BlockKind>> = {
  coupling: 'coupling',
  architecture: 'architecture',
  workload: 'sizes',
  network: 'network',
  mapping: 'mapping',
};

function open(parent: Block, head: readonly Token[]): Block {
  const word = head[0]?.text ?? '';
  if (parent.kind === 'file') return { kind: BLOCK_KINDS[word] ?? 'unknown', head, items: [] };
  if (parent.kind === 'architecture') return { kind: LEVELS.has(word) ? 'level' : 'unknown', head, items: [] };
  if (parent.kind === 'level') return { kind: word === 'component' ? 'component' : 'unknown', head, items: [] };
  return { kind: parent.kind === 'network' ? 'sizes' : 'unknown', head, items: [] };
}

function contains({ text, start, end }: Token, offset: number): boolean {
  const open = text.startsWith('//') || text.length < 4 || !text.endsWith('*/');
  return start < offset && (offset < end || (open && offset === end));
}

function hasLineBreak(text: string, last: Token | undefined, offset: number): boolean {
  return text.slice(last?.end ?? 0, offset).includes('\n') || last === undefined;
}

/** Whether nothing but an order and its colon is written of a property. */
function isOrder([key, colon, ...rest]: readonly Token[]): boolean {
  return key?.text === 'order' && colon?.text === ':' && rest.length === 0;
}
