import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIGURES, number, significant } from '../../../language/figures.js';
import { diagramOf } from '../../../language/model/index.js';
import { headText, levelFactsText, PICTURES } from '../../../language/report/index.js';
import { STATUS } from '../../../server/cli/status.js';
import { libraryPair } from '../../golden/load.js';
import { ffarch } from './in-thread.js';

describe('ffarch … --figure', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ffarch-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const svg = (): string => join(folder, 'figure.svg');

  for (const picture of PICTURES) {
    it(`${picture} writes an SVG file with a title, beside the result`, async () => {
      const args = ['evaluate', 'examples/eyeriss.ffarch', 'byHand', '--json', '--figure', picture, '--svg', svg()];
      const { status, out, err } = await ffarch(args);
      assert.deepEqual([status, err], [STATUS.done, '']);
      const text = readFileSync(svg(), 'utf8');
      assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><title>\S[^<]*<\/title><desc>\S/);
      assert.doesNotMatch(text, /<script|href=|url\(|var\(--vscode-(?!editor-font)/);
      if (picture === 'energy')
        assert.match(text, new RegExp(`Energy by level, ${FIGURES.energy.brief(JSON.parse(out)[0].energy_pJ)} in all`));
    });
  }

  it('comes with a file, and a file with it', async () => {
    const alone = ['evaluate', 'examples/eyeriss.ffarch', 'byHand'];
    assert.match((await ffarch([...alone, '--figure', 'energy'])).err, /--figure goes with --svg FILE/);
    assert.match((await ffarch([...alone, '--svg', svg()])).err, /--svg goes with --figure NAME/);
    const source = await ffarch([...alone, '--figure', 'energy', '--svg', 'mine.ffarch']);
    assert.match(source.err, /--svg writes files that end in \.svg, not mine\.ffarch/);
    const { err } = await ffarch([...alone, '--figure', 'none', '--svg', svg()]);
    assert.match(err, /one of machine, energy, time, cycles, nest, roofline, network/);
  });

  it('explore draws its points', async () => {
    const asked = ['explore', 'Eyeriss', 'MB6', '--random', '20', '--quiet', '--svg', svg()];
    const { status, out } = await ffarch(asked);
    assert.equal(status, STATUS.done);
    const text = readFileSync(svg(), 'utf8');
    assert.match(
      text,
      /<title>Energy and latency of mappings: MB6 on Eyeriss<\/title><desc>20 random mappings by energy and latency/,
    );
    assert.match(out, /20 random mappings/);
    assert.match((await ffarch([...asked, '--out', svg()])).err, /one of the two would be lost/);
  });

  it('leaves a file to one result', async () => {
    const page = join(folder, 'page.html');
    const { status, err } = await ffarch(['map', 'Eyeriss', 'MB6', '--report', page, '--out', page]);
    assert.equal(status, STATUS.usage);
    assert.match(err, /--out writes .*page\.html, too, so one of the two would be lost\. Give them different names\./);
  });

  it('network draws the layers of a network, and several architectures normalised to the first', async () => {
    const mapped = async (architectures: string) => {
      const args = ['map', architectures, 'BertLarge', '--objective', 'edp', '--json', '--quiet'];
      const { status, out, err } = await ffarch([...args, '--figure', 'network', '--svg', svg()]);
      assert.deepEqual([status, err], [STATUS.done, '']);
      return { result: JSON.parse(out), text: readFileSync(svg(), 'utf8') };
    };
    const one = await mapped('Simba');
    assert.match(one.text, /<title>BertLarge on Simba: energy and latency by layer<\/title>/);
    for (const figure of ['energy', 'latency'] as const) {
      const total = FIGURES[figure].brief(FIGURES[figure].of(one.result.totals));
      assert.ok(one.text.includes(`>${figure} ${total}<`), total);
    }
    const { result: both, text } = await mapped('Gemmini,Simba');
    assert.match(text, /<title>BertLarge: EDP relative to Gemmini<\/title>/);
    const times = both[1].totals.edp_pJ_cycles / both[0].totals.edp_pJ_cycles;
    assert.ok(text.includes(`Whole network: Gemmini 1 ×, Simba ${number(significant(times, 3))} ×.`));
  });

  it('network draws networks alone', async () => {
    const { err } = await ffarch([
      'evaluate',
      'examples/eyeriss.ffarch',
      'byHand',
      '--figure',
      'network',
      '--svg',
      svg(),
    ]);
    assert.match(err, /--figure network draws a network, and here is none: ffarch map ARCH NETWORK\./);
  });

  it('draws one result alone, into a folder that is there, and says so before anything is computed', async () => {
    const energy = (file: string) => ['--figure', 'energy', '--svg', file];
    const refused = async (args: readonly string[], said: RegExp) => {
      const { status, out, err } = await ffarch(args);
      assert.deepEqual([status, out], [STATUS.usage, '']);
      assert.match(err, said);
    };
    const several = /--figure draws one result, and here are \d+\. Name one of them\./;
    const layers = /--figure draws one result, and here are \d+\. Name one of them, or draw --figure network\./;
    await refused(['map', 'Eyeriss', 'MaestroBlas', ...energy(svg())], layers);
    await refused(['map', 'Eyeriss,Simba', 'MB6', ...energy(svg())], several);
    const two = join(folder, 'two.ffarch');
    writeFileSync(two, `${readFileSync('examples/eyeriss.ffarch', 'utf8')}\nmapping other of MB6 on MyEyeriss {}\n`);
    await refused(['evaluate', two, ...energy(svg())], several);
    const nowhere = energy(join(folder, 'none', 'figure.svg'));
    await refused(['evaluate', 'examples/eyeriss.ffarch', 'byHand', ...nowhere], /There is no folder for /);
    await refused(['map', 'Eyeriss', 'MB6', ...nowhere], /There is no folder for /);
  });
});

