import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FormatName } from '../../../server/import/formats.js';
import { importSound } from './imported.js';

/** Published files, which are not part of the product: they lie beside it where they can be had. */
const CORPUS = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/interop/corpus');

interface Expected {
  readonly folders: readonly string[];
  readonly format: FormatName;
  readonly define?: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Lines that are in the result, without the places that they come from. */
  readonly lines: readonly string[];
}

const EXPECTED: readonly Expected[] = [
  {
    folders: ['18-zigzag'],
    format: 'zigzag',
    summary: '6 levels exact, 1 approximated, 0 constructs lost',
    lines: ['fanout D1[32] over M {', 'factors: C = 32', 'bandwidth: read 2048 b, write 2048 b'],
  },
  {
    folders: ['19-zigzag'],
    format: 'zigzag',
    summary: '5 levels and 1 layer exact, 4 approximated, 0 constructs lost',
    lines: ['L0 : gemm { M: 128, K: 128, N: 128 }', 'fanout D2[8] over K {', 'buffering: 2'],
  },
  {
    folders: ['20-zigzag'],
    format: 'zigzag',
    summary: '10 levels exact, 3 approximated, 0 constructs lost',
    lines: ['memory rf_1B {', 'fanout D4[2] over M, P, Q, C, R, S'],
  },
  {
    folders: ['21-zigzag'],
    format: 'zigzag',
    summary: '21 layers exact, 0 approximated, 0 constructs lost',
    lines: ['example_name_of_layer0 : stridedConv { M: 64, P: 112, Q: 112, C: 3, R: 7, S: 7, Pstride: 2, Qstride: 2 }'],
  },
  {
    folders: ['24-accelforge', '25-accelforge'],
    format: 'accelforge',
    define: { BATCH_SIZE: '1' },
    summary: '5 levels and 21 layers exact, 3 approximated, 0 constructs lost',
    lines: ['T20 : gemm { M: 1000, K: 512, N: 1 }', 'energy: read 15.04 pJ, write 18.88 pJ', 'mayBypass: W, In, Out'],
  },
  {
    folders: ['26-accelforge'],
    format: 'accelforge',
    define: {
      BATCH_SIZE: '2',
      DECODE: 'False',
      N_NEW_TOKENS: '128',
      N_CACHED_TOKENS: '0',
      N_HEADS: '12',
      N_EMB_PER_HEAD: '64',
      N_HIDDEN_DIMS: '768',
    },
    summary: '6 layers exact, 0 approximated, 2 constructs lost',
    lines: ['QK : batchedGemm { B: 24, M: 128, K: 64, N: 128 }', 'Z : gemm { M: 768, K: 768, N: 256 }'],
  },
  {
    folders: ['27-maestro'],
    format: 'maestro',
    summary: '66 layers exact, 0 approximated, 1 construct lost',
    lines: ['CONV1 : stridedConv { M: 64, P: 109, Q: 109, C: 3, R: 7, S: 7, Pstride: 2, Qstride: 2 }'],
  },
  {
    folders: ['28-maestro'],
    format: 'maestro',
    summary: '56 layers exact, 0 approximated, 0 constructs lost',
    lines: ['Bottleneck1_1_2 : depthwise { C: 32, P: 110, Q: 110, R: 3, S: 3 }'],
  },
  {
    folders: ['29-scale-sim'],
    format: 'scalesim',
    summary: '54 layers exact, 0 approximated, 0 constructs lost',
    lines: ['Conv1 : stridedConv { M: 64, P: 109, Q: 109, C: 3, R: 7, S: 7, Pstride: 2, Qstride: 2 }'],
  },
  {
    folders: ['30-scale-sim'],
    format: 'scalesim',
    summary: '1 layer exact, 0 approximated, 0 constructs lost',
    lines: ['"Test 1" : gemm { M: 128, K: 256, N: 256 }'],
  },
];

describe('Published files', () => {
  for (const { folders, format, define, summary, lines } of EXPECTED)
    it(`of ${folders.join(' and ')} become what they should`, async function () {
      if (!existsSync(CORPUS)) this.skip();
      const texts = folders.flatMap((folder) =>
        readdirSync(join(CORPUS, folder)).map((file) => [file, readFileSync(join(CORPUS, folder, file), 'utf8')]),
      );
      const imported = await importSound(Object.fromEntries(texts), format, { define });
      const said = imported.text.split('\n').map((line) => line.replace(/ \/\/ .*$/, '').trim());
      for (const line of lines) assert.ok(said.includes(line), `${line}\n${imported.text}`);
      assert.equal(imported.summary, summary);
    });
});
