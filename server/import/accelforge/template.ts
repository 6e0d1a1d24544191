import { Jinja, Stop } from '../jinja.js';
import type { Report } from '../report.js';
import { type Position, SourceFile } from '../source-file.js';
import { templateReason } from '../template-reason.js';

/** What expands templates: what names stand for, and the files that templates may include. */
export interface Templates {
  readonly definitions: ReadonlyMap<string, string>;
  readonly files: readonly SourceFile[];
}

/** Templates include others this deep. */
const MOST_DEPTH = 8;

/** Stand around the number of each line at its end while a template is expanded, so that lines are known again. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];

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
    if (!expansion.jinja.open) malformed(templateReason(error));
    return undefined;
  }
  return expansion.jinja.open ? undefined : new ExpandedFile(file, text);
}

class Expansion {
  readonly jinja: Jinja;

  constructor(
    private readonly templates: Templates,
    private readonly report: Report,
  ) {
    this.jinja = new Jinja(templates.definitions, report);
  }

  expand(file: SourceFile, depth: number, marked: boolean): string {
    if (depth > MOST_DEPTH) throw new Stop(`templates include each other more than ${MOST_DEPTH} deep`);
    // Checks of other tools that end in errors there.
    const text = file.text.replace(/\{%-?\s*assert\b[\s\S]*?%\}/g, (all) => all.replace(/[^\n]/g, ''));
    const functions = { include_text: (path: unknown) => this.include(String(path), file, depth) };
    return this.jinja.render(marked ? markLines(text) : text, file, functions);
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
