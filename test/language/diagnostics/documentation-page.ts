import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECTIONS } from '../../../language/diagnostics/index.js';
import { FIXES } from '../../../language/editor/code-actions/fixes.js';

/** `docs/diagnostics.md`: what every code means, with an example from the samples in this folder, and of those of files of other tools. */
export function documentationPage(samples: string, imports: string): string {
  const examples = new Map([...examplesIn(samples), ...importExamplesIn(imports)]);
  const entry = ([code, { explanation }]: [string, { readonly explanation: string }]): string =>
    [
      `### ${code}`,
      explanation,
      ...(examples.get(code) ?? []),
      ...(code in FIXES ? ['There is a quick fix.'] : []),
    ].join('\n\n');
  return [
    '# Diagnostics',
    'What the editor and `ffarch check` say of a document, by code. Errors keep a declaration from being mapped or evaluated; warnings point at what is hardly meant; hints inform.',
    'This page is made of `language/diagnostics/` and of the samples of the tests, by `UPDATE_EXPECTED=1 npm run test:unit`.',
    ...Object.entries(SECTIONS).flatMap(([title, rows]) => [`## ${title}`, ...Object.entries(rows).map(entry)]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

/** The first line of a sample that shows a code, and what is said of it. */
function examplesIn(samples: string): Map<string, string[]> {
  const examples = new Map<string, string[]>();
  for (const name of readdirSync(samples).sort()) {
    let shown = '';
    for (const line of readFileSync(join(samples, name), 'utf8').split('\n')) {
      const [, marker, severity, code, message] = EXPECTATION.exec(line) ?? [];
      if (code === undefined) shown = line;
      else if (!examples.has(code)) examples.set(code, [block(shown, marker), `> **${severity}**: ${message}`]);
    }
  }
  return examples;
}

/** The line of a file of another tool of which something is said; `expected.txt` says where, and what. */
function importExamplesIn(samples: string): Map<string, string[]> {
  const examples = new Map<string, string[]>();
  const folders = readdirSync(samples).flatMap((format) =>
    readdirSync(join(samples, format)).map((name) => join(samples, format, name)),
  );
  for (const folder of folders.sort()) {
    for (const line of readFileSync(join(folder, 'expected.txt'), 'utf8').split('\n')) {
      const [, file, row, severity, message, code] =
        /^([^:]+):(\d+):\d+: (error|warning|information): (.*) \((ffarch\/[a-z-]+)\)$/.exec(line) ?? [];
      if (code === undefined || examples.has(code)) continue;
      const shown = readFileSync(join(folder, file), 'utf8').split('\n')[Number(row) - 1];
      const block = ['```yaml', `${shown.trim()} # ${file}:${row}`, '```'].join('\n');
      examples.set(code, [block, `> **${severity === 'information' ? 'info' : severity}**: ${message}`]);
    }
  }
  return examples;
}

/** As `expected.ts` writes them. */
const EXPECTATION = /^( *\/\/ *(?:~+|@\S+)) (error|warning|info|hint) (ffarch\/[a-z-]+): (.*)$/;

/** A line, with a mark below the place that is meant where it can be marked. */
function block(line: string, marker: string): string {
  const lines = marker.includes('@') ? [line.trimStart()] : [line, marker];
  return ['```ffarch', ...lines, '```'].join('\n');
}
