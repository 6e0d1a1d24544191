import { evaluateExpression } from '../expression.js';
import { isTemplate } from '../jinja.js';
import type { Report } from '../report.js';
import type { SourceFile } from '../source-file.js';
import { plainKey, type YamlMap, type YamlNode } from '../yaml/node.js';
import { KEYS, reportLostParts, reportMisspelt } from './keys.js';
import { Templates } from './template.js';

/** A part of a specification: what stands under a key at the top of a file. */
export interface Part {
  readonly key: string;
  readonly file: SourceFile;
  readonly node: YamlNode;
}

/** All parts of the specification, of whatever files, by their keys. */
export class Specification {
  private readonly parts: Part[] = [];

  constructor(files: readonly SourceFile[], definitions: ReadonlyMap<string, string>, report: Report) {
    const templates = new Templates(files, definitions, report);
    const readable = files.filter(({ name }) => /\.(ya?ml|jinja2?|j2)$/i.test(name));
    // Templates first: what they include is no part of the specification by itself.
    for (const file of [...readable.filter(isTemplate), ...readable.filter((file) => !isTemplate(file))]) {
      if (templates.included.has(file)) continue;
      const before = [...templates.included];
      const roots = templates.read(file);
      if (roots.length === 0) templates.included = new Set(before);
      for (const root of roots) {
        if (root.kind !== 'map') continue;
        reportLostParts(root.entries, report);
        reportMisspelt(root.entries, KEYS.specification, report);
        for (const { key, value } of root.entries) {
          if (value.kind === 'scalar') continue;
          this.parts.push({ key: plainKey(key), file: value.place.file, node: value });
        }
      }
    }
  }

  /** The parts with one of some keys; those that tools have generated count only where nobody wrote one. */
  of(...keys: readonly string[]): Part[] {
    const found = this.parts.filter(({ key }) => keys.includes(key));
    const written = found.filter(({ file }) => !GENERATED.test(file.name));
    return written.length > 0 ? written : found;
  }

  /** As `of`, of those that are maps. */
  maps(...keys: readonly string[]): (Part & { readonly node: YamlMap })[] {
    return this.of(...keys).filter((part): part is Part & { readonly node: YamlMap } => part.node.kind === 'map');
  }
}

/** What Timeloop and Accelergy write for each other, and what they make of the architecture on the way. */
const GENERATED = /^(flattened_architecture|tmp-accelergy|parsed-processed-input|ERT_summary|ART_summary)\b/;

/** Whether a node is a list of names, or a text with names between commas and blanks. */
export function namesOf(node: YamlNode | undefined): string[] {
  if (!node) return [];
  if (node.kind === 'list') return node.items.flatMap(namesOf);
  if (node.kind === 'map' || node.value === null) return [];
  return node.text.split(/[\s,]+/).filter((name) => name !== '' && name !== '[' && name !== ']');
}

/** A whole number that stands in a text, or is the value of an expression of numbers. */
export function wholeNumber(text: string): number | null {
  const value = evaluateExpression(text, () => undefined);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
