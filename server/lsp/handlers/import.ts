import { URI, UriUtils } from 'langium';
import { plural } from '../../../language/figures.js';
import { errorsIn } from '../../../language/language.js';
import { UnfitFile } from '../../../language/readable.js';
import { Fault } from '../../import/fault.js';
import { gather, type Reader } from '../../import/gather.js';
import { importFiles } from '../../import/import.js';
import { remarksOf, summaryOf } from '../../import/onnx/index.js';
import type { Report } from '../../import/report.js';
import type { SourceFile } from '../../import/source-file.js';
import type { ImportFinding, ImportOutcome, ImportParams } from '../../protocol/index.js';
import { onRequest } from '../requests.js';
import type { Context } from './context.js';

/** The import of a model's layers, and of specifications of other tools. */
export function serveImport({ connection, files, services }: Context): void {
  onRequest(connection, 'factorflow/import', async (params) => {
    const outcome = await outcomeOf(params, files, (code) => services.session.Documentation.of(code)?.href);
    if (outcome.kind === 'imported') connection.console.info(`Imported ${outcome.summary}`);
    return outcome;
  });
}

/** @param pageOf the address of what is said of a code */
async function outcomeOf(
  { uris, sizes, ert, estimate }: ImportParams,
  files: Context['files'],
  pageOf: (code: string) => string | undefined,
): Promise<ImportOutcome> {
  const places = new Map<string, URI>();
  const read = await gathered(uris, files, places);
  if (!Array.isArray(read)) return failed(read.message);
  const tables = await gathered(ert, files, places);
  if (!Array.isArray(tables)) return failed(tables.message);
  const imported = await importFiles({
    errorsIn,
    files: read,
    name: undefined,
    sizes: new Map(Object.entries(sizes)),
    definitions: new Map(),
    ert: tables,
    estimate,
  });
  const [title = ''] = uris.map((uri) => UriUtils.basename(URI.parse(uri)));
  if (imported instanceof Fault) {
    if (imported.code === 'open-dimension') return { kind: 'open', dimensions: [...imported.dimensions] };
    return failed(`${title}: ${imported.line}`);
  }
  if (imported.kind === 'model') {
    const { name, network, text } = imported;
    return {
      kind: 'imported',
      text,
      summary: `${name}: ${summaryOf(network)}`,
      remarks: remarksOf(network),
      findings: [],
    };
  }
  const { text, report } = imported;
  const findings = findingsOf(report, places, pageOf);
  if (text !== null) return { kind: 'imported', text, summary: `${title}: ${report.summary}`, remarks: [], findings };
  const errors = findings.filter(({ severity }) => severity === 'error');
  const more = errors.length > 1 ? ` (and ${plural(errors.length - 1, 'more error')})` : '';
  const energies = errors.every(({ code }) => MISSING_ENERGY.has(code));
  return { kind: 'failed', message: `${title}: ${errors[0]?.message ?? report.summary}${more}`, findings, energies };
}

/** What tables of energies remedy. */
const MISSING_ENERGY: ReadonlySet<string> = new Set(['ffarch/import-no-energy', 'ffarch/import-not-estimated']);

const failed = (message: string): ImportOutcome => ({ kind: 'failed', message, findings: [], energies: false });

/** Reads files and folders; says why one cannot be read. */
async function gathered(
  uris: readonly string[],
  files: Context['files'],
  places: Map<string, URI>,
): Promise<SourceFile[] | { readonly message: string }> {
  let current = URI.parse('');
  const reader: Reader<{ readonly path: string; readonly uri: URI }> = {
    read: ({ path, uri }, most) => {
      current = uri;
      places.set(path, uri);
      return files.readUpTo(uri, most);
    },
    list: async ({ uri }) => {
      current = uri;
      if (!(await files.stat(uri)).isDirectory) return undefined;
      const entries = await files.readDirectory(uri);
      return entries.map(({ uri, isFile, isDirectory }) => ({ name: UriUtils.basename(uri), isFile, isDirectory }));
    },
    join: ({ path, uri }, name) => ({ path: `${path}/${name}`, uri: UriUtils.joinPath(uri, name) }),
  };
  try {
    return await gather(
      uris.map((text) => {
        const uri = URI.parse(text);
        const path = UriUtils.basename(uri);
        return [path, { path, uri }] as const;
      }),
      reader,
    );
  } catch (error) {
    const reason = error instanceof UnfitFile ? error.reason : `cannot be read: ${(error as Error).message}`;
    return { message: `${UriUtils.basename(current)} ${reason}.` };
  }
}

const findingsOf = (
  { findings }: Report,
  places: ReadonlyMap<string, URI>,
  pageOf: (code: string) => string | undefined,
): ImportFinding[] =>
  findings.flatMap(({ code, severity, message, place: { file, start, end } }) => {
    const uri = places.get(file.path);
    if (!uri) return [];
    const range = { start: file.position(start), end: file.position(end) };
    return [{ uri: uri.toString(), range, severity, code, page: pageOf(code), message }];
  });
