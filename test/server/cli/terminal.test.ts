import assert from 'node:assert/strict';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { draw, page } from '../../../client/panel/figures/main.js';
import type { Console } from '../../../server/cli/console.js';
import { progressText } from '../../../server/cli/progress.js';
import { run } from '../../../server/cli/run.js';
import { explore } from '../../../server/mapper/explore/explore.js';
import type { Progress } from '../../../server/mapper/request.js';
import { search } from '../../../server/mapper/search.js';

const PROGRESS: Progress = {
  phase: 'greedy descent',
  evaluations: 12345,
  seconds: 1.24,
  best: { value: 2.1e-7, mapping: [] },
  bound: 2.165e-7,
};

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line on a terminal, or in a pipe. Each search reports {@link PROGRESS} once. */
async function ffarch(
  args: readonly string[],
  {
    terminal = true,
    columns = 80,
    interruption = new AbortController(),
    map = undefined as Console['mapper']['map'] | undefined,
  } = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const status = await run(args, {
    out: { write: (text) => (out += text), isTTY: terminal, columns },
    err: { write: (text) => (err += text), isTTY: terminal, columns },
    interrupted: interruption.signal,
    mapper: {
      map:
        map ??
        (async (request, { progress }) => {
          progress?.(PROGRESS);
          return search(request);
        }),
    },
    explore: async (request) => explore(request),
    page: async (report) => page(report, ''),
    draw: async (drawing) => draw(drawing),
  });
  return { status, out, err };
}

