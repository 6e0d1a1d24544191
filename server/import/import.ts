import { plural } from '../../language/figures.js';
import { freeName } from '../../language/print/print.js';
import { and } from '../../language/wording.js';
import { type ErrorsIn, reportErrors } from './check.js';
import { isErt } from './ert.js';
import { Fault } from './fault.js';
import { foreignFault, partFault } from './foreign.js';
import { FORMAT_NAMES, FORMATS, type Format, type FormatName } from './formats.js';
import type { ImportInput } from './importer.js';
import { type ImportedNetwork, importOnnx, looksLikeOnnx, printNetwork } from './onnx/index.js';
import { printDraft } from './print.js';
import { Report } from './report.js';
import type { SourceFile } from './source-file.js';

/** Files to be imported, whatever their format. */
export interface ImportRequest extends ImportInput {
  /** Their format; told by what is in them where it is undefined. */
  readonly format?: FormatName;
  /** Checks what comes of a specification. */
  readonly errorsIn: ErrorsIn;
}

/** What became of files. */
export type Imported = ImportedModel | ImportedSpecification;

/** The layers of a trained model. */
export interface ImportedModel {
  readonly kind: 'model';
  readonly name: string;
  readonly network: ImportedNetwork;
  /** As a `.ffarch` document. */
  readonly text: string;
}

/** Architectures, workloads and mappings of another tool. */
export interface ImportedSpecification {
  readonly kind: 'specification';
  /** Null where malformed files keep it from being told. */
  readonly format: FormatName | null;
  readonly report: Report;
  /** As a `.ffarch` document; null where errors keep it from being one. */
  readonly text: string | null;
}

/** Imports files by what is in them. */
export async function importFiles(request: ImportRequest): Promise<Imported | Fault> {
  const { files, name, sizes } = request;
  const [first, ...others] = files;
  if (!first) return new Fault('unknown-format', 'There are no files.', 'Name files of a format that is read.');
  const model = request.format ? undefined : files.find(({ bytes }) => looksLikeOnnx(bytes));
  if (model) return files.length > 1 ? severalModels(model, files.length) : importModel(model, name, sizes);
  const titles = FORMAT_NAMES.map((format) => FORMATS[format].title);
  const format =
    request.format ?? FORMAT_NAMES.find((format) => files.some((file) => FORMATS[format].recognizes(file)));
  const report = new Report();
  if (!format) {
    const { reportMalformed } = await import('./malformed.js');
    reportMalformed(files, report);
    if (report.failed) return { kind: 'specification', format: null, report, text: null };
    const part = partFault(files);
    if (part) return part;
    return others.length > 0 ? noneKnown(files.length, titles) : foreignFault(first, titles);
  }
  const importer = await FORMATS[format].load();
  const draft = importer.read(request, report);
  if (!request.format) reportOthers(FORMATS[format], files, report);
  if (report.failed) return { kind: 'specification', format, report, text: null };
  const printed = printDraft(draft, FORMATS[format].title, files);
  await reportErrors(printed, request.errorsIn, first, report);
  return { kind: 'specification', format, report, text: report.failed ? null : printed.text };
}

/** Says which files are none of the format, in a line however many they are. */
function reportOthers(format: Format, files: readonly SourceFile[], report: Report): void {
  if (format.joins) return;
  const known = files.filter((file) => format.recognizes(file));
  const others = files.filter(
    (file) =>
      !known.includes(file) &&
      !isErt(file) &&
      !/\.json$/i.test(file.name) &&
      !known.some(({ text }) => text.includes(file.name)),
  );
  const [first] = others;
  if (!first) return;
  const names = others.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = others.length > names.length ? [plural(others.length - names.length, 'more file')] : [];
  const what = others.length === 1 ? 'it is not a file' : 'they are not files';
  const effect = `${what} of ${format.title}, as the others are`;
  report.add('ffarch/import-lost', { construct: and([...names, ...more]), effect }, first.place);
}

/** The most files that are named where they are none of the format. */
const MOST_NAMED = 3;

function importModel({ bytes, name: file }: SourceFile, given: string | undefined, sizes: ImportInput['sizes']) {
  const network = importOnnx(bytes, sizes);
  if (network instanceof Fault) return network;
  const name = given ?? nameOf(file);
  return { kind: 'model' as const, name, network, text: printNetwork(name, file, network) };
}

/** `resnet-50.onnx` is `resnet_50`. */
export const nameOf = (file: string): string => freeName(file.replace(/(?!^)\.[^.]*$/, ''), new Set());

const severalModels = ({ name }: SourceFile, count: number): Fault =>
  new Fault('unknown-format', `\`${name}\` is an ONNX model, and one of ${count} files.`, 'Import it alone.');

const noneKnown = (count: number, titles: readonly string[]): Fault =>
  new Fault(
    'unknown-format',
    `None of the ${count} files is of a format that is read.`,
    `Name ONNX models, or files of ${titles.join(', ')}.`,
  );
