import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFAULT_OPTIONS } from '../../../../language/model/index.js';
import { keep } from '../../../../server/lsp/results/kept-results.js';
import { ResultStore } from '../../../../server/lsp/results/store.js';
import { DEFAULT_SEARCH } from '../../../../server/mapper/request.js';
import { search } from '../../../../server/mapper/search.js';
import { lower } from '../../../language/language.js';
import { FILES } from './files.js';

const EXAMPLE = 'eyeriss.ffarch';

/** What an editor has kept of a session in which the example was mapped, for each folder that it may be in. */
export async function keptResults(): Promise<(folder: string) => unknown> {
  const [{ value }] = (await lower(FILES.get(EXAMPLE)!)).mappings;
  const { architecture, workload } = value!;
  const result = search({ architecture, workload, options: DEFAULT_OPTIONS, search: DEFAULT_SEARCH });
  assert.ok(result.kind === 'mapped');
  return (folder) => {
    const uri = pathToFileURL(path.join(folder, EXAMPLE)).toString();
    const names = { uri, architecture: { uri, name: architecture.name }, workload: { uri, name: workload.name } };
    const store = new ResultStore();
    store.add({ architecture, workload, options: DEFAULT_OPTIONS, names }, { ...result, finished: 0 });
    return keep(store);
  };
}
