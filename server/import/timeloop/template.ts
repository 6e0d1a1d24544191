import { isTemplate, Jinja } from '../jinja.js';
import type { Report } from '../report.js';
import type { Place, SourceFile } from '../source-file.js';
import { templateReason } from '../template-reason.js';
import type { YamlNode } from '../yaml/node.js';
import { readYaml, readYamlText, type YamlText } from '../yaml/read.js';

/** How deep files may include each other. */
const MOST_DEPTH = 16;

/** Stand in rendered text for the file and the line that it comes from, and for a value of another file. */
const LINE = /\uE000(\d+):(\d+)\uE001/g;
const VALUE = /^\uE002(\d+)\uE003$/;

/**
 * Renders templates as timeloopfe does: with `include`, `include_text`, `include_all`, `path_exists`, `cwd` and
 * `add_to_path`, which find files among those that were given. Nothing else can be called.
 */
export class Templates {
  /** Files that others have included: they are no part of the specification by themselves. */
  included = new Set<SourceFile>();
  private readonly values: YamlNode[] = [];
  private readonly jinja: Jinja;
  private depth = 0;

  constructor(
    private readonly files: readonly SourceFile[],
    definitions: ReadonlyMap<string, string>,
    private readonly report: Report,
  ) {
    this.jinja = new Jinja(definitions, report);
  }

  /** The YAML documents that a template becomes, with the places of its own lines and of those that it includes. */
  read(file: SourceFile): YamlNode[] {
    if (!isTemplate(file)) return readYaml(file, this.report, this.standsFor(file));
    const rendered = this.rendered(file);
    return rendered === null ? [] : readYamlText(this.located(rendered, file), this.report, this.standsFor(file));
  }

  /** What a scalar stands for: a value that the template has put there, or the file of `!include`. */
  private standsFor(file: SourceFile): (text: string) => YamlNode | undefined {
    return (text) => {
      const at = VALUE.exec(text)?.[1];
      if (at !== undefined) return this.values[Number(at)];
      const path = /^!include (.*)$/.exec(text)?.[1];
      const included = path === undefined ? undefined : this.find(path, file);
      if (!included || this.depth >= MOST_DEPTH) return undefined;
      this.included.add(included);
      this.depth += 1;
      const [root] = this.read(included);
      this.depth -= 1;
      return root;
    };
  }

  private rendered(file: SourceFile): string | null {
    if (!isTemplate(file)) return marked(file, this.files.indexOf(file));
    if (this.depth >= MOST_DEPTH) return this.refuse(file, `files include each other more than ${MOST_DEPTH} deep`);
    this.depth += 1;
    try {
      const rendered = this.jinja.render(marked(file, this.files.indexOf(file)), file, this.functions(file));
      return this.jinja.open ? null : rendered;
    } catch (error) {
      // Where a name has no value, what fails for it is no news.
      return this.jinja.open ? null : this.refuse(file, templateReason(error));
    } finally {
      this.depth -= 1;
    }
  }

  private refuse(file: SourceFile, reason: string): null {
    const unmarked = reason.replace(LINE, '').replace(/\s+/g, ' ').replace(/\.$/, '');
    this.report.add('ffarch/import-template', { reason: unmarked }, file.place);
    return null;
  }

  private functions(file: SourceFile): Record<string, unknown> {
    const find = (path: unknown): SourceFile | undefined => this.find(String(path), file);
    const given = (path: unknown): SourceFile => {
      const found = find(path);
      if (!found) throw new Error(`there is no file \`${String(path)}\` among those that were given`);
      this.included.add(found);
      return found;
    };
    return {
      cwd: () => file.folder.replace(/\/$/, '') || '.',
      add_to_path: () => '',
      path_exists: (path: unknown) => find(path) !== undefined,
      find_path: (path: unknown) => given(path).path,
      include_text: (path: unknown) => this.rendered(given(path)) ?? '',
      include: (path: unknown, key: unknown) => this.value(given(path), key),
      include_all: (pattern: unknown, key: unknown) => this.eachValue(String(pattern), key, file),
    };
  }

  /** A file among those given: beside the one that names it, further out, or with the same end of its path. */
  private find(path: string, from: SourceFile): SourceFile | undefined {
    const wanted = normal(path);
    const beside = normal(`${from.folder}${path}`);
    const end = wanted.replace(`${normal(from.folder)}/`, '').replace(/^(\.\.\/)+/, '');
    return (
      this.files.find((file) => normal(file.path) === beside) ??
      this.files.find((file) => normal(file.path) === wanted) ??
      this.files.find((file) => `/${normal(file.path)}`.endsWith(`/${end}`))
    );
  }

  private value(file: SourceFile, key: unknown): string {
    const [root] = this.read(file);
    const value = inside(root, key);
    if (!value) throw new Error(`\`${file.path}\` has no \`${String(key)}\``);
    return this.standIn(value);
  }

  private eachValue(pattern: string, key: unknown, from: SourceFile): string {
    const parts = normal(pattern)
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    const matches = new RegExp(`(^|/)${parts.join('[^/]*')}$`);
    const items = this.files
      .filter((file) => matches.test(file.path))
      .flatMap((file) => {
        this.included.add(file);
        const [root] = this.read(file);
        const value = inside(root, key);
        return value?.kind === 'list' ? value.items : value ? [value] : [];
      });
    return this.standIn({ kind: 'list', items, place: from.place, tag: '' });
  }

  private standIn(value: YamlNode): string {
    this.values.push(value);
    return `"\uE002${this.values.length - 1}\uE003"`;
  }

  /** A rendered text without its marks, and the places that its lines come from. */
  private located(rendered: string, file: SourceFile): YamlText {
    const lines: { readonly start: number; readonly from: Place }[] = [];
    let text = '';
    for (const line of rendered.split('\n')) {
      const marks = [...line.matchAll(LINE)];
      const [, at = '', row = '0'] = marks[0] ?? [];
      const source = this.files[Number(at)] ?? file;
      const offset = source.offsetOf(Number(row));
      lines.push({ start: text.length, from: { file: source, start: offset, end: offset } });
      text += `${line.replace(LINE, '')}\n`;
    }
    const lineAt = (offset: number) => lines.findLast(({ start }) => start <= offset) ?? { start: 0, from: file.place };
    return {
      text,
      place: (start, end) => {
        const { start: begins, from } = lineAt(start);
        const column = from.file.text.slice(from.start).search(/\S/);
        const indent = text.slice(begins).search(/\S/);
        const shifted = from.start + Math.max(0, start - begins - Math.max(0, indent)) + Math.max(0, column);
        return { file: from.file, start: shifted, end: shifted + Math.max(0, Math.min(end, begins + 500) - start) };
      },
    };
  }
}

/** The value at a path of keys, such as `compound_components.classes`; the whole without one. */
const inside = (root: YamlNode | undefined, key: unknown): YamlNode | undefined =>
  (typeof key === 'string' ? key.split('.') : []).reduce<YamlNode | undefined>(
    (node, step) => (node?.kind === 'map' ? node.get(step) : undefined),
    root,
  );

/** A path without `.` and, as far as it goes, without `..`. */
function normal(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}

/** A text with the number of each line at its end, but for those that end within braces of the template. */
function marked(file: SourceFile, at: number): string {
  let open = false;
  return file.text
    .split(/\r\n?|\n/)
    .map((line, row) => {
      for (const [brace] of line.matchAll(/\{\{|\{%|\{#|\}\}|%\}|#\}/g)) open = brace.startsWith('{');
      return open ? line : `${line}\uE000${at}:${row}\uE001`;
    })
    .join('\n');
}
