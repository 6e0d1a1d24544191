import type { LangiumDocument } from 'langium';
import { type Language, parseDocument, startLanguage } from '../../language/language.js';
import type { LoweredDocument } from '../../language/lower/index.js';

/** One language for all tests that need no file system. */
export const language: Language = await startLanguage();

let count = 0;

/** Parses, links and validates a text under a name of its own. */
export function parse(text: string): Promise<LangiumDocument> {
  count += 1;
  return parseDocument(language, text, `file:///test/${count}.ffarch`);
}

export async function lower(text: string): Promise<LoweredDocument> {
  return language.Ffarch.lowering.LoweringProvider.document(await parse(text));
}

/** `3:5 ffarch/syntax` for each diagnostic of the lexer, the parser and the linker, 1-based. */
export function basicDiagnostics(document: LangiumDocument): string[] {
  const basic = ['unexpected-text', 'syntax', 'unresolved-name', 'ambiguous-name', 'import-not-found'];
  return (document.diagnostics ?? [])
    .filter(({ code }) => basic.includes(String(code).replace('ffarch/', '')))
    .map(({ range, code }) => `${range.start.line + 1}:${range.start.character + 1} ${code}`);
}

/** Plain data without the places where it was written. */
export function withoutSources<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, part) => (/(^s|S)ources?$/.test(key) ? undefined : part)));
}
