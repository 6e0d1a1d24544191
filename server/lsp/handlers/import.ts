import { URI, UriUtils } from 'langium';
import { UnfitFile } from '../../../language/readable.js';
import { Fault } from '../../import/fault.js';
import { importFiles, MOST_BYTES } from '../../import/import.js';
import { remarksOf, summaryOf } from '../../import/onnx/index.js';
import { placeText, SourceFile } from '../../import/source-file.js';
import type { ImportOutcome } from '../../protocol/index.js';
import { onRequest } from '../requests.js';
import type { Context } from './context.js';

/** The import of a model's layers. */
export function serveImport({ connection, files }: Context): void {
  onRequest(connection, 'factorflow/import', async ({ uri, sizes }) => {
    const at = URI.parse(uri);
    const file = UriUtils.basename(at);
    let bytes: Uint8Array;
    try {
      bytes = await files.readUpTo(at, MOST_BYTES);
    } catch (error) {
      const reason = error instanceof UnfitFile ? error.reason : `cannot be read: ${(error as Error).message}`;
      return { kind: 'failed' as const, message: `${file} ${reason}.` };
    }
    const outcome = await outcomeOf(new SourceFile(file, bytes), new Map(Object.entries(sizes)));
    if (outcome.kind === 'imported') connection.console.info(`Imported ${file} as ${outcome.summary}`);
    return outcome;
  });
}

async function outcomeOf(file: SourceFile, sizes: ReadonlyMap<string, number>): Promise<ImportOutcome> {
  const imported = await importFiles({
    files: [file],
    name: undefined,
    sizes,
    definitions: new Map(),
    ert: [],
    estimate: false,
  });
  if (imported instanceof Fault) {
    if (imported.code === 'open-dimension') return { kind: 'open', dimensions: [...imported.dimensions] };
    return { kind: 'failed', message: `${file.name}: ${imported.line}` };
  }
  if (imported.kind === 'model') {
    const { name, network, text } = imported;
    return { kind: 'imported', text, summary: `${name}: ${summaryOf(network)}`, remarks: remarksOf(network) };
  }
  const { text, report } = imported;
  const remarks = report.findings.map(({ place, message }) => `${placeText(place)}: ${message}`);
  if (text === null) return { kind: 'failed', message: remarks[0] ?? report.summary };
  return { kind: 'imported', text, summary: `${file.name}: ${report.summary}`, remarks };
}
