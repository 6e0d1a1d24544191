import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isCollection, isMap, isNode, isPair, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { Fault } from '../../../server/import/fault.js';
import type { FormatName } from '../../../server/import/formats.js';
import { parse } from '../../language/language.js';
import { findingsOf, importTexts } from './imported.js';
import { TEXTS } from './texts.js';

type Texts = Readonly<Record<string, string>>;

/** Files of a format that are imported together. */
export interface Seed {
  readonly format: FormatName;
  readonly name: string;
  readonly texts: Texts;
}

const SAMPLES = join(dirname(fileURLToPath(import.meta.url)), 'samples/timeloop');

/** What is spoiled: small files of each format, and those that become what is expected of Timeloop. */
export const SEEDS: readonly Seed[] = [
  ...TEXTS.map(({ format, texts }) => ({ format, name: format, texts })),
  ...readdirSync(SAMPLES).map((name): Seed => {
    const files = readdirSync(join(SAMPLES, name)).filter((file) => /\.(ya?ml|cfg|jinja2)$/.test(file));
    const texts = files.map((file) => [file, readFileSync(join(SAMPLES, name, file), 'utf8')]);
    return { format: 'timeloop', name, texts: Object.fromEntries(texts) };
  }),
];

/** Texts of which each is put in the place of a part of a file. */
const SPLICES = [
  ...['', '{', '}', '[', ']', '(((((', '\n', ': ', '- ', ',', '"', '*a', '&a ', '{{', '{% for i in range(9) %}'],
  ...['0', '-1', '1e999', '99999999999999999999', 'NaN', '!Memory', '\0', '\uFEFF', 'é'],
];

/** Values that no file should have where it has others. */
const VALUES = [
  ...[0, -1, 0.5, 1e300, 1e-300, 2 ** 53, true, null, '', '~', 'None', 'x', 'a b', '1 +', 'sqrt(-1)', '2**9999', '1/0'],
  ...[
    'must_specify',
    '_',
    'P=0',
    'PE[0..1e9]',
    'PE[5..1]',
    '<<',
    'SRAM',
    'SimpleMulticast',
    'ünï "code"',
    '\u202e',
    '$1',
  ],
];

const chosen = <T>(all: readonly T[], random: () => number): T => all[Math.floor(random() * all.length)] as T;

/** A file with some of its parts cut, doubled, or replaced. */
function spoiled(text: string, random: () => number): string {
  let result = text;
  const at = (length: number) => Math.floor(random() * (length + 1));
  for (let times = 1 + at(3); times > 0; times--) {
    const [a = 0, b = 0] = [at(result.length), at(result.length)].sort((one, other) => one - other);
    const end = random() < 0.5 ? Math.min(result.length, a + at(12)) : b;
    const splice = random() < 0.3 ? result.slice(a, end).repeat(2) : chosen(SPLICES, random);
    result = result.slice(0, a) + splice + result.slice(end);
  }
  return result;
}

/** YAML with some of its nodes left out, doubled, swapped, put elsewhere, or with other values, which is still YAML. */
function mutated(text: string, random: () => number): string {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
    const collections = collectionsIn(document.contents).filter(({ items }) => items.length > 0);
    if (collections.length === 0) break;
    const collection = chosen(collections, random);
    const items = collection.items as unknown[];
    const at = Math.floor(random() * items.length);
    const item = items[at];
    const other = chosen(chosen(collections, random).items as unknown[], random);
    const replace = (node: unknown) => {
      if (isPair(item)) item.value = node;
      else items[at] = node;
    };
    const copied = (of: unknown): Node | null => {
      const node = isPair(of) ? of.value : of;
      return isNode(node) ? (node.clone() as Node) : null;
    };
    switch (Math.floor(random() * 7)) {
      case 0:
        items.splice(at, 1);
        break;
      case 1:
        items.splice(at, 0, isPair(item) ? item.clone() : copied(item));
        break;
      case 2:
        replace(copied(other));
        break;
      case 3:
        // A key of something else, in the place of its own.
        if (isPair(item) && isPair(other)) item.key = other.key;
        break;
      case 4:
        items.reverse();
        break;
      case 5:
        replace(document.createNode([copied(item)]));
        break;
      default:
        replace(document.createNode(chosen(VALUES, random)));
    }
  }
  return String(document);
}

function collectionsIn(root: unknown): { readonly items: readonly unknown[] }[] {
  if (!isCollection(root)) return [];
  const inner = isSeq(root) ? root.items : isMap(root) ? root.items.map(({ value }) => value) : [];
  return [root, ...inner.filter((node) => !isScalar(node)).flatMap(collectionsIn)];
}

/** Files of which one is spoiled, as text or as YAML. */
export function spoil({ format, name, texts }: Seed, random: () => number): Seed {
  const file = chosen(Object.keys(texts), random);
  const text = texts[file] ?? '';
  const isYaml = /\.ya?ml$/.test(file) && random() < 0.75;
  let result: string;
  try {
    result = isYaml ? mutated(text, random) : spoiled(text, random);
  } catch {
    // Some nodes do not print where they are put, such as an alias before what it stands for.
    result = spoiled(text, random);
  }
  return { format, name, texts: { ...texts, [file]: result } };
}

/**
 * What is imported is a document without errors, or there is a line that says why not.
 *
 * @returns what the document was refused for, which an importer should rather know of
 */
export async function assertSound({ format, texts }: Seed, estimate: boolean): Promise<readonly string[]> {
  const imported = await importTexts(texts, { format, estimate });
  if (imported instanceof Fault) {
    assert.ok(imported.line.length > 0 && !imported.line.includes('\n'), imported.line);
    return [];
  }
  const findings = findingsOf(imported);
  for (const finding of findings) assert.ok(!/\b(undefined|\[object)\b/.test(finding), finding);
  if (imported.text === null) {
    assert.ok(imported.report.failed, 'Nothing is said of what is not imported.');
    return findings.filter((finding) => finding.includes(' import-invalid: '));
  }
  assert.ok(!/\b(undefined|NaN|Infinity|null)\b/.test(imported.text), imported.text);
  const { diagnostics = [] } = await parse(imported.text);
  const errors = diagnostics.filter(({ severity }) => severity === 1).map(({ message }) => String(message));
  assert.ok(errors.length === 0, `${errors.join('\n')}\n${imported.text}`);
  return [];
}
