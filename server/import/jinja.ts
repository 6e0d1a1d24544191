import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';
import { number } from '../../language/figures.js';
import type { Report } from './report.js';
import type { Place, SourceFile } from './source-file.js';

/** The most steps of all templates of an import: loops may be long, and inside each other. */
const MOST_STEPS = 100_000;
/** The most characters that a template gives. */
const MOST_CHARACTERS = 2 ** 22;

/** Whether a file is a template of Jinja rather than plain text. */
export const isTemplate = ({ text }: SourceFile): boolean => /\{[{%]/.test(text);

/** Why a template is given up, as the rest of a sentence. */
export class Stop extends Error {}

/** Renders templates of Jinja, which can call nothing but what they are given. Names without a value are errors at their places. */
export class Jinja {
  private steps = 0;
  /** Whether a name had no value: what is rendered then means nothing. */
  open = false;

  constructor(
    private readonly definitions: ReadonlyMap<string, string>,
    private readonly report: Report,
  ) {}

  /**
   * @param text of the file, or what was made of it
   * @param functions that the text may call
   * @throws Stop beyond the most steps and characters, and errors of the library, for `templateReason`
   */
  render(text: string, file: SourceFile, functions: Readonly<Record<string, unknown>>): string {
    const environment = new Environment();
    for (const [name, value] of CONSTANTS) environment.set(name, value);
    for (const [name, value] of this.definitions) environment.set(name, constantOf(value));
    environment.set('range', boundedRange);
    for (const [name, value] of Object.entries(functions)) environment.set(name, value);
    const step = (name: string | undefined, known: boolean) => {
      this.steps += 1;
      if (this.steps > MOST_STEPS) throw new Stop(`it takes more than ${number(MOST_STEPS)} steps`);
      if (name !== undefined && !known) this.missing(name, file);
    };
    const result = String(new CountingInterpreter(environment, step).run(parse(tokenize(text))).value);
    if (result.length > MOST_CHARACTERS) throw new Stop(`it gives more than ${number(MOST_CHARACTERS)} characters`);
    return result;
  }

  /** A name that nothing gives a value, unless the template asks whether there is one. */
  private missing(name: string, file: SourceFile): void {
    if (new RegExp(`\\b${name}\\b\\s*(\\|\\s*default|is\\s+(not\\s+)?defined)`).test(file.text)) return;
    // What the template gives a value follows from names that are missing.
    if (new RegExp(`\\{%-?\\s*set\\s+${name}\\b`).test(file.text)) return;
    this.open = true;
    const start = file.text.search(new RegExp(`\\b${name}\\b(?=[^\\n]*[%}]\\})`));
    const place: Place = start < 0 ? file.place : { file, start, end: start + name.length };
    this.report.add('ffarch/import-value', { what: name, found: 'not defined', expected: 'a value' }, place);
  }
}

/** Counts what a template does, and tells of names without a value. */
class CountingInterpreter extends Interpreter {
  constructor(
    environment: Environment,
    private readonly step: (name: string | undefined, known: boolean) => void,
  ) {
    super(environment);
  }

  override evaluate(
    ...[statement, environment]: Parameters<Interpreter['evaluate']>
  ): ReturnType<Interpreter['evaluate']> {
    const value = super.evaluate(statement, environment);
    this.step(
      statement?.type === 'Identifier' ? String((statement as { value?: unknown }).value) : undefined,
      value.type !== 'UndefinedValue',
    );
    return value;
  }
}

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['true', true],
  ['false', false],
  ['None', null],
  ['none', null],
]);

/** Numbers are numbers to templates, too. */
const constantOf = (text: string): unknown =>
  CONSTANTS.get(text) ?? (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text);

function boundedRange(first: number, second?: unknown, third?: unknown): number[] {
  // What follows the numbers is not one of them.
  const [start, stop] = typeof second === 'number' ? [first, second] : [0, first];
  const step = typeof third === 'number' && third !== 0 ? third : 1;
  const count = Math.max(0, Math.ceil((stop - start) / step)) || 0;
  if (count > MOST_STEPS) throw new Stop(`a loop runs more than ${number(MOST_STEPS)} times`);
  return Array.from({ length: count }, (_, at) => start + at * step);
}
