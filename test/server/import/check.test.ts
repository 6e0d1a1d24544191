import assert from 'node:assert/strict';
import { errorsIn } from '../../../language/language.js';
import { reportErrors } from '../../../server/import/check.js';
import { printDraft } from '../../../server/import/print.js';
import { Report } from '../../../server/import/report.js';
import { placeText, SourceFile } from '../../../server/import/source-file.js';

describe('What files of other tools become', () => {
  const file = SourceFile.ofText('arch.yaml', 'name: a\nsize: 4\nmac: 1\n');
  const at = (line: number) => ({ file, start: file.offsetOf(line - 1), end: file.offsetOf(line - 1) });
  const draft = (size: string) => ({
    assumptions: [],
    declarations: [
      {
        kind: 'architecture' as const,
        name: 'a',
        couplings: ['gemm'],
        properties: [],
        levels: [
          {
            kind: 'memory' as const,
            name: 'Main',
            properties: [
              { name: 'size', value: size, from: at(2) },
              { name: 'energy', value: '1 pJ', from: null },
              { name: 'bandwidth', value: '8', from: null },
            ],
            from: at(1),
          },
          {
            kind: 'compute' as const,
            name: 'MAC',
            properties: [{ name: 'energy', value: '1 pJ', from: null }],
            from: at(3),
          },
        ],
        from: at(1),
      },
    ],
  });

  const found = async (size: string) => {
    const report = new Report();
    await reportErrors(printDraft(draft(size), 'a tool', [file]), errorsIn, file, report);
    return report.findings.map(({ code, place, message }) => `${placeText(place)} ${code}: ${message}`);
  };

  it('is checked, and refused at the lines that its errors come from', async () => {
    assert.deepEqual(await found('4'), []);
    const [first, ...others] = await found('-4');
    assert.match(
      first ?? '',
      /^arch\.yaml:2 ffarch\/import-invalid: What this becomes is not valid: .* Correct it here, or leave it out\.$/,
    );
    assert.deepEqual(others, []);
    // Imports may run side by side.
    const many = await Promise.all(['4', '-4', '5', '-5'].map(found));
    assert.deepEqual(
      many.map(({ length }) => length),
      [0, 1, 0, 1],
    );
  });
});
