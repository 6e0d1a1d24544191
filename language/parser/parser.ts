import type { TokenType } from 'chevrotain';
import {
  type AstNode,
  AstUtils,
  type CstNode,
  createParser,
  isCompositeCstNode,
  type LangiumCoreServices,
  LangiumParser,
  type Lexer,
  type LexerResult,
  type Mutable,
  type ParseResult,
  type ParserOptions,
  RootCstNodeImpl,
} from 'langium';
import { SourceFile } from '../generated/ast.js';
import { copy } from './edit.js';
import { markBrokenOff } from './incomplete.js';
import type { FfarchLexer, Lexed } from './lexer.js';
import { lacksName, meantKeyword } from './parser-messages.js';
import { recoverWithoutRecursion, rememberFollows } from './recovery.js';
import { type Section, type SectionRange, sections } from './sections.js';

/** What the parser made of a section. */
interface ParsedSection {
  /** A copy: a part of the file's text would keep all of it alive. */
  readonly text: string;
  /** The types of its tokens, which are not for its text alone to tell: words have some by what is around them. */
  readonly types: readonly TokenType[];
  /** Where it stands now. */
  readonly place: SectionRange;
  readonly tree: SourceFile;
  readonly syntax: readonly CstNode[];
  readonly errors: ParseResult['parserErrors'];
}

/** What is kept of a file until the next edit. */
interface ParsedFile {
  readonly sections: readonly ParsedSection[];
  /** Only of files that are edited: most of them are never. */
  readonly lexed: Lexed | undefined;
}

/**
 * Parses a file section by section, each as if it were a file of its own. So a syntax error takes no neighbour down, and
 * after an edit the sections that are as before keep their trees: what a keystroke makes the parser read again is one
 * declaration, however long the file.
 */
export class FfarchParser extends LangiumParser {
  protected override readonly lexer: SectionLexer;
  /** By the tree of a file. */
  private readonly parsed = new WeakMap<AstNode, ParsedFile>();

  static create(services: LangiumCoreServices): FfarchParser {
    const parser = createParser(services.Grammar, new FfarchParser(services), services.parser.Lexer.definition);
    parser.finalize();
    return parser;
  }

  private constructor(services: LangiumCoreServices) {
    super(services);
    this.lexer = new SectionLexer(services.parser.Lexer as FfarchLexer);
    recoverWithoutRecursion(this.wrapper, () => {
      this.goesOn = true;
    });
    rememberFollows(this.wrapper);
  }

  /** Whether a repetition has recovered from an error at its end, and goes on. */
  private goesOn = false;

  override many(...repetition: Parameters<LangiumParser['many']>): void {
    this.repeat(() => super.many(...repetition));
  }

  override atLeastOne(...repetition: Parameters<LangiumParser['atLeastOne']>): void {
    this.repeat(() => super.atLeastOne(...repetition));
  }

  private repeat(repetition: () => void): void {
    do {
      this.goesOn = false;
      repetition();
    } while (this.goesOn);
  }

  override parse<T extends AstNode = AstNode>(text: string, options: ParserOptions = {}): ParseResult<T> {
    return options.rule ? super.parse(text, options) : this.reparse(text);
  }

  /**
   * Parses a text after an edit.
   *
   * @param previous The tree of the text before. Much of it goes over into the new tree, so it must not be used again.
   */
  reparse<T extends AstNode>(text: string, previous?: AstNode): ParseResult<T> {
    const before = previous && this.parsed.get(previous);
    const lexed = before?.lexed ? this.lexer.file.retokenize(text, before.lexed) : this.lexer.file.tokenize(text);
    const now = sections(lexed);
    const kept = keep(before?.sections ?? [], now, text);
    const parsed = now.map((section, i) => kept[i] ?? this.parseSection(text, section));
    const value = join(text, parsed);
    if (previous) this.parsed.delete(previous);
    this.parsed.set(value, { sections: parsed, lexed: before && lexed });
    return {
      value: value as AstNode as T,
      lexerErrors: lexed.errors,
      lexerReport: lexed.report,
      parserErrors: parsed.flatMap(({ errors }) => errors),
    };
  }

