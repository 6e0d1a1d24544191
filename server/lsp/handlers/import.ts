import { URI, UriUtils } from 'langium';
import { UnfitFile } from '../../../language/readable.js';
import { Fault } from '../../import/fault.js';
import { importFile, MOST_BYTES } from '../../import/import.js';
import { remarksOf, summaryOf } from '../../import/onnx/index.js';
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
    const outcome: ImportOutcome = outcomeOf(bytes, file, new Map(Object.entries(sizes)));
    if (outcome.kind === 'imported') connection.console.info(`Imported ${file} as ${outcome.summary}`);
    return outcome;
  });
}

function outcomeOf(bytes: Uint8Array, file: string, sizes: ReadonlyMap<string, number>): ImportOutcome {
  const imported = importFile({ bytes, file, sizes });
  if (!(imported instanceof Fault)) {
    const { name, network, text } = imported;
    return { kind: 'imported', text, summary: `${name}: ${summaryOf(network)}`, remarks: remarksOf(network) };
  }
  if (imported.code === 'open-dimension') return { kind: 'open', dimensions: [...imported.dimensions] };
  return { kind: 'failed', message: `${file}: ${imported.line}` };
}
