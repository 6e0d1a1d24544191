import { type Language, parseDocument, startLanguage } from '../../language/language.js';
import type { Printed } from './print.js';
import type { Report } from './report.js';
import type { SourceFile } from './source-file.js';

/** One for all imports of a process: it reads the library once. */
let language: Promise<Language> | undefined;

let count = 0;

/**
 * Checks a document that files became. An error of the language in it is one of the import, at the line that it comes from:
 * importers know of most, and refuse what they know or say that it is lost.
 */
export async function reportErrors(printed: Printed, first: SourceFile, report: Report): Promise<void> {
  language ??= startLanguage();
  const started = await language;
  count += 1;
  const { diagnostics = [], uri } = await parseDocument(started, printed.text, `memory:/imported/${count}.ffarch`);
  for (const { severity, range, message } of diagnostics) {
    if (severity !== ERROR) continue;
    const place = printed.placeOf(range.start.line) ?? first.place;
    report.add('ffarch/import-invalid', { error: typeof message === 'string' ? message : message.value }, place);
  }
  await started.shared.workspace.DocumentBuilder.update([], [uri]);
}

const ERROR = 1;
