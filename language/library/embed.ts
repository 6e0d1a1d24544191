import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Writes the standard library into a module, so at run time no file system is needed. Part of `npm run generate`. */
const folder = new URL('.', import.meta.url);
const target = new URL('../generated/library.ts', import.meta.url);

const texts = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.ffarch'))
    .sort()
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);
mkdirSync(new URL('.', target), { recursive: true });
writeFileSync(
  target,
  `// Generated from language/library/*.ffarch by language/library/embed.ts.\nexport const LIBRARY: Readonly<Record<string, string>> = ${JSON.stringify(texts, null, 2)};\n`,
);
