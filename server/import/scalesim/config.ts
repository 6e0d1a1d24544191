import type { Place, SourceFile } from '../source-file.js';

/** A value of a configuration of SCALE-Sim. */
export interface Setting {
  readonly value: string;
  readonly place: Place;
}

/** A configuration: settings by section and name, both in lower case. */
export type Settings = ReadonlyMap<string, ReadonlyMap<string, Setting>>;

/** Whether a file is a configuration of SCALE-Sim. */
export const looksLikeConfiguration = ({ text }: SourceFile): boolean =>
  /^\s*\[\s*architecture_presets\s*\]/im.test(text) && /^\s*ArrayHeight\s*[:=]/im.test(text);

/** Reads sections and settings as Python's `configparser` does: names in any case, `:` or `=`, `#` and `;` for comments. */
export function readConfiguration(file: SourceFile): Settings {
  const sections = new Map<string, Map<string, Setting>>();
  let section = new Map<string, Setting>();
  for (const { 0: line, index } of file.text.matchAll(/[^\r\n]+/g)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const head = /^\[([^\]]*)\]/.exec(trimmed)?.[1]?.trim().toLowerCase();
    if (head !== undefined) {
      section = sections.get(head) ?? new Map();
      sections.set(head, section);
      continue;
    }
    const at = trimmed.search(/[:=]/);
    if (at < 0) continue;
    const value = trimmed
      .slice(at + 1)
      .replace(/\s[#;].*$/, '')
      .trim();
    const place = { file, start: index, end: index + line.length };
    section.set(trimmed.slice(0, at).trim().toLowerCase(), { value, place });
  }
  return sections;
}
