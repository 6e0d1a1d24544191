import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { CONSTRUCTS } from '../../language/session/documentation.js';
import { ROOT, read, sectionsOf } from './pages.js';

const listed = (folder: string, pattern: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name.replaceAll('\\', '/')))
    .filter((path) => pattern.test(path) && statSync(join(ROOT, path)).isFile());

/** Everything with comments, and pages about code. */
const SOURCES = ['client', 'server', 'language', 'test', '.ci'].flatMap((folder) =>
  listed(folder, /\.(ts|langium|md)$/),
);
const PAGES = [...listed('docs', /\.md$/), 'README.md', 'ARCHITECTURE.md', 'server/mapper/optimal/METHOD.md'];

/** `model.md section 2, rule 5`, `model.md sections 3 to 5`, `model.md section 3, "Span"`, `mapper.md, "Dataflows"`. */
const REFERENCE =
  /\b(language|model|mapper|cli)\.md(?: sections? (\d+)(?: (?:to|and) (\d+))?)?(?:,? (?:rule (\d+)|"([^"]+)"))?/g;

/** What of the references in a text leads nowhere. */
function unresolved(text: string): string[] {
  // A reference may go on in the next line of a comment.
  const plain = text.replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ');
  return [...plain.matchAll(REFERENCE)].flatMap(([whole, page, first, last = first, rule, title]) => {
    const sections = sectionsOf(read(`docs/${page}.md`));
    const chapters = [first, last].filter((number) => number !== undefined);
    const at = chapters.map((number) => sections.findIndex(({ title }) => title.startsWith(`${number}. `)));
    if (at.includes(-1)) return [whole];
    const from = at[0] ?? 0;
    const next = sections.findIndex(({ title }, i) => i > from && /^\d+\. /.test(title));
    const inside = at.length === 0 ? sections : sections.slice(from, next < 0 ? undefined : next);
    const found =
      (rule === undefined || new RegExp(`^${rule}\\. `, 'm').test(inside[0].text)) &&
      (title === undefined ||
        inside.some((section) => section.title === title || section.text.includes(`**${title}.**`)));
    return found ? [] : [whole];
  });
}

describe('References to the documentation', () => {
  it('in code and comments lead to sections that there are', () => {
    const found = SOURCES.filter((path) => path !== 'test/docs/references.test.ts');
    assert.ok(found.filter((path) => /model\.md section/.test(read(path))).length > 20);
    assert.deepEqual(
      found.flatMap((path) => unresolved(read(path)).map((reference) => `${path}: ${reference}`)),
      [],
    );
  });

  it('are refused where they lead nowhere', () => {
    assert.deepEqual(
      unresolved('model.md section 2, rule 5; model.md sections 3 to\n * 5; mapper.md, "Dataflows"'),
      [],
    );
    for (const wrong of [
      'model.md section 9',
      'model.md section 2, rule 9',
      'model.md section 4, "Span"',
      'cli.md, "No"',
    ])
      assert.deepEqual(unresolved(`// (${wrong})`), [wrong]);
  });
});

/** The relative links of a page, and those within it. */
function brokenLinks(path: string, page: string): string[] {
  const text = page.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href]) => href);
  return links.filter((href) => {
    if (/^[a-z]+:/.test(href)) return false;
    const [file, anchor] = href.split('#');
    const target = file === '' ? path : normalize(join(dirname(path), file));
    if (!existsSync(join(ROOT, target))) return true;
    const there = target === path ? page : target.endsWith('.md') ? read(target) : '';
    return anchor !== undefined && !sectionsOf(there).some((section) => section.anchor === anchor);
  });
}

describe('Links of the documentation', () => {
  for (const path of PAGES) {
    it(`of ${path} lead somewhere`, () => {
      assert.deepEqual(brokenLinks(path, read(path)), []);
    });
  }

  it('under hovers lead to sections that there are', () => {
    const anchors = sectionsOf(read('docs/language.md')).map(({ anchor }) => anchor);
    assert.deepEqual(
      CONSTRUCTS.filter((construct) => !anchors.includes(construct)),
      [],
    );
  });

  it('are refused where they lead nowhere', () => {
    const page =
      '# A title\n\n[a](#a-title) [b](../README.md#commands) [c](https://x.y)\n[d](#b) [e](nowhere.md) [f](cli.md#b)\n';
    assert.deepEqual(brokenLinks('docs/model.md', page), ['#b', 'nowhere.md', 'cli.md#b']);
  });
});
