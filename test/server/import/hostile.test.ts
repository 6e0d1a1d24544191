import assert from 'node:assert/strict';
import { Fault } from '../../../server/import/fault.js';
import { prng } from '../../../server/mapper/prng.js';
import { importTexts } from './imported.js';
import { TEXTS } from './texts.js';

/** Texts of which each is put in the place of a part of a file. */
const SPLICES = [
  '',
  '{',
  '}',
  '[',
  ']',
  '(((((',
  '\n',
  ': ',
  '- ',
  '0',
  '-1',
  '1e999',
  '99999999999999999999',
  'NaN',
  '"',
  '!Memory',
  '*a',
  '&a ',
  ',',
  '\0',
  '\uFEFF',
  '{{',
  '{% for i in range(9) %}',
  'é',
];

/** A file with some of its parts cut, doubled, or replaced. */
function spoiled(text: string, random: () => number): string {
  let result = text;
  const at = (length: number) => Math.floor(random() * (length + 1));
  for (let times = 1 + at(3); times > 0; times--) {
    const [a, b] = [at(result.length), at(result.length)].sort((one, other) => one - other);
    const end = random() < 0.5 ? Math.min(result.length, (a ?? 0) + at(12)) : (b ?? 0);
    const splice = random() < 0.3 ? result.slice(a, end).repeat(2) : (SPLICES[at(SPLICES.length - 1)] ?? '');
    result = result.slice(0, a) + splice + result.slice(end);
  }
  return result;
}

describe('Spoiled files of other tools', () => {
  for (const { format, texts } of TEXTS)
    it(`end in findings or a document: ${format}`, async () => {
      const random = prng(13);
      const names = Object.keys(texts);
      for (let run = 0; run < 150; run++) {
        const chosen = names[Math.floor(random() * names.length)] ?? '';
        const files = { ...texts, [chosen]: spoiled(texts[chosen] ?? '', random) };
        const imported = await importTexts(files, { format, estimate: run % 2 === 0 }).catch((error) => {
          throw new Error(`${chosen} of run ${run}:\n${files[chosen]}`, { cause: error });
        });
        if (imported instanceof Fault) continue;
        assert.ok(imported.text !== null || imported.report.findings.length > 0, files[chosen]);
        assert.ok(!/\b(undefined|NaN|Infinity|null)\b/.test(imported.text ?? ''), imported.text ?? '');
      }
    });
});