  private parseSection(text: string, section: Section): ParsedSection {
    this.lexer.section = section;
    const { value, parserErrors } = super.parse<SourceFile>(text);
    const errors = withoutEchoes(parserErrors);
    markBrokenOff(value, errors);
    return {
      text: copy(text.slice(section.place.offset, section.place.end)),
      types: section.tokens.map(({ tokenType }) => tokenType),
      place: section.place,
      tree: value,
      syntax: (value.$cstNode as RootCstNodeImpl).content,
      errors,
    };
  }
}

/**
 * What seems to follow the end of a declaration is likely a part of it that an earlier mistake has cut off, and is one
 * mistake, however often the parser begins again in it; but a keyword, also a misspelt one, is the next declaration's.
 */
function withoutEchoes(errors: ParseResult['parserErrors']): ParseResult['parserErrors'] {
  return errors.filter(({ token, context: { ruleStack } }, i) => {
    const [rule, ...inner] = ruleStack;
    return i === 0 || inner.length > 0 || lacksName(token, rule) || meantKeyword(token, rule) !== undefined;
  });
}

/** Gives the parser the tokens of a section. */
class SectionLexer implements Lexer {
  section: Section = { tokens: [], hidden: [], end: [], place: { offset: 0, line: 1, column: 1, end: 0 } };

  constructor(readonly file: FfarchLexer) {}

  get definition(): Lexer['definition'] {
    return this.file.definition;
  }

  tokenize(): LexerResult {
    const { tokens, hidden, end } = this.section;
    return { tokens: [...tokens, ...end], hidden: [...hidden], errors: [] };
  }
}

/** The sections at the beginning and at the end that are as before, moved to where they are now. */
function keep(before: readonly ParsedSection[], now: readonly Section[], text: string): (ParsedSection | undefined)[] {
  const kept: (ParsedSection | undefined)[] = now.map(() => undefined);
  const keepsOne = (old: number, i: number): boolean => {
    const [section, { place }] = [before[old]!, now[i]!];
    if (!asBefore(section, now[i]!, text)) return false;
    move(section.syntax, place.offset - section.place.offset, place.line - section.place.line);
    kept[i] = { ...section, place };
    return true;
  };
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && keepsOne(head, head)) head += 1;
  let tail = 1;
  while (tail <= most - head && keepsOne(before.length - tail, now.length - tail)) tail += 1;
  return kept;
}

/** Whether a section would be parsed to the same. Messages of errors may speak of what follows, so those are not kept. */
function asBefore({ errors, text, types, place }: ParsedSection, now: Section, file: string): boolean {
  return (
    errors.length === 0 &&
    place.column === now.place.column &&
    text.length === now.place.end - now.place.offset &&
    file.startsWith(text, now.place.offset) &&
    types.length === now.tokens.length &&
    types.every((type, i) => type === now.tokens[i]!.tokenType)
  );
}

/** The fields of Langium's syntax nodes in which they keep where they stand, and which nothing but a parse sets. */
interface Movable {
  _offset: number;
  _startLine: number;
  _endLine: number;
  _rangeCache: unknown;
}

function move(nodes: readonly CstNode[], offset: number, lines: number): void {
  if (offset === 0 && lines === 0) return;
  for (const node of nodes) {
    const fields = node as unknown as Movable;
    if (isCompositeCstNode(node)) {
      if (lines !== 0) fields._rangeCache = undefined;
      move(node.content, offset, lines);
    } else {
      fields._offset += offset;
      fields._startLine += lines;
      fields._endLine += lines;
    }
  }
}

/** One tree of all sections. */
function join(text: string, parsed: readonly ParsedSection[]): SourceFile {
  const root = new RootCstNodeImpl(text);
  root.content = parsed.flatMap(({ syntax }) => syntax);
  for (const node of root.content) (node as Mutable<CstNode>).container = root;
  const file: SourceFile = {
    $type: SourceFile.$type,
    $cstNode: root,
    imports: parsed.flatMap(({ tree }) => tree.imports),
    declarations: parsed.flatMap(({ tree }) => tree.declarations),
  };
  root.astNode = file;
  AstUtils.linkContentToContainer(file);
  return file;
}
