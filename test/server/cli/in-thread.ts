import { draw, page } from '../../../client/panel/figures/main.js';
import { run } from '../../../server/cli/run.js';
import { explore } from '../../../server/mapper/explore/explore.js';
import { search } from '../../../server/mapper/search.js';

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this thread, as to a pipe. */
export async function ffarch(args: readonly string[], interrupted = new AbortController().signal): Promise<Ran> {
  let out = '';
  let err = '';
  const status = await run(args, {
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
    interrupted,
    mapper: { map: async (request) => search(request, { cancelled: () => interrupted.aborted }) },
    explore: async (request) => explore(request),
    page: async (of) => page(of, ''),
    draw: async (drawing) => draw(drawing),
  });
  return { status, out, err };
}