const withEnvironment = async <T>(name: string, value: string, action: () => Promise<T>): Promise<T> => {
  const before = process.env[name];
  process.env[name] = value;
  try {
    return await action();
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
};

describe('ffarch on a terminal', () => {
  it('shows progress in a line that it takes away again, and colours', async () => {
    const { status, out, err } = await withEnvironment('NO_COLOR', '', () => ffarch(['map', 'Eyeriss', 'MB6']));
    assert.equal(status, 0);
    assert.match(err, /MB6 on Eyeriss: greedy descent, 12,345 evaluations, 1\.2 s, best WART 2\.1\u00a0×\u00a010⁻⁷/);
    assert.ok(err.endsWith('\r\x1b[J'), JSON.stringify(err));
    for (const line of err.split('\r')) assert.ok(stripVTControlCharacters(line).length < 80, line);
    assert.ok(out.includes('\x1b['), 'no colours');
  });

  it('aligns columns whatever the colours', async () => {
    const coloured = await withEnvironment('NO_COLOR', '', () => ffarch(['map', 'Eyeriss', 'MB6'], { columns: 200 }));
    const plain = await ffarch(['map', 'Eyeriss', 'MB6'], { terminal: false });
    const untimed = (text: string) => text.replace(/in [\d.]+ m?s/, '');
    assert.equal(untimed(stripVTControlCharacters(coloured.out)), untimed(plain.out));
  });

  it('keeps a pipe free of both', async () => {
    const { out, err } = await ffarch(['map', 'Eyeriss', 'MB6'], { terminal: false });
    assert.equal(err, '');
    assert.ok(!out.includes('\x1b'));
  });

  it('honours NO_COLOR and --quiet', async () => {
    const plain = await withEnvironment('NO_COLOR', '1', () => ffarch(['map', 'Eyeriss', 'MB6', '--quiet']));
    assert.ok(!plain.out.includes('\x1b'));
    assert.equal(plain.err, '');
  });

  it('says how far the best is from the bound, unless that means nothing yet', () => {
    assert.match(progressText('A on B', PROGRESS, 'wart'), /, within 3\.1 %$/);
    assert.match(progressText('A on B', { ...PROGRESS, bound: 1 }, 'wart'), /best WART 2\.1\u00a0×\u00a010⁻⁷$/);
    assert.match(progressText('A on B', { ...PROGRESS, bound: null }, 'wart'), /best WART 2\.1\u00a0×\u00a010⁻⁷$/);
    assert.match(progressText('A on B', { ...PROGRESS, bound: 2.1e-7 }, 'wart'), /, optimal$/);
    const cycles = { ...PROGRESS, best: { value: 2000, mapping: [] }, bound: 1000 };
    assert.match(progressText('A on B', cycles, 'latency'), /best latency 2,000 cycles, within 100 %$/);
  });
});

describe('tables of ffarch', () => {
  const commands: readonly (readonly string[])[] = [
    ['map', 'Eyeriss', 'BertLarge.KQV'],
    ['map', 'Eyeriss', 'BertLarge'],
    ['map', 'Eyeriss,Simba,Gemmini', 'BertLarge.FF1'],
    ['map', 'SimbaConv', '128', '56', '56', '64', '3', '3', '2', '2', '1', '1'],
    ['evaluate', path.join(import.meta.dirname, '../../../examples/eyeriss.ffarch')],
    ['explore', 'Eyeriss', 'MB6', '--random', '100', '--starts', '5'],
    ['list'],
    ['help'],
    ['help', 'map'],
    ['help', 'explore'],
  ];
  for (const args of commands) {
    it(`fit the terminal: ${path.basename(args.join(' '))}`, async () => {
      for (const columns of [60, 80, 100, 120, 200]) {
        const { out } = await ffarch(args, { columns });
        const long = out.split('\n').filter((line) => stripVTControlCharacters(line).length > columns);
        assert.deepEqual(long, [], `at ${columns} columns`);
      }
    });
  }

  it('shorten numbers before they go without columns', async () => {
    const head = async (columns: number) =>
      (await ffarch(['map', 'Eyeriss', 'BertLarge'], { columns })).out.split('\n');
    const wide = stripVTControlCharacters((await head(120))[2]);
    assert.match(wide, /10,850,000 J·cycle {2}80,838\.5 µJ {2}134,217,728 cycles/);
    const [, titles, layer] = (await head(90)).map(stripVTControlCharacters);
    assert.match(layer, /10\.8 MJ·cycle +80\.8 mJ +134 M cycles/);
    assert.match(titles, /EDP +energy +latency +array used +of peak +WART/);
    const [, fewer] = (await head(60)).map(stripVTControlCharacters);
    assert.match(fewer, /EDP +energy +latency$/);
  });

  it('break no line in a pipe', async () => {
    const { out } = await ffarch(['list'], { terminal: false, columns: 60 });
    assert.ok(out.split('\n').some((line) => line.includes('Simba ') && line.endsWith('PEWeightRegs · Compute')));
  });
});

describe('ffarch map, when not everything goes well', () => {
  it('prints the best so far on Ctrl-C, with status 130', async () => {
    const interruption = new AbortController();
    const { status, out } = await ffarch(['map', 'Eyeriss', 'MB6', '--json'], {
      interruption,
      map: async (request) => {
        const result = search(request);
        assert.equal(result.kind, 'mapped');
        interruption.abort();
        return { ...result, stopped: 'cancelled' };
      },
    });
    assert.equal(status, 130);
    assert.equal(JSON.parse(out).workload, 'MB6');
  });

  it('prints the layers that were mapped before Ctrl-C, without totals, and one line about the others', async () => {
    const interruption = new AbortController();
    let searches = 0;
    const { status, out, err } = await ffarch(['map', 'Eyeriss', 'MaestroBlas', '--json'], {
      terminal: false,
      interruption,
      map: async (request) => {
        if (++searches <= 2) return search(request);
        interruption.abort();
        return { kind: 'cancelled' };
      },
    });
    const { layers, totals } = JSON.parse(out);
    assert.deepEqual(
      [status, layers.map(({ workload }: { workload: string }) => workload), totals],
      [130, ['MB1', 'MB2'], null],
    );
    assert.equal(err, 'ffarch: interrupted: 2 of 6 layers of MaestroBlas are mapped on Eyeriss.\n');
  });

  it('says of each layer why it is not mapped, with the status of the first', async () => {
    const { status, out, err } = await ffarch(['map', 'TPUv1Conv', 'BenchmarkConvs', '--json'], {
      terminal: false,
      map: async (request) => (request.workload.name === 'XI' ? search(request) : { kind: 'cancelled' }),
    });
    assert.equal(status, 3);
    assert.equal(out, '');
    assert.match(err, /11\/15 XI on TPUv1Conv: no legal mapping exists/);
    assert.match(err, /1\/15 I on TPUv1Conv: stopped before a legal mapping was found/);
  });

  it('shows what a search had found that failed, with status 70', async () => {
    const { status, out, err } = await ffarch(['map', 'Eyeriss', 'MB6', '--json'], {
      terminal: false,
      map: async (request) => {
        const result = search(request);
        assert.ok(result.kind === 'mapped');
        return { kind: 'failed', message: 'The worker died.', report: result.report };
      },
    });
    assert.equal(status, 70);
    assert.equal(JSON.parse(out).workload, 'MB6');
    assert.match(err, /the search failed; this is its best until then\. The worker died\./);
  });

  it('prints what it cannot write to a file', async () => {
    const missing = path.join(import.meta.dirname, 'no', 'such', 'folder.json');
    const { status, out, err } = await ffarch(['map', 'Eyeriss', 'MB6', '--json', '--out', missing], {
      terminal: false,
    });
    assert.equal(status, 2);
    assert.equal(JSON.parse(out).workload, 'MB6');
    assert.match(err, /no folder.*printed instead/);
  });

  it('says which of several layers of one name is meant', async () => {
    const { status, err } = await ffarch(['map', 'Eyeriss', 'KQV', '--json'], { terminal: false });
    assert.equal(status, 0);
    assert.equal(err, 'ffarch: KQV is BertLarge.KQV; there is also BertBase.KQV.\n');
  });
});
