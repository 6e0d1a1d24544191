import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutExpectations } from '../../../language/diagnostics/expected.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const SAMPLES = ['imports', 'imported', 'cycle', 'mappings', 'pairs', 'capacity', 'levels', 'couplings'];

/**
 * What is edited, with the text to begin with: the examples, samples that have something to say or import each other, a
 * file in a folder of its own, and a document that is not saved.
 */
export const FILES: ReadonlyMap<string, string> = new Map([
  ...readdirSync(path.join(root, 'examples'))
    .filter((name) => name.endsWith('.ffarch'))
    .map((name): [string, string] => [name, readFileSync(path.join(root, 'examples', name), 'utf8')]),
  ...SAMPLES.map((sample): [string, string] => {
    const name = `${sample}.ffarch`;
    const text = readFileSync(path.join(root, 'test/language/diagnostics/samples', name), 'utf8');
    return [name, withoutExpectations(text)];
  }),
  ['parts/kernel.ffarch', 'import "../imported.ffarch"\n\nworkload part : importedKernel { A: 4 }\n'],
  ['untitled:Untitled-1', 'workload mine : gemm { M: 8, K: 8, N: 8 }\nmapping m of mine on Eyeriss { DRAM: M 8 }\n'],
]);

/** Does something in a folder with all files that are saved, which is gone afterwards. */
export async function inFolder(use: (folder: string) => Promise<void>, files = FILES): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ffarch-fuzz-'));
  try {
    for (const [name, text] of files) {
      if (name.startsWith('untitled:')) continue;
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
