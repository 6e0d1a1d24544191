import type { SourceFile } from '../source-file.js';
import { type Token, tokensOf } from './tokens.js';

/** What a size of a layer or of a map is written as: signs, numbers, names of constants and `Sz(R)`. */
export type Expression = readonly Token[];

/** A directive of a dataflow. */
export type Directive =
  | {
      readonly kind: 'spatial' | 'temporal';
      readonly size: Expression;
      readonly offset: Expression;
      readonly dimension: Token;
      readonly at: Token;
    }
  | { readonly kind: 'cluster'; readonly size: Expression; readonly at: Token };

/** Values by their names. */
export type Entries = ReadonlyMap<string, { readonly at: Token; readonly value: Expression }>;

/** A layer as it is written. */
export interface LayerSyntax {
  readonly name: Token;
  readonly type: Token | undefined;
  /** Sizes, strides, dilations and what else has values in braces, by the word before these and the names in them. */
  readonly blocks: ReadonlyMap<string, { readonly at: Token; readonly values: Entries }>;
  readonly dataflow: readonly Directive[];
  /** Settings other than its type. */
  readonly others: readonly Token[];
}

/** A file of MAESTRO as it is written. */
export interface MaestroSyntax {
  /** The name of the network; undefined where a file has layers or a dataflow without one. */
  readonly network: Token | undefined;
  readonly constants: ReadonlyMap<string, Expression>;
  readonly layers: readonly LayerSyntax[];
  /** A dataflow that belongs to no layer. */
  readonly dataflow: readonly Directive[];
  /** Settings of hardware: `num_pes: 256`. */
  readonly settings: Entries;
}

/** What does not follow the grammar: the token, or the last one where the file ends early. */
export class SyntaxFault {
  constructor(
    readonly at: Token | undefined,
    /** What was expected, as the end of a sentence. */
    readonly expected: string,
  ) {}
}

/** Reads a file of MAESTRO; words that it does not know are skipped with their values and braces. */
export function parseMaestro(file: SourceFile): MaestroSyntax | SyntaxFault {
  try {
    return new Parser(tokensOf(file)).file();
  } catch (fault) {
    if (fault instanceof SyntaxFault) return fault;
    throw fault;
  }
}

class Parser {
  private at = 0;
  private readonly constants = new Map<string, Expression>();
  private readonly settings = new Map<string, { at: Token; value: Expression }>();
  private readonly layers: LayerSyntax[] = [];
  private dataflow: Directive[] = [];
  private network: Token | undefined;

  constructor(private readonly tokens: readonly Token[]) {}

  file(): MaestroSyntax {
    while (this.next) {
      const word = this.take();
      if (word.text === 'Constant') this.constants.set(this.take().text, this.until(';'));
      else if (word.text === 'Network') this.readNetwork();
      else if (word.text === 'Layer') this.layer();
      else if (word.text === 'Dataflow') this.dataflow = this.directives();
      else if (word.text === '#') this.skipLine(word);
      else if (this.next?.text === ':') this.setting(word);
      else throw new SyntaxFault(word, '`Network`, `Constant`, `Dataflow`, or a setting of hardware');
    }
    const { network, constants, layers, dataflow, settings } = this;
    return { network, constants, layers, dataflow, settings };
  }

  private get next(): Token | undefined {
    return this.tokens[this.at];
  }

  private take(): Token {
    const token = this.tokens[this.at++];
    if (!token) throw new SyntaxFault(this.tokens.at(-1), 'more after the end of the file');
    return token;
  }

  private expect(text: string): Token {
    const token = this.take();
    if (token.text !== text) throw new SyntaxFault(token, `\`${text}\``);
    return token;
  }

  private skip(...signs: readonly string[]): void {
    while (this.next && signs.includes(this.next.text)) this.take();
  }

  /** What is between the braces that follow. */
  private body(item: () => void): void {
    this.expect('{');
    while (this.next?.text !== '}') item();
    this.take();
  }

  private readNetwork(): void {
    this.network = this.take();
    this.body(() => this.layerOrOther());
  }

  private layerOrOther(): void {
    const word = this.take();
    if (word.text === 'Layer') this.layer();
    else if (word.text === 'Constant') this.constants.set(this.take().text, this.until(';'));
    else throw new SyntaxFault(word, '`Layer`');
  }

  private layer(): void {
    const name = this.take();
    let type: Token | undefined;
    let dataflow: Directive[] = [];
    const others: Token[] = [];
    const blocks = new Map<string, { at: Token; values: Entries }>();
    this.body(() => {
      const word = this.take();
      if (word.text === 'Dataflow') dataflow = this.directives();
      else if (this.next?.text === ':') {
        this.take();
        const value = this.take();
        if (word.text === 'Type') type = value;
        else others.push(word);
        this.skip(',', ';');
      } else blocks.set(word.text, { at: word, values: this.values() });
    });
    this.layers.push({ name, type, blocks, dataflow, others });
  }

  /** `{ K: 64, C: 3 }` */
  private values(): Entries {
    const values = new Map<string, { at: Token; value: Expression }>();
    this.expect('{');
    while (this.next?.text !== '}') {
      const at = this.take();
      this.expect(':');
      const value: Token[] = [];
      // A comma that is missing is let pass: the next name ends the value.
      while (this.next && ![',', ';', '}'].includes(this.next.text) && this.tokens[this.at + 1]?.text !== ':')
        value.push(this.take());
      this.skip(',', ';');
      values.set(at.text, { at, value });
    }
    this.take();
    return values;
  }

  private directives(): Directive[] {
    const directives: Directive[] = [];
    this.expect('{');
    while (this.next?.text !== '}') directives.push(this.directive());
    this.take();
    return directives;
  }

  private directive(): Directive {
    const at = this.take();
    const kind = { SpatialMap: 'spatial', TemporalMap: 'temporal', Cluster: 'cluster' }[at.text];
    if (kind === undefined) throw new SyntaxFault(at, '`SpatialMap`, `TemporalMap` or `Cluster`');
    const [size = [], offset = size] = this.arguments();
    const dimension = kind === 'cluster' ? at : this.take();
    this.skip(';');
    return kind === 'cluster'
      ? { kind, size, at }
      : { kind: kind as 'spatial' | 'temporal', size, offset, dimension, at };
  }

  /** `(Sz(R), 1)` */
  private arguments(): Expression[] {
    const all: Token[][] = [[]];
    this.expect('(');
    for (let depth = 1; depth > 0; ) {
      const token = this.take();
      depth += { '(': 1, ')': -1 }[token.text] ?? 0;
      if (depth === 1 && token.text === ',') all.push([]);
      else if (depth > 0) all.at(-1)?.push(token);
    }
    return all;
  }

  /** `num_pes: 256`, until the end of the line. */
  private setting(word: Token): void {
    this.expect(':');
    const value: Token[] = [];
    while (this.next?.line === word.line) value.push(this.take());
    this.settings.set(word.text, { at: word, value: value.filter(({ text }) => text !== ';' && text !== ',') });
  }

  private until(end: string): Expression {
    const value: Token[] = [];
    for (let token = this.take(); token.text !== end; token = this.take()) value.push(token);
    return value;
  }

  private skipLine({ line }: Token): void {
    while (this.next?.line === line) this.take();
  }
}
