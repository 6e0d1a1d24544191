import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIGURES } from '../../../language/figures.js';
import { PICTURES } from '../../../language/report/index.js';
import { STATUS } from '../../../server/cli/refusal.js';
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
    assert.match(err, /one of machine, energy, time, cycles, nest, roofline/);
  });

  it('draws one result alone, and says where it cannot write', async () => {
    const network = await ffarch([
      'map',
      'Eyeriss',
      'MaestroBlas',
      '--strategy',
      'random',
      '--time-limit',
      '1',
      '--quiet',
      '--figure',
      'energy',
      '--svg',
      svg(),
    ]);
    assert.match(network.err, /--figure draws one result, and here are \d+\. Name one of them\./);
    const nowhere = join(folder, 'none', 'figure.svg');
    const { err } = await ffarch([
      'evaluate',
      'examples/eyeriss.ffarch',
      'byHand',
      '--figure',
      'energy',
      '--svg',
      nowhere,
    ]);
    assert.match(err, /There is no folder for /);
  });
});
