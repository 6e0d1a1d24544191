import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { STATUS, type StatusName } from '../../../server/cli/status.js';
import { ffarch } from './in-thread.js';

const pair = (buffer: string, mac = 'energy: 1 pJ') => `workload W : gemm { M: 4, K: 4, N: 4 }
architecture A : gemm {
  memory D { size: unbounded; energy: 1 pJ; bandwidth: 1 }
  memory B { energy: 1 pJ; bandwidth: 1; ${buffer} }
  compute C { ${mac} }
}
`;
const MAPPING = 'mapping m of W on A { B: M 4, K 4, N 4 }\n';

const FILES = {
  'sound.ffarch': `${pair('size: 64')}${MAPPING}`,
  'broken.ffarch': `${pair('size: lots')}${MAPPING}`,
  'illegal.ffarch': `${pair('size: 1')}${MAPPING}`,
  'impossible.ffarch': pair('size: 1; factors: M = 4'),
  'component.ffarch': pair('size: 64', 'component: intmac { width: 8 }; technology: 45nm'),
  'plain.ffarch': pair('size: 64'),
  'other.ffarch': `${pair('size: 64')}workload V : depthwise { C: 1, P: 1, Q: 1, R: 1, S: 1 }\n`,
  'syntax.ffarch': 'architecture A : gemm {\n',
  'ragged.ffarch': 'workload   W : gemm { M: 4, K: 4, N: 4 }\n',
  'layers.csv': 'Layer, M, N, K,\nfc, 4, 10, 8,\n',
  'lossy.csv': 'Layer, M, N, K,\na, 1, 1, 1,\nfc, 4, 0, 8,\n',
  'malformed.yaml': '{architecture: {version: 0.4,\n  nodes: [}}\n',
  'nothing.txt': 'Buy milk.\n',
};

const STAND_IN = fileURLToPath(new URL('../accelergy/stand-in.mjs', import.meta.url));

/** Command lines, as they are in a folder with the files above, by the status with which they end. */
const LINES: Readonly<Partial<Record<StatusName, readonly string[]>>> = {
  done: [
    'map sound.ffarch --quiet',
    'explore sound.ffarch#A sound.ffarch#W --random 1',
    'evaluate sound.ffarch',
    'check sound.ffarch',
    'diagram sound.ffarch',
    'estimate sound.ffarch',
    'format plain.ffarch',
    'import layers.csv --strict',
    'import lossy.csv',
    'export timeloop sound.ffarch --out done',
    'list',
    'completion bash',
    'help',
    '--version',
    'map --help',
  ],
  errors: [
    'map broken.ffarch',
    'explore broken.ffarch broken.ffarch --random 1',
    'evaluate broken.ffarch',
    'evaluate illegal.ffarch',
    'check broken.ffarch',
    'diagram broken.ffarch',
    'estimate broken.ffarch',
    'estimate plain.ffarch --accelergy',
    'format syntax.ffarch',
    'format ragged.ffarch --check',
    'import malformed.yaml',
    'import nothing.txt',
    'import lossy.csv --strict',
    'export timeloop broken.ffarch --out errors',
    'export timeloop other.ffarch --out errors --strict',
  ],
  usage: [
    '',
    'nothing',
    'map sound.ffarch --seed one',
    'map sound.ffarch --seed 1 --seed 2',
    'map sound.ffarch#None sound.ffarch#W',
    'explore sound.ffarch sound.ffarch',
    'evaluate sound.ffarch none',
    'evaluate plain.ffarch',
    'check none.ffarch illegal.ffarch',
    'estimate none.ffarch',
    'estimate component.ffarch --accelergy none/accelergy',
    'format none.ffarch',
    'format nothing.txt',
    'check nothing.txt',
    'import none.csv',
    'import layers.csv --from nothing',
    'export none sound.ffarch --out usage',
    'export timeloop sound.ffarch --out sound.ffarch',
    'completion none',
    'lsp',
  ],
  noMapping: ['map impossible.ffarch', 'explore impossible.ffarch impossible.ffarch --random 1'],
};

describe('The exit status', () => {
  const home = process.cwd();
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ffarch-status-'));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), text);
    process.chdir(folder);
  });
  after(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [name, lines] of Object.entries(LINES)) {
    const expected = STATUS[name as StatusName];
    for (const line of lines) {
      it(`of ffarch ${line} is ${expected}`, async () => {
        const { status, err } = await ffarch(line.split(' ').filter((word) => word !== ''));
        assert.equal(status, expected, err);
        if (expected !== STATUS.done && line !== '') assert.notEqual(err, '');
      });
    }
  }

  it('tells that Accelergy fails', async () => {
    process.env.ACCELERGY_STAND_IN = 'crash';
    try {
      const { status, err } = await ffarch(['estimate', 'component.ffarch', '--accelergy', STAND_IN]);
      assert.equal(status, STATUS.errors, err);
    } finally {
      delete process.env.ACCELERGY_STAND_IN;
    }
  });
});
