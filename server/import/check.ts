import type { Printed } from './print.js';
import type { Report } from './report.js';
import type { SourceFile } from './source-file.js';

/** Finds the errors of a text in the language, each with its line, from 0. */
export type ErrorsIn = (text: string) => Promise<readonly { readonly line: number; readonly message: string }[]>;

/**
 * Checks a document that files became. An error of the language in it is one of the import, at the line that it comes from:
 * importers know of most, and refuse what they know or say that it is lost.
 */
export async function reportErrors(
  printed: Printed,
  errorsIn: ErrorsIn,
  first: SourceFile,
  report: Report,
): Promise<void> {
  for (const { line, message } of await errorsIn(printed.text))
    report.add('ffarch/import-invalid', { error: message }, printed.placeOf(line) ?? first.place);
}
