import assert from 'node:assert/strict';
import { expandTemplate } from '../../../server/import/accelforge/template.js';
import { Report } from '../../../server/import/report.js';
import { placeText, SourceFile } from '../../../server/import/source-file.js';

/** What a template gives, with the line that each of its own came from, or what is wrong with it. */
function expanded(
  text: string,
  definitions: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, string>> = {},
) {
  const file = SourceFile.ofText('dir/a.yaml', text);
  const files = [file, ...Object.entries(more).map(([path, other]) => SourceFile.ofText(path, other))];
  const report = new Report();
  const result = expandTemplate(file, { definitions: new Map(Object.entries(definitions)), files }, report);
  const findings = report.findings.map(({ place, message }) => `${placeText(place)} ${message}`);
  if (!result) return findings;
  let offset = 0;
  const lines = result.text.split('\n').map((line) => {
    const at = result.position(offset).line + 1;
    offset += line.length + 1;
    return `${at}: ${line}`;
  });
  return [...lines.filter((line) => !/^\d+: $/.test(line)), ...findings];
}

describe('Templates', () => {
  it('put in values, whose lines are those of the template', () => {
    assert.deepEqual(
      expanded(
        '{% set N = N | default(2) %}\n{% for i in range(N) %}\n- a{{ i }}: {{ SIZE * 2 }}\n{% endfor %}\nlast: 1\n',
        { SIZE: '4' },
      ),
      ['3: - a0: 8', '3: - a1: 8', '5: last: 1'],
    );
  });

  it('may be of several lines, and include others that were given', () => {
    assert.deepEqual(
      expanded(
        '{% if WIDE\n   and True %}\na: 1\n{% endif %}\n{{ include_text("../parts/b.yaml") }}\nc: 3',
        { WIDE: 'True' },
        { 'parts/b.yaml': 'b: 2' },
      ),
      ['3: a: 1', '5: b: 2', '6: c: 3'],
    );
    assert.deepEqual(expanded('{{ include_text("none.yaml") }}\nc: 3'), [
      '2: c: 3',
      'a.yaml:1 `none.yaml` has no counterpart and is left out: it is none of the files that are imported, so what it says is missing.',
    ]);
  });

  it('keep what takes white space away', () => {
    const text =
      '{%- macro name(i) -%}\n  {% if i == 0 %}\n    {{- "a" -}}\n  {% else %}\n    {{- "b" -}}\n  {% endif %}\n{%- endmacro -%}\nx{{ name(0) }}: 1\nx{{ name(1) }}: 2\n';
    assert.deepEqual(expanded(text), ['8: xa: 1', '9: xb: 2']);
  });

  it('name what has no value', () => {
    assert.deepEqual(
      expanded('a: 1\nb: {{ SIZE }}\n{% set D = SIZE * 2 %}\nc: {{ D }}\n').map((line) => line.slice(0, 38)),
      ['a.yaml:2 `SIZE` is not defined, but a '],
    );
  });

  it('are stopped when they run for long, and refused when they are wrong', () => {
    for (const text of [
      '{% for i in range(1000000000) %}{% endfor %}',
      '{% for i in range(10000) %}{% for j in range(10000) %}x{% endfor %}{% endfor %}',
      '{% for i in range(3) %}',
      '{{ open("/etc/passwd") }}',
      `{{ ${'('.repeat(20000)} }}`,
      '{{ include_text("a.yaml") }}',
    ]) {
      const [finding, ...others] = expanded(text);
      assert.match(
        finding ?? '',
        /^a\.yaml:1 (This is not a template that can be read|`open` is not defined)/,
        text.slice(0, 40),
      );
      assert.ok(others.length <= 1);
    }
  });
});
