import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';
import type { Report } from './report.js';
import { type Place, type Position, SourceFile } from './source-file.js';
import { templateReason } from './template-reason.js';

/** What expands templates: what names stand for, and the files that templates may include. */
export interface Templates {
  readonly definitions: ReadonlyMap<string, string>;
  readonly files: readonly SourceFile[];
}

/** The most steps of a template, those of the templates in it included: loops may be long, and inside each other. */
const MOST_STEPS = 100_000;
/** The most characters that a template gives. */
const MOST_CHARACTERS = 2 ** 23;
/** Templates include others this deep. */
const MOST_DEPTH = 8;

/** Stand around the number of each line at its end while a template is expanded, so that lines are known again. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];

/** Thrown and caught in this file alone. */
class Stop extends Error {}

/**
 * A file with its Jinja template expanded; lines of it are those of the template. What is wrong is reported, as are names
 * without a value, and then there is none. Templates can read nothing but the files that were given.
 */
export function expandTemplate(file: SourceFile, templates: Templates, report: Report): SourceFile | undefined {
  if (!/\{[{%#]/.test(file.text)) return file;
  const expansion = new Expansion(templates, report);
  const malformed = (reason: string) =>
    report.add('ffarch/import-malformed', { format: 'a template', reason }, file.place);
  let text: string;
  try {
    text = expansion.expand(file, 0, true);
  } catch (error) {
    // Where a name has no value, what fails for it is no news.
    if (!expansion.open) malformed(templateReason(error));
    return undefined;
  }
  return expansion.open ? undefined : new ExpandedFile(file, text);
}

class Expansion {
  private steps = 0;
  /** Whether a name had no value. */
  open = false;

  constructor(
    private readonly templates: Templates,
    private readonly report: Report,
  ) {}

  expand(file: SourceFile, depth: number, marked: boolean): string {
    if (depth > MOST_DEPTH) throw new Stop(`templates include each other more than ${MOST_DEPTH} deep`);
    // Checks of other tools that end in errors there.
    const text = file.text.replace(/\{%-?\s*assert\b[\s\S]*?%\}/g, (all) => all.replace(/[^\n]/g, ''));
    const program = parse(tokenize(marked ? markLines(text) : text));
    const environment = new Environment();
    for (const [name, value] of CONSTANTS) environment.set(name, value);
    for (const [name, value] of this.templates.definitions) environment.set(name, constantOf(value));
    environment.set('range', boundedRange);
    environment.set('include_text', (path: unknown) => this.include(String(path), file, depth));
    const step = (name: string | undefined, known: boolean) => {
      this.steps += 1;
      if (this.steps > MOST_STEPS) throw new Stop(`it takes more than ${MOST_STEPS} steps`);
      if (name !== undefined && !known) this.missing(name, file);
    };
    const result = String(new CountingInterpreter(environment, step).run(program).value);
    if (result.length > MOST_CHARACTERS) throw new Stop(`it gives more than ${MOST_CHARACTERS} characters`);
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

  /** What a template includes: one of the files that were given, by the end of its path. */
  private include(path: string, from: SourceFile, depth: number): string {
    const wanted = path.replaceAll('\\', '/').replace(/^(\.\.?\/)+/, '');
    const found = this.templates.files.find((file) => file.path === wanted || file.path.endsWith(`/${wanted}`));
    if (found) return this.expand(found, depth + 1, false);
    const start = Math.max(0, from.text.indexOf(path));
    const effect = 'it is none of the files that are imported, so what it says is missing';
    this.report.add('ffarch/import-lost', { construct: path, effect }, { file: from, start, end: start + path.length });
    return '';
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

const CONSTANTS: ReadonlyMap<string, boolean> = new Map([
  ['True', true],
  ['False', false],
  ['true', true],
  ['false', false],
]);

/** Numbers are numbers to templates, too. */
const constantOf = (text: string): unknown =>
  CONSTANTS.get(text) ?? (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text);

function boundedRange(first: number, second?: number, step = 1): number[] {
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (!(count <= MOST_STEPS)) throw new Stop(`a loop runs more than ${MOST_STEPS} times`);
  return Array.from({ length: count }, (_, at) => start + at * step);
}

/**
 * Puts the number of each line at its end, unless the line ends inside of a tag, or a tag around the line break takes the
 * white space there away.
 */
function markLines(text: string): string {
  let inside = false;
  return text
    .split('\n')
    .map((line, at, lines) => {
      for (const [tag] of line.matchAll(/\{[{%#]|[}%#]\}/g)) inside = tag.startsWith('{');
      const trimmed = /-[}%#]\}\s*$/.test(line) || /^\s*\{[{%#]-/.test(lines[at + 1] ?? '');
      return inside || trimmed ? line : `${line}${OPEN}${at}${CLOSE}`;
    })
    .join('\n');
}

/** What a template gave; places in it are those of the lines that they came from. */
class ExpandedFile extends SourceFile {
  private readonly origins: readonly number[];

  constructor(template: SourceFile, expanded: string) {
    const lines = expanded.split('\n');
    const marks = lines.map((line) => [...line.matchAll(MARK)].map(([, number]) => Number(number)));
    const text = lines.map((line) => line.replace(MARK, '')).join('\n');
    super(template.path, new TextEncoder().encode(text));
    let next = 0;
    this.origins = marks
      .reverse()
      .map((found) => {
        next = found[0] ?? next;
        return next;
      })
      .reverse();
  }

  override position(offset: number): Position {
    return { line: this.origins[super.position(offset).line] ?? 0, character: 0 };
  }
}

const MARK = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');
