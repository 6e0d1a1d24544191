import type { SourceFile } from './source-file.js';

/** The keys that stand at the beginning of lines of a YAML file, with `_` for dashes. */
export function topKeys({ text }: SourceFile): ReadonlySet<string> {
  const keys = text.matchAll(/^(?:- +)?["']?([A-Za-z_][\w.-]*)["']? *:(?= |\r?$)/gm);
  return new Set([...keys].map(([, key = '']) => key.replaceAll('-', '_')));
}
