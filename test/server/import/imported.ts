import assert from 'node:assert/strict';
import { TextDocument } from 'langium';
import { errorsIn } from '../../../language/language.js';
import { Fault } from '../../../server/import/fault.js';
import type { FormatName } from '../../../server/import/formats.js';
import { type ImportedSpecification, type ImportRequest, importFiles } from '../../../server/import/import.js';
import { placeText, SourceFile } from '../../../server/import/source-file.js';
import { language, parse } from '../../language/language.js';

/** What becomes of files of other tools, by their names. */
export async function importTexts(
  texts: Readonly<Record<string, string>>,
  options: Partial<Pick<ImportRequest, 'estimate' | 'format'>> & {
    define?: Readonly<Record<string, string>>;
    ert?: Readonly<Record<string, string>>;
  } = {},
): Promise<ImportedSpecification | Fault> {
  const imported = await importFiles({
    errorsIn,
    files: sourceFiles(texts),
    name: undefined,
    sizes: new Map(),
    definitions: new Map(Object.entries(options.define ?? {})),
    ert: sourceFiles(options.ert ?? {}),
    estimate: options.estimate ?? false,
    format: options.format,
  });
  if (imported instanceof Fault) return imported;
  assert.equal(imported.kind, 'specification');
  return imported;
}

/** The document that files become, which has no errors and is formatted, and what is said at their lines. */
export async function importSound(
  texts: Readonly<Record<string, string>>,
  format: FormatName,
  options: Parameters<typeof importTexts>[1] = {},
) {
  const imported = await importTexts(texts, options);
  assert.ok(!(imported instanceof Fault), imported instanceof Fault ? imported.line : '');
  assert.equal(imported.format, format);
  const findings = findingsOf(imported);
  assert.ok(imported.text !== null, findings.join('\n'));
  const document = await parse(imported.text);
  const errors = (document.diagnostics ?? []).filter(({ severity }) => severity === 1);
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
    imported.text,
  );
  const edits = language.Ffarch.lsp.Formatter.formatDocument(document);
  assert.equal(TextDocument.applyEdits(document.textDocument, edits), imported.text);
  return { text: imported.text, findings, summary: imported.report.summary };
}

const sourceFiles = (texts: Readonly<Record<string, string>>): SourceFile[] =>
  Object.entries(texts).map(([name, text]) => SourceFile.ofText(name, text));

/** What is said of files: `a.csv:2 import-lost: …`. */
export const findingsOf = ({ report }: ImportedSpecification): string[] =>
  report.findings.map(({ code, place, message }) => `${placeText(place)} ${code.replace('ffarch/', '')}: ${message}`);
