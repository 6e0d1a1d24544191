import assert from 'node:assert/strict';
import { Fault } from '../../../server/import/fault.js';
import type { FormatName } from '../../../server/import/formats.js';
import { findingsOf, importSound, importTexts } from './imported.js';
import { TEXTS } from './texts.js';

/** A table of components, each with the pJ of its actions. */
const tableOf = (components: Readonly<Record<string, Readonly<Record<string, number>>>>): string =>
  [
    'ERT:',
    '  version: "0.4"',
    '  tables:',
    ...Object.entries(components).flatMap(([name, actions]) => [
      `  - name: system.${name}[1..4]`,
      '    actions:',
      ...Object.entries(actions).map(([action, energy]) => `    - {name: ${action}, arguments: {}, energy: ${energy}}`),
    ]),
    '',
  ].join('\n');

const MEMORY = { read: 16, write: 32, leak: 0.5 };

/** The levels of each format that take energies, and lines that they then have. */
const LEVELS: Readonly<Partial<Record<FormatName, readonly [names: readonly string[], lines: readonly string[]]>>> = {
  zigzag: [
    ['rf', 'dram'],
    [
      '    energy: read 16 pJ, write 32 pJ per wordline // ERT.yaml:6',
      '    leakage: 0.5 pJ // ERT.yaml:8',
      '    wordBits: 64',
      '    energy: 3 pJ // ERT.yaml:16',
    ],
  ],
  accelforge: [
    ['Main'],
    ['    wordBits: 64', '    energy: read 16 pJ per wordline, write 32 pJ per wordline // ERT.yaml:6'],
  ],
  maestro: [
    ['DRAM', 'L2', 'L1'],
    [
      '    wordBits: 64',
      '    energy: read 16 pJ per wordline, write 32 pJ per wordline // ERT.yaml:11',
      '    size: 4096 // hw.m:3',
    ],
  ],
  scalesim: [
    ['DRAM', 'IfmapSram', 'FilterSram', 'OfmapSram', 'Register'],
    ['    energy: read 16 pJ, write 32 pJ // ERT.yaml:26', '    energy: 3 pJ // ERT.yaml:31'],
  ],
};

describe('Energy reference tables', () => {
  it('are missing where a file has none', async () => {
    const [{ texts } = assert.fail()] = TEXTS;
    for (const text of ['', 'notes', 'a: 1', 'ART: {tables: []}']) {
      const imported = await importTexts(texts, { ert: { 'ERT.yaml': text } });
      assert.ok(!(imported instanceof Fault));
      assert.ok(
        findingsOf(imported).includes(
          'ERT.yaml:1 import-incomplete: Missing: `ERT` with `tables` in `ERT.yaml`. Name an energy reference table.',
        ),
        findingsOf(imported).join('\n'),
      );
    }
  });

  for (const { format, texts } of TEXTS) {
    const [names, lines] = LEVELS[format] ?? assert.fail(format);
    const memories = Object.fromEntries(names.map((name) => [name, MEMORY]));
    const table = tableOf({ ...memories, MAC: { compute: 3, idle: 0 } });

    it(`give the energies of ${format}, named or among the files`, async () => {
      const named = await importSound(texts, format, { ert: { 'ERT.yaml': table } });
      for (const line of lines) assert.ok(named.text.split('\n').includes(line), `${line}\n${named.text}`);
      assert.ok(!/estimated|technology/.test(named.text), named.text);
      const among = await importSound({ ...texts, 'ERT.yaml': table }, format);
      assert.equal(among.text, named.text);
      assert.deepEqual(among.findings, named.findings);
    });

    it(`are held to the levels of ${format}`, async () => {
      const open = Object.fromEntries(
        Object.entries(texts).map(([name, text]) => [
          name,
          text.replace(/( +[rw]_cost: .*\n)|unit_energy: 0.1, |energy: 1e-1[23], /g, ''),
        ]),
      );
      const said = async (ert: Readonly<Record<string, string>>) => {
        const imported = await importTexts(open, { ert });
        assert.ok(!(imported instanceof Fault));
        assert.equal(imported.text, null);
        return findingsOf(imported).filter((finding) => finding.includes('import-no-energy'));
      };
      const [first = ''] = names;
      const missing = await said({ 'ERT.yaml': tableOf({ Other: MEMORY }) });
      assert.equal(missing.length, names.length + 1, missing.join('\n'));
      assert.match(missing.join('\n'), /the ERT has no component that is called so, only `Other`\. Add it there/);
      const lacking = await said({ 'ERT.yaml': tableOf({ ...memories, [first]: { read: 1 }, MAC: { compute: 3 } }) });
      assert.equal(lacking.length, 1, lacking.join('\n'));
      assert.ok(lacking[0]?.includes(`the ERT has only \`read\` of \`${first}\``), lacking[0]);
      const none = await said({});
      assert.ok(
        none.every((finding) => finding.endsWith('Name an ERT with --ert, or allow estimates with --estimate.')),
      );
    });
  }
});
