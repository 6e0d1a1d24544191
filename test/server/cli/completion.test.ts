import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SHELLS } from '../../../server/cli/completion/vocabulary.js';
import { OPTIONS } from '../../../server/cli/options.js';
import { ffarch } from './in-thread.js';

const exists = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

describe('Completion scripts', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ffarch-'));
    writeFileSync(path.join(folder, 'my own.ffarch'), '');
    writeFileSync(path.join(folder, 'my.json'), '');
    writeFileSync(path.join(folder, 'my.onnx'), '');
    mkdirSync(path.join(folder, 'mine'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const shell of SHELLS) {
    it(`are ${shell}`, async function () {
      const { status, out } = await ffarch(['completion', shell]);
      assert.equal(status, 0);
      if (!exists(shell)) this.skip();
      const script = path.join(folder, `script.${shell}`);
      writeFileSync(script, out);
      const { stderr, status: syntax } = spawnSync(shell, ['-n', script], { encoding: 'utf8' });
      assert.deepEqual([stderr, syntax], ['', 0]);
    });
  }

  describe('in bash', () => {
    before(function () {
      if (!exists('bash')) this.skip();
    });

    /** What bash offers for the last of these words, as it splits them. */
    async function offered(...words: readonly string[]): Promise<string[]> {
      const { out } = await ffarch(['completion', 'bash']);
      const program = `${out}
compopt() { :; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_ffarch
(( \${#COMPREPLY[@]} )) && printf '%s\\n' "\${COMPREPLY[@]}"; true`;
      const ran = spawnSync('bash', ['-c', program, 'bash', 'ffarch', ...words], { cwd: folder, encoding: 'utf8' });
      assert.deepEqual([ran.stderr, ran.status], ['', 0]);
      return ran.stdout
        .split('\n')
        .filter((line) => line !== '')
        .sort();
    }

    const cases: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
      [['ma'], ['map']],
      [['help', 'ch'], ['check']],
      [
        ['map', 'Eye'],
        ['Eyeriss', 'EyerissConv', 'EyerissNet'],
      ],
      [
        ['map', 'm'],
        ['mine', 'my own.ffarch'],
      ],
      [
        ['map', 'Eyeriss', 'BertLarge.F'],
        ['BertLarge.FF1', 'BertLarge.FF2'],
      ],
      [['map', 'Eyeriss', 'Eye'], []],
      [
        ['map', '--seed', '3', 'Eye'],
        ['Eyeriss', 'EyerissConv', 'EyerissNet'],
      ],
      [
        ['map', '--objective', '=', 'edp', 'Eye'],
        ['Eyeriss', 'EyerissConv', 'EyerissNet'],
      ],
      [
        ['map', '--objective', 'e'],
        ['edp', 'energy'],
      ],
      [
        ['map', '--objective', '=', 'e'],
        ['edp', 'energy'],
      ],
      [['map', '--objective', '='], [...(OPTIONS.objective.names ?? [])].sort()],
      [['map', 'Eyeriss', '--strategy', ''], [...(OPTIONS.strategy.names ?? [])].sort()],
      [
        ['map', 'Eyeriss', '--ti'],
        ['--time-limit', '--timeloop-bounds'],
      ],
      [['map', '--seed', ''], []],
      [
        ['map', '--out', 'my'],
        ['my own.ffarch', 'my.json', 'my.onnx'],
      ],
      [['check', 'a.ffarch', 'my'], ['my own.ffarch']],
      [
        ['import', 'm'],
        ['mine', 'my.onnx'],
      ],
      [['check', '--o'], []],
      [['list', ''], []],
      [['completion', ''], [...SHELLS].sort()],
    ];
    for (const [words, expected] of cases) {
      it(`offer ${expected.join(', ') || 'nothing'} for \`${words.join(' ')}\``, async () => {
        assert.deepEqual(await offered(...words), expected);
      });
    }
  });
});
