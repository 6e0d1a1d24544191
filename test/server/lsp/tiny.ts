import type { ServerHost } from '../../../server/lsp/server.js';
import { search } from '../../../server/mapper/search.js';

/** An architecture and a workload that are mapped at once. */
export const TINY = `architecture tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  fanout PEs[4] over M
  memory Register { size: 16; energy: 1 pJ; bandwidth: 4 }
  compute MAC { energy: 1 pJ; cycles: 1 }
}
workload small : gemm { M: 8, K: 4, N: 2 }
`;

/** A mapper for them: it searches in the server's own thread. */
export const IN_THREAD: ServerHost['mapper'] = { map: async (request) => search(request), dispose: () => {} };