describe('ffarch diagram', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ffarch-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('says what an architecture has, and draws it as its diagram in the editor', async () => {
    const svg = join(folder, 'eyeriss.svg');
    const { status, out, err } = await ffarch(['diagram', 'Eyeriss', '--svg', svg]);
    assert.deepEqual([status, err], [STATUS.done, '']);
    const [architecture] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
    const diagram = diagramOf(architecture);
    const lines = out.trimEnd().split('\n');
    assert.deepEqual(lines.slice(0, 2), ['Eyeriss', headText(diagram)]);
    assert.deepEqual(
      lines.slice(2),
      diagram.levels.map((level) => `  ${levelFactsText(level, diagram.operands)}`),
    );
    const text = readFileSync(svg, 'utf8');
    assert.match(text, /<title>Eyeriss: 168 MACs\/cycle at its peak<\/title>/);
    for (const { name } of diagram.levels) assert.ok(text.includes(`data-level="${name}"`), name);
  });

  it('draws one architecture into an SVG file', async () => {
    const refused = async (args: readonly string[], said: RegExp) => {
      const { status, out, err } = await ffarch(['diagram', ...args]);
      assert.deepEqual([status, out], [STATUS.usage, '']);
      assert.match(err, said);
    };
    const svg = ['--svg', join(folder, 'both.svg')];
    await refused([], /Which architecture\? ffarch diagram ARCH/);
    await refused(['Eyeriss,Simba', ...svg], /--svg draws one architecture, and here are 2\. Name one of them\./);
    await refused(['Eyeriss', '--svg', 'mine.ffarch'], /--svg writes files that end in \.svg, not mine\.ffarch/);
    await refused(['Eyris', ...svg], /There is no architecture `Eyris`/);
    const { status, out } = await ffarch(['diagram', 'Eyeriss,Simba']);
    assert.equal(status, STATUS.done);
    assert.match(out, /^Eyeriss\n[\s\S]*\n\nSimba\n/);
  });
});

