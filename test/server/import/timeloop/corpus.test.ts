import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../docs/pages.js';
import { ffarch } from '../../cli/in-thread.js';
import { statisticsOf } from './statistics.js';

/** Files that people have published, where they are there: they stay under their own licences. */
const CORPUS = join(ROOT, '../shared/interop/corpus');

interface Run {
  /** The number of the specification in the corpus. */
  readonly of: string;
  readonly files: readonly string[];
  readonly ert: string;
  readonly mapping: string;
  readonly statistics: string;
  /** Operands on levels whose counts differ, and why. */
  readonly differ?: Readonly<Record<string, string>>;
  /** Levels whose energy differs, and why. */
  readonly energies?: Readonly<Record<string, string>>;
}

const OLDER = 'the reference was made from an older architecture, with the array above the buffer';
const FIRST_FILLS = 'version 0.3 fills outputs on their first visit, too';

const RUNS: readonly Run[] = [
  {
    of: '01',
    files: ['arch', 'map', 'prob'],
    ert: 'ref-output/timeloop-model.ERT.yaml',
    mapping: 'conv1d_1level',
    statistics: 'ref-output/timeloop-model.stats.txt',
  },
  {
    of: '02',
    files: ['arch', 'map', 'prob'],
    ert: 'ref-output/os/timeloop-model.ERT.yaml',
    mapping: 'conv1d_2level_os',
    statistics: 'ref-output/os/timeloop-model.stats.txt',
  },
  {
    of: '02',
    files: ['arch', 'map', 'prob'],
    ert: 'ref-output/ws/timeloop-model.ERT.yaml',
    mapping: 'conv1d_2level_ws',
    statistics: 'ref-output/ws/timeloop-model.stats.txt',
  },
  {
    of: '03',
    files: ['arch', 'map', 'prob'],
    ert: 'ref-output/no-bypass/timeloop-model.ERT.yaml',
    mapping: 'conv1d_oc_3level',
    statistics: 'ref-output/no-bypass/timeloop-model.stats.txt',
  },
  {
    of: '03',
    files: ['arch', 'map', 'prob'],
    ert: 'ref-output/bypass/timeloop-model.ERT.yaml',
    mapping: 'conv1d_oc_3level_bypass',
    statistics: 'ref-output/bypass/timeloop-model.stats.txt',
  },
  {
    of: '04',
    files: ['arch', 'map', 'prob'],
    ert: 'ref-output/cp/timeloop-model.ERT.yaml',
    mapping: 'conv1d_oc_ic_3levelspatial_cp_ws',
    statistics: 'ref-output/cp/timeloop-model.stats.txt',
    differ: { 'GlobalBuffer Outputs': OLDER },
  },
  {
    of: '04',
    files: ['arch', 'map', 'prob'],
    ert: 'ref-output/kp/timeloop-model.ERT.yaml',
    mapping: 'conv1d_oc_ic_3levelspatial_kp_ws',
    statistics: 'ref-output/kp/timeloop-model.stats.txt',
    differ: { 'GlobalBuffer Inputs': OLDER },
  },
  {
    of: '05',
    files: ['arch', 'constraints/null.constraints.yaml', 'prob', 'ref-output/null/timeloop-mapper.map.yaml'],
    ert: 'ref-output/null/timeloop-mapper.ERT.yaml',
    mapping: 'found',
    statistics: 'ref-output/null/timeloop-mapper.stats.txt',
  },
  {
    of: '05',
    files: ['arch', 'prob', 'ref-output/freebypass/timeloop-mapper.map.yaml'],
    ert: 'ref-output/freebypass/timeloop-mapper.ERT.yaml',
    mapping: 'found',
    statistics: 'ref-output/freebypass/timeloop-mapper.stats.txt',
  },
  {
    of: '06',
    files: ['arch', 'prob', 'ref-output/timeloop-mapper.map.yaml'],
    ert: 'ref-output/timeloop-mapper.ERT.yaml',
    mapping: 'found',
    statistics: 'ref-output/timeloop-mapper.stats.txt',
  },
  {
    of: '07',
    files: ['arch.yaml', '../00/_include/default_problem.yaml', 'ref_outputs/timeloop-mapper.map.yaml'],
    ert: 'ref_outputs/timeloop-mapper.ERT.yaml',
    mapping: 'found',
    statistics: 'ref_outputs/timeloop-mapper.stats.txt',
  },
  {
    of: '08',
    files: ['arch.yaml', '../00/_include/default_problem.yaml', 'ref_outputs/timeloop-mapper.map.yaml'],
    ert: 'ref_outputs/timeloop-mapper.ERT.yaml',
    mapping: 'found',
    statistics: 'ref_outputs/timeloop-mapper.stats.txt',
    energies: { PEWeightRegs: 'a cluster that is used in part takes as much energy as a whole one' },
  },
  {
    of: '09',
    files: ['arch.yaml', '../00/_include/default_problem.yaml', 'ref_outputs/timeloop-mapper.map.yaml'],
    ert: 'ref_outputs/timeloop-mapper.ERT.yaml',
    mapping: 'found',
    statistics: 'ref_outputs/timeloop-mapper.stats.txt',
  },
  {
    of: '13',
    files: [''],
    ert: 'timeloop-mapper.ERT.yaml',
    mapping: 'found',
    statistics: 'timeloop-mapper.stats.txt',
    differ: { 'shared_glb Outputs': FIRST_FILLS, 'psum_spad Outputs': FIRST_FILLS },
  },
];

