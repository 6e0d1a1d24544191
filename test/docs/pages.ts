import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the whole repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A file by its path in the repository. */
export const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');

/** The pages that are written by hand, around parts that are generated. */
export const PAGES = ['language', 'model', 'mapper', 'compare', 'import', 'estimates', 'cli'].map(
  (name) => `docs/${name}.md`,
);

/** A heading, with what of its own text stands below it. */
export interface Section {
  readonly title: string;
  /** As GitHub and VS Code call it in links. */
  readonly anchor: string;
  readonly text: string;
}

/** The sections of a page, whatever their level. Nothing in a block of code is a heading. */
export function sectionsOf(page: string): Section[] {
  const sections: { title: string; anchor: string; text: string }[] = [];
  const anchors = new Map<string, number>();
  let fence: string | undefined;
  for (const line of page.split('\n')) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (mark) fence = fence === undefined ? mark : undefined;
    const title = fence === undefined ? /^#+ (.*)$/.exec(line)?.[1] : undefined;
    if (title === undefined) {
      const last = sections.at(-1);
      if (last) last.text += `${line}\n`;
      continue;
    }
    const slug = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    const count = anchors.get(slug) ?? 0;
    anchors.set(slug, count + 1);
    sections.push({ title, anchor: count === 0 ? slug : `${slug}-${count}`, text: '' });
  }
  return sections;
}

/** A part between `<!-- NAME -->` and `<!-- end -->`, with the text between them. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

const PART = /^<!-- (?!end -->)(.+) -->\n([\s\S]*?)^<!-- end -->$/gm;

export const partsOf = (page: string): Part[] => [...page.matchAll(PART)].map(([, name, text]) => ({ name, text }));

/** A page with other text in its parts; undefined leaves one as it is. */
export function withParts(page: string, textOf: (name: string) => string | undefined): string {
  return page.replace(PART, (whole, name: string) => {
    const text = textOf(name);
    return text === undefined ? whole : `<!-- ${name} -->\n${text}\n<!-- end -->`;
  });
}

/** A block of source text in Markdown. */
export interface Example {
  /** What stands after `ffarch`: how it is to be wrapped, see `examples.ts`. */
  readonly kind: string;
  readonly text: string;
}

export const examplesOf = (page: string): Example[] =>
  [...page.matchAll(/^```ffarch\b ?(.*)\n([\s\S]*?)^```$/gm)].map(([, kind, text]) => ({ kind, text }));

/** A table of Markdown. */
export function table(head: readonly string[], align: string, rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`.replace(/ {2,}/g, ' ');
  return [
    line(head),
    `|${[...align].map((side) => (side === 'r' ? '--:' : '---')).join('|')}|`,
    ...rows.map(line),
  ].join('\n');
}

export const code = (text: string): string => `\`${text}\``;
