import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ffarch } from './in-thread.js';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const eyeriss = path.join(checkout, 'examples/eyeriss.ffarch');

describe('ffarch', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ffarch-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, text: string): string => {
    const at = path.join(folder, name);
    writeFileSync(at, text);
    return at;
  };

  describe('map', () => {
    it('maps a layer of the library, with the JSON of cli.md', async () => {
      const { status, out } = await ffarch(['map', 'Eyeriss', 'MB6', '--json']);
      assert.equal(status, 0);
      const report = JSON.parse(out);
      assert.deepEqual(Object.keys(report), [
        ...['architecture', 'workload', 'sizes', 'options', 'mapping', 'operands', 'violations', 'reducedConstraints'],
        ...['macs', 'steps', 'energy_pJ', 'latency_cycles', 'edp_pJ_cycles', 'wart', 'utilization', 'throughput'],
        ...['area_um2', 'levels', 'search'],
      ]);
      assert.deepEqual(report.sizes, { M: 512, K: 256, N: 256 });
      assert.deepEqual(report.violations, []);
      // The best possible, which the published search finds for this pair, too.
      assert.equal(report.latency_cycles, 524288);
      assert.ok(Math.abs(report.energy_pJ / 213435023.36 - 1) < 1e-12);
      assert.equal(report.wart, report.search.value);
      const { objective, strategy, proven, gap, seed, threads } = report.search;
      assert.deepEqual(
        { objective, strategy, proven, gap, seed, threads },
        { objective: 'wart', strategy: 'optimal', proven: true, gap: 0, seed: 1, threads: 1 },
      );
    });

    it('takes sizes in the order of the coupling, and strides after them', async () => {
      const gemm = JSON.parse((await ffarch(['map', 'Simba', '128', '768', '512', '--json'])).out);
      assert.deepEqual(gemm.sizes, { M: 128, K: 768, N: 512 });
      const words = 'SimbaConv 16 8 8 4 3 3 2 2 1 1'.split(' ');
      const conv = JSON.parse((await ffarch(['map', ...words, '--json'])).out);
      assert.deepEqual(conv.sizes, {
        ...{ M: 16, P: 8, Q: 8, C: 4, R: 3, S: 3 },
        ...{ Pstride: 2, Qstride: 2, Rdilation: 1, Sdilation: 1 },
      });
    });

    it('takes dimensions with a default as sizes all together, or leaves all of them out', async () => {
      const text =
        'architecture Npu : depthwise { memory D { size: unbounded; energy: 1; bandwidth: 8 }; compute P { energy: 1; cycles: 1 } }';
      const npu = (sizes: string) => ffarch(['map', `${file('npu.ffarch', text)}#Npu`, ...sizes.split(' '), '--json']);
      const [C, P, Q, R, S] = [8, 4, 4, 3, 3];
      const strides = { Pstride: 1, Qstride: 1, Rdilation: 1, Sdilation: 1 };
      const short = JSON.parse((await npu('8 4 4 3 3')).out);
      assert.deepEqual(short.sizes, { N: 1, C, P, Q, R, S, ...strides });
      assert.equal(short.workload, 'depthwise_8x4x4x3x3');
      const whole = JSON.parse((await npu('2 8 4 4 3 3')).out);
      assert.deepEqual(whole.sizes, { N: 2, C, P, Q, R, S, ...strides });
      const strided = JSON.parse((await npu('2 8 4 4 3 3 2 2')).out);
      assert.deepEqual(strided.sizes, { N: 2, C, P, Q, R, S, ...strides, Pstride: 2, Qstride: 2 });
      const few = await npu('8 4 4 3');
      assert.equal(few.status, 2);
      assert.ok(
        few.err.includes(
          'depthwise takes [N=1] C P Q R S [Pstride] [Qstride] [Rdilation] [Sdilation]; 4 numbers given.',
        ),
        few.err,
      );
    });

    it('maps the one pair of a file, and prints tables', async () => {
      const { status, out, err } = await ffarch(['map', eyeriss]);
      assert.equal(status, 0);
      assert.equal(err, '');
      for (const text of [
        'MB6',
        'MyEyeriss',
        'GlobalBuffer',
        'Memory operations',
        'array used',
        'of peak',
        'optimal',
      ]) {
        assert.ok(out.includes(text), `${text} is not in:\n${out}`);
      }
      assert.ok(!out.includes('\x1b'), 'a pipe gets no colours');
    });

    it('tells the energy of each level, and its share', async () => {
      const { out } = await ffarch(['map', eyeriss]);
      const energies = out.split('\n\n').find((section) => section.startsWith('Energy\n')) ?? '';
      assert.match(energies, /^ {2}GlobalBuffer +1\.72098 µJ +0\.806 %$/m);
      assert.match(energies, /^ {2}MAC +[\d.]+ µJ +[\d.]+ %$/m);
    });

    it('searches with fewer threads than it is asked for where so many would take too much memory, and says so', async () => {
      const map = (threads: string) => ffarch(['map', 'Gemmini', '16', '16', '16', '--threads', threads, '--json']);
      const most = await map('16');
      assert.deepEqual([JSON.parse(most.out).search.threads, most.err], [16, '']);
      const more = await map('256');
      assert.equal(more.status, 0);
      assert.equal(JSON.parse(more.out).search.threads, 16);
      assert.equal(more.err, 'ffarch: 16 threads search: 256 would take too much memory.\n');
      assert.equal((await map('0')).status, 2);
    });

    it('tells the errors of an architecture by line', async () => {
      const at = file(
        'errors.ffarch',
        `workload W : gemm { M: 4, K: 4, N: 4 }
architecture A : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory B { size: 1/0; energy: 2 pJ; bandwidth: 32; factors: Z = 1 }
  memory B { size: 16; energy: foo; bandwidth: 32 }
  compute MAC { energy: 0.2 pJ; cycles: 1; color: 2 }
}`,
      );
      const { status, err } = await ffarch(['map', at]);
      assert.equal(status, 1);
      const places = [...err.matchAll(/ffarch:(\d+:\d+): error/g)].map(([, place]) => place);
      assert.deepEqual(places, ['4:20', '4:63', '5:10', '5:32', '6:44']);
    });

    it('prints a mapping that evaluates to the same numbers', async () => {
      const declared = await ffarch(['map', 'Eyeriss', 'MB6', '--ffarch']);
      assert.equal(declared.status, 0);
      const at = file('declared.ffarch', declared.out);
      const mapped = JSON.parse((await ffarch(['map', 'Eyeriss', 'MB6', '--json'])).out);
      const [evaluated] = JSON.parse((await ffarch(['evaluate', at, '--json'])).out);
      assert.equal(evaluated.energy_pJ, mapped.energy_pJ);
      assert.equal(evaluated.latency_cycles, mapped.latency_cycles);
      assert.deepEqual(evaluated.levels, mapped.levels);
    });

    it('maps a network with totals, equal layers once', async () => {
      const at = file(
        'network.ffarch',
        'network Net {\n  a : gemm { M: 16, K: 8, N: 4 } x 3\n  b : gemm { M: 16, K: 8, N: 4 }\n  c : gemm { M: 8, K: 8, N: 8 }\n}\n',
      );
      const { status, out } = await ffarch(['map', 'Eyeriss', `${at}#Net`, '--json']);
      assert.equal(status, 0);
      const { network, architecture, layers, totals } = JSON.parse(out);
      assert.deepEqual([network, architecture], ['Net', 'Eyeriss']);
      assert.deepEqual(
        layers.map(({ workload, repeat }: { workload: string; repeat: number }) => [workload, repeat]),
        [
          ['a', 3],
          ['b', 1],
          ['c', 1],
        ],
      );
      const [a, b, c] = layers;
      assert.deepEqual(a.mapping, b.mapping);
      assert.equal(totals.energy_pJ, 3 * a.energy_pJ + b.energy_pJ + c.energy_pJ);
      assert.equal(totals.latency_cycles, 3 * a.latency_cycles + b.latency_cycles + c.latency_cycles);
    });

    it('maps what an architecture can run of a network, names the rest, and leaves it out of the totals', async () => {
      const at = file(
        'kernels.ffarch',
        'network Net {\n  a : gemm { M: 16, K: 8, N: 4 }\n  b : conv { M: 4, P: 2, Q: 2, C: 2, R: 1, S: 1 } x 2\n}\n',
      );
      const { status, out, err } = await ffarch(['map', 'Eyeriss', `${at}#Net`, '--json']);
      assert.equal(status, 3);
      assert.match(
        err,
        /2\/2 b on Eyeriss: `Eyeriss` computes `gemm`, `b` is a `conv`: gemm has no dimension P, Q, C, R, S\./,
      );
      assert.match(
        err,
        /Eyeriss can run 1 of the 2 layers of Net; the totals leave out the rest\. EyerissNet runs all of them\./,
      );
      const { layers, leftOut, totals } = JSON.parse(out);
      assert.equal(layers.length, 1);
      assert.deepEqual(
        leftOut.map(({ layer, repeat, macs }: { layer: string; repeat: number; macs: number }) => [
          layer,
          repeat,
          macs,
        ]),
        [['b', 2, 32]],
      );
      assert.deepEqual([totals.layers, totals.macs], [1, 512]);
      const text = (await ffarch(['map', 'Eyeriss', `${at}#Net`, '--quiet'])).out;
      assert.match(text, /The total is without what Eyeriss cannot run: b \(11\.1 % of the MACs\)\./);
      const compared = (await ffarch(['map', 'Eyeriss,EyerissNet', `${at}#Net`, '--quiet'])).out;
      assert.match(compared, /Eyeriss, without b \(11\.1 % of the MACs\)/);
      assert.match(compared, /EyerissNet {2,}/);
    });

    it('names layers of one kind that cannot run in one line', async () => {
      const conv = (name: string, M: number) => `${name} : conv { M: ${M}, P: 2, Q: 2, C: 2, R: 1, S: 1 }\n`;
      const layers = `g : gemm { M: 4, K: 4, N: 4 }\n${conv('a', 2)}${conv('b', 4)}${conv('c', 8)}`;
      const { err } = await ffarch(['map', 'Eyeriss', `${file('alike.ffarch', `network Net {\n${layers}}\n`)}#Net`]);
      assert.match(err, /2\/4 a on Eyeriss: .*\. So are 2 other layers\./);
      assert.doesNotMatch(err, /b on Eyeriss|c on Eyeriss/);
    });

    it('maps networks in networks, with other values of their constants', async () => {
      const text = `const tokens = 4
        network Inner { a : gemm { M: 8, K: 8, N: tokens } x 2 }
        network Other = Inner with tokens = 32
        network Outer { Inner x 3; b : Other.a }`;
      const at = file('nested.ffarch', text);
      const sizesOf = async (...words: string[]) => {
        const { out, err } = await ffarch(['map', 'Gemmini', ...words, '--json']);
        const report = JSON.parse(out || `{ "error": ${JSON.stringify(err)} }`);
        return (
          report.layers?.map((layer: Record<string, unknown>) => [layer.workload, layer.repeat, layer.sizes]) ??
          report.sizes
        );
      };
      const sizes = (N: number) => ({ M: 8, K: 8, N });
      assert.deepEqual(await sizesOf(`${at}#Outer`), [
        ['Inner.a', 6, sizes(4)],
        ['b', 1, sizes(32)],
      ]);
      assert.deepEqual(await sizesOf(`${at}#Outer`, '--with', 'tokens=16'), [
        ['Inner.a', 6, sizes(16)],
        ['b', 1, sizes(32)],
      ]);
      assert.deepEqual(await sizesOf(`${at}#Other.a`), sizes(32));
      assert.deepEqual(await sizesOf(`${at}#Outer.Inner.a`), sizes(4));
      assert.deepEqual(await sizesOf(`${at}#Inner.a`, '--with', 'tokens=7'), sizes(7));
    });

    it('says which constants a network depends on', async () => {
      const { status, err } = await ffarch(['map', 'Gemmini', 'Gpt2', '--with', 'token=5']);
      assert.equal(status, 2);
      assert.ok(err.includes('`Gpt2` does not depend on a constant `token`. It depends on batch, tokens.'), err);
    });

    it('compares architectures', async () => {
      const { status, out } = await ffarch(['map', 'Eyeriss,Gemmini', 'MB3']);
      assert.equal(status, 0);
      assert.match(out, /Eyeriss/);
      assert.match(out, /Gemmini/);
    });

    it('writes to a file', async () => {
      const at = path.join(folder, 'result.json');
      const { status, out } = await ffarch(['map', 'Gemmini', 'MB3', '--json', '--out', at]);
      assert.deepEqual([status, out], [0, '']);
      assert.equal(JSON.parse(readFileSync(at, 'utf8')).architecture, 'Gemmini');
    });

    it('says why there is no mapping, with status 3', async () => {
      const { status, out, err } = await ffarch(['map', 'TPUv1Conv', 'BenchmarkConvs.XI']);
      assert.deepEqual([status, out], [3, '']);
      assert.match(err, /no legal mapping exists\..*256.*576/s);
    });

    it('maps what fits, although constraints force too much on an architecture where they hold as they are written', async () => {
      const forced = file(
        'forced.ffarch',
        [
          'architecture A : gemm {',
          '  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }',
          '  memory Buffer { size: 16; energy: 2 pJ; bandwidth: 8; factors: M = 8 }',
          '  fanout PEs[4] over K { factors: K = 8 }',
          '  compute MAC { energy: 1 pJ }',
          '}',
          'workload small : gemm { M: 2, K: 4, N: 8 }',
          'workload large : gemm { M: 8, K: 8, N: 8 }',
        ].join('\n'),
      );
      const small = await ffarch(['map', forced, 'small', '--json']);
      assert.equal(small.status, 0, small.err);
      assert.equal(JSON.parse(small.out).reducedConstraints.length, 2);
      const large = await ffarch(['map', forced, 'large', '--json']);
      assert.equal(large.status, 3, large.err);
      assert.match(large.err, /no legal mapping exists/);
    });

    it('names the option that makes a mapping possible', async () => {
      const prime = file('prime.ffarch', 'workload prime : gemm { M: 7, K: 1, N: 1 }\n');
      const narrow = file(
        'narrow.ffarch',
        `architecture Narrow : gemm {
          memory D { size: unbounded; energy: 1 pJ; bandwidth: 8 }
          memory R { size: 8; energy: 1 pJ; bandwidth: 8; factors: M = 2 }
          compute C { energy: 1 pJ; cycles: 1 }
        }`,
      );
      const { status, err } = await ffarch(['map', narrow, prime]);
      assert.equal(status, 3);
      assert.match(err, /With padding, M becomes 8\. Add --pad for that\./);
      assert.equal((await ffarch(['map', narrow, prime, '--pad'])).status, 0);
      const conv = ['map', 'TPUv1Conv', 'BenchmarkConvs.XI'];
      assert.match((await ffarch(conv)).err, /64 of 256\. Add --ragged for that\./);
      const published = await ffarch([...conv, '--strategy', 'factorflow']);
      assert.match(published.err, /64 of 256\. Add --strategy optimal --ragged for that\./);
    });

    it('prints the best so far when it is interrupted, with status 130', async () => {
      const interruption = new AbortController();
      interruption.abort();
      assert.equal((await ffarch(['map', 'Eyeriss', 'MB6'], interruption.signal)).status, 130);
    });
  });

  describe('of a file with a syntax error', () => {
    const text = (level: string, after = '') => `architecture A : gemm {
  memory D { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory B { size: 64; energy: 1 pJ; bandwidth: 4; mayBypass: W }
  compute C { energy: 1 pJ }
}
workload w : gemm { M: 4, K: 4, N: 4 }
mapping m of w on A {
  ${level}
}${after}
`;
    for (const [what, written] of Object.entries({
      'a level': text('D: M 4, K 4, N 4 bypass W'),
      'a number too many': text('D: M 4 4, K 4, N 4'),
      'an order after loops': text('D: M 4, K 4, N 4 order M'),
      'a bracket after it': text('D: M 4, K 4, N 4', ' }'),
    })) {
      it(`evaluates nothing, as a part of it would not count: ${what}`, async () => {
        const file = path.join(folder, 'syntax.ffarch');
        writeFileSync(file, written);
        const { status, out, err } = await ffarch(['evaluate', file]);
        assert.deepEqual([status, out], [1, '']);
        assert.match(err, /`m` depends on text that does not parse\.\n.*syntax\.ffarch:\d+:\d+: error/);
      });
    }

    for (const [what, written] of Object.entries({
      'a bracket after a constant': `const x = 3 }\n${text('D: M 4, K 4, N 4')}`,
      'a word after a coupling': `coupling c { O[A, B] += I[A] * V[B] } word\n${text('D: M 4, K 4, N 4')}`,
      'a bracket after a mapping': text('D: M 4, K 4, N 4', ' }'),
    })) {
      it(`maps nothing, as a part of it may be cut: ${what}`, async () => {
        const at = file('stray.ffarch', written);
        for (const command of [['map'], ['explore', '--random', '1'], ['evaluate']]) {
          const { status, out, err } = await ffarch([...command.slice(0, 1), at, ...command.slice(1)]);
          assert.deepEqual([status, out], [1, ''], command[0]);
          assert.match(err, /depends on text that does not parse\.\n.*stray\.ffarch:\d+:\d+: error/);
        }
      });
    }
  });

  it('writes over no file that it reads', async () => {
    const file = path.join(folder, 'kept.ffarch');
    const text = readFileSync(path.join(checkout, 'examples/eyeriss.ffarch'), 'utf8');
    writeFileSync(file, text);
    for (const args of [
      ['evaluate', file, '--out', file],
      ['map', `${file}#MyEyeriss,Simba`, 'MB6', '--out', file],
      ['explore', file, `${file}#MB6`, '--random', '1', '--out', path.relative(process.cwd(), file)],
      ['import', 'x.yaml', '--ert', file, '--out', file],
    ]) {
      const { status, err } = await ffarch(args);
      assert.deepEqual([status, readFileSync(file, 'utf8')], [2, text]);
      assert.match(err, /--out would write over .*kept\.ffarch, which is read\. Give it another name\./);
    }
  });

  describe('explore', () => {
    it('prints how the mappings of both kinds lie to the best, and the Pareto front', async () => {
      const { status, out } = await ffarch(['explore', 'Eyeriss', 'MB6', '--random', '200', '--starts', '5']);
      assert.equal(status, 0);
      for (const text of [
        '5,597,030 legal mappings whose loops divide',
        '200 random mappings',
        '5 greedy descents',
        'optimum WART 2.28463',
        'the best has 1.000 the WART',
      ])
        assert.ok(out.includes(text), out);
      assert.match(
        out,
        /Pareto front +energy, µJ +cycles +EDP, J·cycle +WART, × best\n +the best +213\.435 +524,288 +111\.901 +1\.000/,
      );
      assert.match(out, /within 1 %: .* · within 5 %: .* · within 10 %: /);
      assert.match(out, /[▁▂▃▄▅▆▇]*█/);
    });

    it('says where the optimum is ragged, as nothing is that is drawn', async () => {
      const asked = ['explore', 'Eyeriss', 'MB6', '--random', '20', '--objective', 'edp', '--ragged'];
      const { out } = await ffarch(asked);
      assert.match(out.replaceAll(/\s+/g, ' '), /The optimum is ragged: .* Only mappings whose loops divide are drawn/);
      assert.equal(JSON.parse((await ffarch([...asked, '--json'])).out).optimum.ragged, true);
    });

    it('prints points as JSON and as CSV, the same for the same seed', async () => {
      const asked = ['explore', 'Eyeriss', 'MB6', '--random', '50', '--seed', '7', '--objective', 'edp'];
      const { out } = await ffarch([...asked, '--json']);
      const { objective, seed, mappings, sampling, optimum, front, explorations } = JSON.parse(out);
      const [{ source, count, within, value, energy_pJ, latency_cycles }] = explorations;
      const edp_pJ_cycles = energy_pJ.map((energy: number, i: number) => energy * latency_cycles[i]);
      assert.deepEqual([objective, seed, mappings, sampling], ['edp', 7, 5_597_030, 'counted']);
      assert.deepEqual([front[0].source, front[0].mapping, value], ['optimum', optimum.mapping, edp_pJ_cycles]);
      assert.deepEqual([source, count, edp_pJ_cycles.length], ['random', 50, 50]);
      assert.ok(Math.min(...value) >= optimum.value);
      assert.deepEqual(
        within.map(({ percent }: { percent: number }) => percent),
        [1, 5, 10],
      );
      const csv = await ffarch([...asked, '--csv']);
      const [heading, ...lines] = csv.out.trimEnd().split('\n');
      assert.equal(heading, 'source,edp_pJ_cycles,energy_pJ,latency_cycles');
      assert.deepEqual(
        lines,
        edp_pJ_cycles.map((edp: number, i: number) => `random,${edp},${energy_pJ[i]},${latency_cycles[i]}`),
      );
    });

    it('wants to know how many', async () => {
      const { status, err } = await ffarch(['explore', 'Eyeriss', 'MB6']);
      assert.equal(status, 2);
      assert.match(err, /--random N.*--starts N/);
    });
  });

  describe('evaluate', () => {
    it('gives the numbers of cli.md', async () => {
      const { status, out } = await ffarch(['evaluate', eyeriss, 'byHand', '--json']);
      assert.equal(status, 0);
      const [report] = JSON.parse(out);
      assert.equal(report.mappingName, 'byHand');
      assert.ok(Math.abs(report.energy_pJ / 213435023.36 - 1) < 1e-12);
      const buffer = report.levels[1];
      const { footprint_words, energy_pJ, ...words } = buffer.operands.Out;
      assert.deepEqual(words, { reads: 262144, writes: 262144, drains: 131072, fills: 0 });
      // 2 · 262144 accesses of 2.02 pJ.
      assert.deepEqual([footprint_words, energy_pJ], [32768, 1059061.76]);
      assert.deepEqual(buffer.bandwidth.required, { read: 0.75, fill: 0.125, update: 0.5, drain: 0.25 });
      assert.deepEqual([buffer.footprint_words, buffer.capacity_words], [98304, 131072]);
    });

    it('counts bits where a memory does, with a last round that is not full and an operand that is not kept', async () => {
      const at = file(
        'bits.ffarch',
        `architecture Npu : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: unbounded }
  memory Buffer { size: 64 KiB; bits: W 8, In 8, Out 32; energy: 2 pJ; bandwidth: shared 512 b; mayBypass: W }
  fanout Rows[12] over M
  compute MAC { energy: 0.2 pJ }
}
workload Layer : gemm { M: 512, K: 64, N: 4 }
mapping byHand of Layer on Npu {
  DRAM: M 43, N 4
  Buffer bypass W: K 64
  Rows: M 12
}
`,
      );
      const { status, out } = await ffarch(['evaluate', at]);
      assert.equal(status, 0);
      // 64 inputs of 8 bits and 12 outputs of 32.
      assert.match(out, /Buffer bypass W {2}K 64 +896 of 524,288 bits/);
      assert.match(out, /Rows +M 12 +12 of 12 instances, 11\.9 on average/);
      assert.match(out, /Bandwidth \(words\/cycle; bits\/cycle of Buffer, per instance\)/);
      assert.match(out, /^ {2}DRAM +8\.49354 +0 +∞ /m);
      assert.match(out, /array used +99\.2 %/);
      const [report] = JSON.parse((await ffarch(['evaluate', at, '--json'])).out);
      assert.deepEqual(report.levels[0].bandwidth.available, { read: null, write: null });
      assert.deepEqual(report.mapping[1].bypass, ['W']);
      assert.deepEqual(report.violations, []);
    });

    it('evaluates an illegal mapping all the same, with status 1', async () => {
      const at = file('illegal.ffarch', 'mapping wrong of MB6 on Eyeriss {\n  DRAM: M 4, K 256, N 256\n}\n');
      const { status, out } = await ffarch(['evaluate', at, '--json']);
      assert.equal(status, 1);
      const [report] = JSON.parse(out);
      assert.deepEqual(report.violations[0].rule, 'product');
      assert.match(report.violations[0].message, /4.*512/);
      assert.ok(report.energy_pJ > 0);
      const text = (await ffarch(['evaluate', at])).out;
      assert.match(text, /^Totals, of a mapping that breaks 1 rule: not comparable$/m);
      assert.doesNotMatch((await ffarch(['evaluate', eyeriss])).out, /not comparable/);
    });
  });

  it('takes no ragged loops with a strategy that does not look at them', async () => {
    const { status, err } = await ffarch(['map', 'Eyeriss', 'MB6', '--ragged', '--strategy', 'factorflow']);
    assert.equal(status, 2);
    assert.match(err, /--ragged is for --strategy optimal; factorflow uses whole fanouts/);
  });

  describe('estimate', () => {
    const estimated = `architecture Small : gemm {
  technology: 45nm
  memory DRAM { size: unbounded; component: dram; valueBits: 8; bandwidth: 8 }
  memory Buffer { component: sram; size: 128 KiB; wordBits: 64; valueBits: 8; bandwidth: 8; area: 3 um2 }
  fanout PEs[4] over M
  memory Register { size: 16; valueBits: 8; bandwidth: 4; energy: 1 pJ }
  compute MAC { component: intmac { width: 8 } }
}`;
    it('shows what each level takes, by which model and how far that may be off', async () => {
      const { status, out } = await ffarch(['estimate', file('estimated.ffarch', estimated)]);
      assert.equal(status, 0);
      assert.match(out, /^ {2}DRAM +≈ 64 pJ\/word +≈ 0 pJ\/cycle +≈ 0 µm²$|^DRAM +≈ 64 pJ\/word/m);
      assert.match(out, /Buffer +≈ read 4\.142, write 3\.3823 pJ\/word +≈ 0\.0032438 pJ\/cycle +3 µm²/);
      assert.match(out, /Register +1 pJ\/word +0 pJ\/cycle +unknown/);
      assert.match(out, /^Buffer: SRAM of 16,384 rows of 64 bits, 1rw, 1 bank, 45 nm$/m);
      assert.match(out, /^ {2}error: from CACTI 7 .* read 2\.5 % and 12\.8 %/m);
    });
    it('prints JSON', async () => {
      const { out } = await ffarch(['estimate', file('estimated.ffarch', estimated), '--json']);
      const [{ architecture, levels }] = JSON.parse(out);
      assert.equal(architecture, 'Small');
      assert.deepEqual(levels[1].estimated, ['energy', 'leakage']);
      assert.equal(levels[1].errorClass, 'fitted');
      assert.equal(levels[4].energy.toPrecision(5), '0.84500');
    });
    it('takes names of the library and of files, as map does', async () => {
      const both = await ffarch(['estimate', 'Eyeriss,Simba', '--json']);
      assert.deepEqual(
        JSON.parse(both.out).map(({ architecture }: { architecture: string }) => architecture),
        ['Eyeriss', 'Simba'],
      );
      const at = file('named.ffarch', `${estimated}${estimated.replace('Small', 'Other')}`);
      const one = await ffarch(['estimate', `${at}#Other`, '--json']);
      assert.equal(JSON.parse(one.out).length, 1);
      const wrong = await ffarch(['estimate', 'Eyeris']);
      assert.equal(wrong.status, 2);
      assert.match(wrong.err, /Did you mean `Eyeriss`\?/);
    });

    it('says what cannot be estimated, and where there is nothing to estimate', async () => {
      const refused = await ffarch(['estimate', file('refused.ffarch', estimated.replace('45nm', '2nm'))]);
      assert.equal(refused.status, 1);
      assert.match(refused.err, /from 3 to 180 nm, and this one is of 2 nm/);
      assert.match((await ffarch(['estimate', file('none.ffarch', 'const n = 1')])).err, /declares no architecture/);
    });

    describe('with --accelergy', () => {
      /** A program that behaves as Accelergy. */
      const program = path.join(checkout, 'test/server/accelergy/stand-in.mjs');

      it('shows its figures beside ours, and writes tables that levels take their energies from', async () => {
        const at = file('asked.ffarch', estimated);
        const tables = path.join(folder, 'asked.ERT.yaml');
        const { status, out, err } = await ffarch(['estimate', at, '--accelergy', program, '--out', tables]);
        assert.equal(status, 0, err);
        assert.match(out, /^Buffer +read +32 pJ +33\.136 pJ +\+3\.55 %$/m);
        assert.match(out, /^DRAM +read +64 pJ +64 pJ +none$/m);
        assert.doesNotMatch(out, /Register/);
        assert.equal(err, 'ffarch: these levels use the tables with energy: from "asked.ERT.yaml"\n');
        const used = estimated.replaceAll(' component: ', ' energy: from "asked.ERT.yaml"; component: ');
        const after = await ffarch(['estimate', file('used.ffarch', used)]);
        assert.match(after.out, /^Buffer +4 pJ\/word +0\.003906 pJ\/cycle +3 µm²$/m, after.err);
      });

      it('prints JSON', async () => {
        const at = file('asked.ffarch', estimated);
        const { out } = await ffarch(['estimate', `${at}#Small`, `--accelergy=${program}`, '--json']);
        const { architecture, figures } = JSON.parse(out);
        assert.equal(architecture, 'Small');
        const mac = { level: 'MAC', of: 'compute', unit: 'pJ', value: 0.845, model: 0.845 };
        assert.deepEqual(
          figures.find(({ of }: { of: string }) => of === 'compute'),
          mac,
        );
      });

      const large = estimated.replace('size: 128 KiB', 'size: 32 MiB');
      it('is asked for what our models do not cover', async () => {
        const { status, out, err } = await ffarch(['estimate', file('large.ffarch', large), '--accelergy', program]);
        assert.equal(status, 0, err);
        assert.match(out, /^Buffer +read +512 pJ +– +–$/m);
      });

      const none =
        'architecture None : gemm { memory DRAM { size: unbounded; energy: 1 pJ; bandwidth: 1 } compute MAC { energy: 1 pJ } }';
      const REFUSED: readonly (readonly [
        title: string,
        text: string,
        args: readonly string[],
        status: number,
        err: RegExp,
      ])[] = [
        [
          'no program',
          estimated,
          ['--accelergy', '/nowhere/accelergy'],
          2,
          /There is no program `\/nowhere\/accelergy`/,
        ],
        ['no component', none, ['--accelergy', program], 1, /`None` has no level with a `component`/],
        [
          'no technology',
          estimated.replace('technology: 45nm', ''),
          ['--accelergy', program],
          1,
          /`Buffer` has no `technology`/,
        ],
        [
          'several architectures',
          `${estimated}\n${estimated.replace('Small', 'Other')}`,
          ['--accelergy'],
          2,
          /several architectures: Small, Other\. Name one: ffarch estimate \S+#Small/,
        ],
        [
          'a file for nothing',
          estimated,
          ['--out', 'x.yaml'],
          2,
          /--out writes the tables of Accelergy, so it needs --accelergy/,
        ],
      ];
      for (const [title, text, args, status, err] of REFUSED) {
        it(`says where there is ${title}`, async () => {
          const ran = await ffarch(['estimate', file('refused.ffarch', text), ...args]);
          assert.equal(ran.status, status, ran.err);
          assert.match(ran.err, err);
        });
      }

      it('ends with Ctrl-C', async () => {
        const at = file('asked.ffarch', estimated);
        const { status } = await ffarch(['estimate', at, '--accelergy', program], AbortSignal.abort());
        assert.equal(status, 130);
      });
    });
  });

  describe('of folders', () => {
    const own = `workload W : gemm { M: 4, K: 4, N: 4 }
architecture A : gemm { memory D { size: unbounded; energy: 1; bandwidth: 1 } compute C { energy: 1 } }
`;

    it('map says that one is no file', async () => {
      const { status, err } = await ffarch(['map', 'Eyeriss', '.']);
      assert.equal(status, 2);
      assert.match(err, /\. is a folder, not a file/);
    });

    it('export says that a file is none', async () => {
      const other = file('other.ffarch', own);
      const { status, err } = await ffarch(['export', 'timeloop', file('own.ffarch', own), '--out', other]);
      assert.equal(status, 2);
      assert.match(err, /other\.ffarch is a file, not a folder/);
    });

    it('export names the architecture in what is lost, where there are several', async () => {
      const lost = (text: string) =>
        ffarch(['export', 'timeloop', file('lost.ffarch', text), '--out', path.join(folder, 'lost')]);
      const unfit = `${own}workload V : depthwise { C: 1, P: 1, Q: 1, R: 1, S: 1 }\n`;
      const told = (await lost(`${unfit}${own.split('\n')[1]!.replace('A', 'B')}\n`)).err.split('\n');
      assert.deepEqual(
        told.map((line) => line.slice(0, 11)),
        ['lost: A: V.', 'lost: B: V.', ''],
      );
      assert.match((await lost(unfit)).err, /^lost: V\. /);
    });

    describe('export', () => {
      const two = `${own}${own.slice(own.indexOf('\n') + 1).replace(' A ', ' B ')}`;

      it('prints the paths of what it writes, with a folder for each of several architectures', async () => {
        const into = path.join(folder, 'several');
        const { status, out } = await ffarch(['export', 'timeloop', file('two.ffarch', two), '--out', into]);
        assert.equal(status, 0);
        const paths = out.trim().split('\n');
        assert.deepEqual(
          paths.map((at) => existsSync(at)),
          paths.map(() => true),
        );
        assert.ok(['A', 'B'].every((name) => paths.includes(path.join(into, name, 'arch.yaml'))));
      });

      it('writes over files with other text only with --force', async () => {
        const at = file('again.ffarch', own);
        const into = path.join(folder, 'again');
        const command = ['export', 'timeloop', at, '--out', into];
        assert.equal((await ffarch(command)).status, 0);
        assert.equal((await ffarch(command)).status, 0, 'the same text is written again');
        const architecture = path.join(into, 'arch.yaml');
        writeFileSync(architecture, 'my own');
        const { status, out, err } = await ffarch(command);
        assert.deepEqual([status, out], [2, '']);
        assert.match(err, /again has 1 file with other text: `arch\.yaml`\. Write over with --force/);
        assert.equal(readFileSync(architecture, 'utf8'), 'my own');
        assert.equal((await ffarch([...command, '--force'])).status, 0);
        assert.notEqual(readFileSync(architecture, 'utf8'), 'my own');
      });
    });

    it('export ends where the system makes none', async function () {
      if (!existsSync('/proc')) this.skip();
      const at = file('own.ffarch', own);
      const { status, err } = await ffarch(['export', 'timeloop', at, '--out', '/proc/none/deeper']);
      assert.equal(status, 2);
      assert.match(err, /There is no folder for \/proc\/none\/deeper/);
    });
  });

  describe('of a file that does not parse', () => {
    const broken = 'arch itecture X : gemm {}\n';
    const CASES = [
      ['map'],
      ['map', '128', '128', '128'],
      ['evaluate'],
      ['estimate'],
      ['export', 'zigzag', '--out', 'nowhere'],
    ];
    for (const [command = '', ...rest] of CASES) {
      it(`${command} ${rest.join(' ')} says the errors`, async () => {
        const at = file('broken.ffarch', broken);
        const words = command === 'export' ? [command, rest[0]!, at, ...rest.slice(1)] : [command, at, ...rest];
        const { status, err } = await ffarch(words);
        assert.equal(status, 1);
        assert.match(err, /declares no \w+\.\n.*broken\.ffarch:1:1: error: Expected a declaration/);
      });
    }
  });

  describe('check', () => {
    it('reads a file once that is named again', async () => {
      const at = file('again.ffarch', 'const n = a');
      const { out, err } = await ffarch(['check', at, `${folder}/./again.ffarch`]);
      assert.equal(out.trim().split('\n').length, 1);
      assert.equal(err, '1 error, 0 other findings in 1 file\n');
    });

    it('is silent on the examples', async () => {
      const { status } = await ffarch(['check', eyeriss]);
      assert.equal(status, 0);
    });

    it('prints the editor’s diagnostics, with status 1', async () => {
      const at = file('broken.ffarch', 'workload W : gem { M: 0 }\n');
      const { status, out, err } = await ffarch(['check', at]);
      assert.equal(status, 1);
      assert.match(out + err, /broken\.ffarch:1:14.*gemm/s);
    });

    it('checks the other files, too, when one cannot be read, with status 2', async () => {
      const broken = file('broken.ffarch', 'workload W : gem { M: 0 }\n');
      const { status, out, err } = await ffarch(['check', path.join(folder, 'brokn.ffarch'), broken]);
      assert.equal(status, 2);
      assert.match(err, /There is no file .*brokn\.ffarch\. Did you mean `.*broken\.ffarch`\?/);
      assert.match(out, /broken\.ffarch:1:14/);
      assert.match(err, /in 1 file$/m);
    });

    it('shows control characters instead of sending them to a terminal', async () => {
      const { out } = await ffarch(['check', file('control.ffarch', 'architecture "A\x1b[31m" : gemm {}\n\x07')]);
      assert.match(out, /error: `AU\+001B\[31m` has no levels/);
      assert.match(out, /error: The control character U\+0007 has no meaning here\. Remove it\./);
      assert.doesNotMatch(out, /(?!\n)\p{Cc}/u);
    });

    it('reads thousands of syntax errors', async () => {
      const at = file('junk.ffarch', 'architecture A : gemm { memory { size 3 } compute ] }\n'.repeat(1000));
      const { status, out } = await ffarch(['check', at]);
      assert.equal(status, 1);
      assert.ok(out.split('\n').length > 1000);
    });
  });

  it('explains a command in three ways', async () => {
    for (const command of ['map', 'check', 'completion']) {
      const { status, out } = await ffarch(['help', command]);
      for (const option of ['--help', '-h'])
        assert.deepEqual({ status, out }, { status: 0, out: (await ffarch([command, option])).out });
      assert.ok(out.startsWith(`ffarch ${command} `), out);
    }
  });

  it('lists the library', async () => {
    const { status, out } = await ffarch(['list']);
    assert.equal(status, 0);
    for (const name of ['Eyeriss', 'TPUv1Conv', 'transposedConv', 'BertLarge', 'KQV', 'L3+'])
      assert.ok(out.includes(name), name);
  });

  it('lists what networks can be had with other values of, also as JSON', async () => {
    assert.match((await ffarch(['list'])).out, /Llama3_8B .*tokens=2048/);
    const listed: Record<string, { name: string }[]> = JSON.parse((await ffarch(['list', '--json'])).out);
    const named = (kind: string, name: string) => listed[kind].find((one) => one.name === name);
    const { constants } = named('networks', 'Llama3_8B') as unknown as { constants: Record<string, number> };
    assert.equal(constants.tokens, 2048);
    const { layers } = named('networks', 'ResNet18') as unknown as { layers: object[] };
    assert.deepEqual(Object.keys(layers[0]), ['name', 'coupling', 'sizes', 'strides', 'repeat']);
    const { levels } = named('architectures', 'Eyeriss') as unknown as { levels: object[] };
    assert.deepEqual(levels[0], { name: 'DRAM', type: 'memory' });
    const { computation } = named('couplings', 'gemm') as unknown as { computation: string };
    assert.equal(computation, 'Out[M][N] += W[M][K] * In[K][N]');
    assert.ok(Array.isArray(listed.workloads));
  });

  const refused: [args: string, err: RegExp][] = [
    ['', /^$/],
    ['mpa Eyeriss MB6', /no command `mpa`.*map/],
    ['--verison', /no option `--verison`. Did you mean `--version`\?/],
    ['help map explore', /takes one command, not `map explore`/],
    ['map Eyeris MB6', /Eyeris.*Eyeriss/],
    ['map Eyeriss MB7', /MB7.*MB/],
    ['map Eyeriss MB6 --objectiv edp', /objectiv.*--objective/],
    ['map Eyeriss MB6 --objective epd', /epd.*edp/],
    ['map Eyeriss MB6 --time-limit soon', /time-limit.*seconds/],
    ['map Eyeriss 1 2', /M.*K.*N/],
    [
      'map Eyeriss BertLarge --with tokens=1 --with tokens=2',
      /--with gives `tokens` two values, 1 and 2\. Give it one\./,
    ],
    ['map Eyeriss 0 2 3', /0/],
    ['help mapp', /mapp.*`map`/],
    ['completion', /bash\|zsh\|fish/],
    ['completion fisch', /fisch.*`fish`/],
    ['map nowhere.ffarch', /nowhere\.ffarch/],
    ['check', /file/i],
    ['map Eyeriss,Simba,Eyeriss MB6', /`Eyeriss` is named twice\. Name it once\./],
    ['map Eyeriss, MB6', /`Eyeriss,` has a comma too many/],
    ['map ,Eyeriss MB6', /`,Eyeriss` has a comma too many/],
    ['explore Eyeriss,Eyeriss MB6 --random 1', /`Eyeriss` is named twice/],
    ['estimate Eyeriss,Eyeriss', /`Eyeriss` is named twice/],
    ['estimate Eyeriss,', /`Eyeriss,` has a comma too many/],
    ['evaluate examples/eyeriss.ffarch byHand byHand', /`byHand` is named twice/],
    ['map Eyeriss MB6 -- --json', /After `--` everything is a name, even --json\. Write options before it\./],
    ['check -- --quiet', /even --quiet/],
  ];
  for (const [args, err] of refused) {
    it(`refuses \`${args}\` in one line, with status 2`, async () => {
      const ran = await ffarch(args === '' ? [] : args.split(' '));
      assert.equal(ran.status, 2);
      assert.match(ran.err.trimEnd(), err);
      assert.ok(ran.err.trimEnd().split('\n').length <= 1, ran.err);
    });
  }

  it('runs as a process, with its worker', async () => {
    const main = path.join(checkout, 'server/cli/main.ts');
    const output = await new Promise<string>((resolve, reject) => {
      const args = ['--import', 'tsx', main, 'map', 'Eyeriss', 'MB3', '--json', '--threads', '2'];
      execFile(process.execPath, args, { cwd: checkout }, (error, out) => (error ? reject(error) : resolve(out)));
    });
    assert.equal(JSON.parse(output).search.proven, true);
  });
});