describe('ffarch … --report', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ffarch-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const alone = ['evaluate', 'examples/eyeriss.ffarch', 'byHand', '--json'];

  it('writes the page of the result to one file, which needs nothing from anywhere and has no buttons', async () => {
    const file = join(folder, 'report.html');
    const { status, out, err } = await ffarch([...alone, '--report', file]);
    assert.deepEqual([status, err], [STATUS.done, '']);
    const page = readFileSync(file, 'utf8');
    assert.match(page, /^<!DOCTYPE html>\n<html lang="en">/);
    assert.match(page, /<title>byHand: MB6 on MyEyeriss<\/title>/);
    assert.doesNotMatch(page, /<script|<link|<button|href=|src=|url\(|@import|\son[a-z]+=/);
    const [report] = JSON.parse(out);
    for (const figure of Object.values(FIGURES)) assert.ok(page.includes(figure.show(figure.of(report))), figure.name);
  });

  it('writes the page of a network, and of several architectures on it, as its panel shows them', async () => {
    const file = join(folder, 'network.html');
    const mapped = async (architectures: string) => {
      const args = ['map', architectures, 'BertLarge', '--objective', 'edp', '--json', '--quiet', '--report', file];
      const { status, out, err } = await ffarch(args);
      assert.deepEqual([status, err], [STATUS.done, '']);
      const page = readFileSync(file, 'utf8');
      assert.doesNotMatch(
        page,
        /<script|<link|<button|<fieldset|href=|src=|url\(|@import|\son[a-z]+=|header sorts|opens/,
      );
      return { result: JSON.parse(out), page };
    };
    const { energy } = FIGURES;
    const { result, page } = await mapped('Simba');
    assert.match(page, /<title>BertLarge × Simba<\/title>/);
    for (const each of [...result.layers, result.totals]) assert.ok(page.includes(energy.show(energy.of(each))));
    const { result: both, page: compared } = await mapped('Gemmini,Simba');
    assert.match(compared, /<title>BertLarge × Gemmini, Simba<\/title>/);
    const times = both[1].totals.edp_pJ_cycles / both[0].totals.edp_pJ_cycles;
    assert.ok(compared.includes(`>${number(significant(times, 4))}<`));
  });

  it('shows with their reasons the layers that the architecture cannot run', async () => {
    const file = join(folder, 'left-out.html');
    const source = join(folder, 'kernels.ffarch');
    const layers = 'a : gemm { M: 16, K: 8, N: 4 } b : conv { M: 4, P: 2, Q: 2, C: 2, R: 1, S: 1 } x 2';
    writeFileSync(source, `network Net { ${layers} }`);
    const { status, out } = await ffarch(['map', 'Eyeriss', source, '--json', '--report', file]);
    assert.equal(status, STATUS.noMapping);
    const page = readFileSync(file, 'utf8');
    const [{ reason }] = JSON.parse(out).leftOut;
    assert.ok(page.includes(`Does not fit: ${reason}`), reason);
    assert.match(page, /2 layers, 1 with a mapping\./);
  });

  it('is of one result and an HTML file in a folder that is there, which is said before anything is computed', async () => {
    const refused = async (args: readonly string[], said: RegExp) => {
      const { status, out, err } = await ffarch(args);
      assert.deepEqual([status, out], [STATUS.usage, '']);
      assert.match(err, said);
    };
    await refused([...alone, '--report', 'mine.ffarch'], /--report writes files that end in \.html, not mine\.ffarch/);
    await refused([...alone, '--report', join(folder, 'none', 'a.html')], /There is no folder for /);
    const several = ['map', 'Eyeriss,Simba', 'MB6', '--report', join(folder, 'a.html')];
    await refused(several, /--report shows one result or a network, and here are 2 results\. Name one of them\./);
  });
});