(existsSync(CORPUS) ? describe : describe.skip)('Published specifications of Timeloop', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ffarch-corpus-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const folderOf = (number: string): string => {
    const name = readdirSync(CORPUS).find((name) => name.startsWith(`${number}-`));
    assert.ok(name, number);
    return join(CORPUS, name);
  };

  for (const { of, files, ert, mapping, statistics, differ = {}, energies = {} } of RUNS) {
    it(`count what ${of} ${statistics} does`, async () => {
      const home = folderOf(of);
      const paths = files.map((file) =>
        file.startsWith('../00/') ? join(folderOf('00'), file.slice(6)) : join(home, file),
      );
      const out = join(folder, `${of}.ffarch`);
      const imported = await ffarch(['import', ...paths, '--ert', join(home, ert), '--out', out]);
      assert.equal(imported.status, 0, imported.err);
      assert.equal((await ffarch(['check', out])).status, 0);
      const text = readFileSync(out, 'utf8');
      const evaluated = await ffarch(['evaluate', out, mapping, '--free-drains', '--json']);
      const [report] = JSON.parse(evaluated.out);
      const theirs = statisticsOf(readFileSync(join(home, statistics), 'utf8'));
      assert.deepEqual(report.violations, []);
      assert.equal(report.latency_cycles, theirs.cycles);
      const different = new Set<string>();
      const costly = new Set<string>();
      let leakage = 0;
      for (const level of report.levels) {
        if (level.type !== 'memory') continue;
        const said = theirs.levels[level.name];
        const [read, write] = energiesOf(text, level.name);
        leakage += said.leakage_pJ;
        for (const [operand, counts] of Object.entries<{ reads: number; writes: number; fills?: number }>(
          level.operands,
        )) {
          const { reads, fills, updates, instances, energy_pJ } = said.operands[operand];
          const filled = counts.fills ?? counts.writes;
          const ours = [counts.reads, filled, counts.writes - filled];
          if (String(ours) !== String([reads, fills, updates])) different.add(`${level.name} ${operand}`);
          // Timeloop reads and writes whole rows: 18 words of rows of 8 take the energy of 24.
          const whole = (words: number) => instances * Math.ceil(words / instances / said.row);
          if (!near(whole(reads) * read + whole(fills) * write + whole(updates) * write, energy_pJ))
            costly.add(level.name);
        }
      }
      const accesses = report.levels.reduce(
        (sum: number, level: { energy_pJ?: number }) => sum + (level.energy_pJ ?? 0),
        0,
      );
      if (Object.keys(energies).length + Object.keys(differ).length === 0)
        assertNear(report.energy_pJ - accesses, leakage);
      assert.deepEqual([...different].sort(), Object.keys(differ).sort());
      assert.deepEqual([...costly].sort(), Object.keys(energies).sort());
    });
  }

  it('have each mapping on the architecture whose constraints it keeps, of several files of them', async () => {
    const out = join(folder, 'alternatives.ffarch');
    assert.equal((await ffarch(['import', folderOf('05'), '--out', out])).status, 0);
    assert.equal((await ffarch(['check', out])).status, 0);
    const mappings = [...readFileSync(out, 'utf8').matchAll(/^mapping (\w+) of \w+ on (\w+)/gm)];
    assert.deepEqual(
      mappings.map(([, name, on]) => [name, on]),
      ['baked', 'freebypass', 'null'].map((name) => [name, '_3level_null']),
    );
  });

  it('are each imported, or refused in a line, alone and all together', async () => {
    const everything = readdirSync(CORPUS).map((name) => join(CORPUS, name));
    for (const paths of [...everything.map((path) => [path]), everything]) {
      const out = join(folder, 'any.ffarch');
      const { status, err } = await ffarch(['import', ...paths, '--quiet', '--out', out]);
      if (status === 0) assert.equal((await ffarch(['check', out])).status, 0, String(paths));
      assert.ok(status === 0 || status === 1 || status === 2, err);
      assert.doesNotMatch(err, /\n {4}at /);
    }
  });
});

/** What a read and a write of a level take, of a row where it has some, as the document says it. */
function energiesOf(text: string, level: string): [read: number, write: number] {
  const [, read, write] =
    new RegExp(`memory ${level} \\{[^}]*energy: read (\\S+) pJ[^,]*, write (\\S+) pJ`).exec(text) ?? [];
  return [Number(read), Number(write)];
}

/** Whether an energy is what Timeloop prints with two digits, for each operand, and sums with single precision. */
const near = (ours: number, theirs: number): boolean => Math.abs(ours - theirs) <= 0.03 + 1e-6 * theirs;

function assertNear(ours: number, theirs: number): void {
  assert.ok(near(ours, theirs), `${ours} is not ${theirs}`);
}
