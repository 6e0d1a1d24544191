import assert from 'node:assert/strict';
import { AstUtils, GrammarAST } from 'langium';
import {
  DECLARATIONS,
  defaultText,
  exampleLine,
  isNeeded,
  LEVEL_KINDS,
  LEVEL_PROPERTIES,
  type LevelKind,
  meantProperty,
  meantUnit,
  ownersOf,
  PROPERTIES,
  type Property,
  propertyOf,
  signOf,
  UNITS,
  unitsOf,
} from '../../../language/schema/index.js';
import { language, parse } from '../language.js';

const rules: readonly GrammarAST.AbstractRule[] = language.Ffarch.Grammar.rules;

/** The keywords that a rule of the grammar has in itself, in the order in which it has them. */
function keywordsOf(name: string): string[] {
  const rule = rules.find((one) => one.name === name);
  assert.ok(rule, name);
  return AstUtils.streamAst(rule)
    .filter(GrammarAST.isKeyword)
    .map(({ value }) => value)
    .filter((value) => /^[A-Za-z]/.test(value))
    .toArray();
}

/** The rules of the grammar for each form of value. */
const FORMS: Readonly<Record<Property['form'], string>> = {
  quantity: 'QuantityProperty',
  directed: 'DirectedProperty',
  word: 'WordProperty',
  operands: 'OperandsProperty',
  bits: 'BitsProperty',
  constraints: 'FactorsProperty',
  dimensions: 'OrderProperty',
  bound: 'UseProperty',
  component: 'ComponentProperty',
};

/** Words in the rules of properties that are values. */
const VALUES = new Set(['unbounded', 'shared', 'from', 'for']);

/** The errors of a text. Warnings are left out: an example may constrain nothing. */
async function problemsOf(text: string): Promise<string[]> {
  const { diagnostics = [] } = await parse(text);
  return diagnostics.filter(({ severity }) => severity === 1).map(({ message }) => String(message));
}

const KINDS = Object.keys(LEVEL_KINDS) as LevelKind[];

describe('The schema', () => {
  it('has the properties of the grammar, each in its form', () => {
    for (const [form, rule] of Object.entries(FORMS)) {
      const rows = Object.entries<readonly Property[]>(PROPERTIES).filter(([, all]) =>
        all.some((row) => row.form === form),
      );
      assert.deepEqual(
        keywordsOf(rule)
          .filter((word) => !VALUES.has(word))
          .sort(),
        rows.map(([keyword]) => keyword).sort(),
        rule,
      );
    }
  });

  it('has the kinds of level and the declarations of the grammar', () => {
    assert.deepEqual(
      KINDS.flatMap((kind) => keywordsOf(kind[0].toUpperCase() + kind.slice(1))),
      KINDS,
    );
    const declarations = ['Import', 'Constant', 'Coupling', 'Architecture', 'Workload', 'Network', 'Mapping'];
    assert.deepEqual(
      declarations.map((rule) => keywordsOf(rule)[0]),
      Object.keys(DECLARATIONS),
    );
  });

  it('gives every property to a kind of level, and none twice', () => {
    for (const keyword of Object.keys(PROPERTIES)) {
      const kinds = ownersOf(keyword);
      assert.ok(kinds.length > 0, keyword);
      assert.equal(new Set(kinds).size, kinds.length, keyword);
    }
  });

  it('has examples, typical values and defaults that the language takes', async () => {
    const level: Readonly<Record<LevelKind, (line: string) => string>> = {
      memory: (line) => architecture(`memory X { ${filled('memory', line)} }`, 'compute C { energy: 1 pJ }'),
      fanout: (line) => architecture(`fanout X[4] over M, K { ${line} }`, 'compute C { energy: 1 pJ }'),
      link: (line) => architecture(`link X { ${filled('link', line)} }`, 'compute C { energy: 1 pJ }'),
      compute: (line) => architecture(`compute X[4] over M, K { ${filled('compute', line)} }`),
    };
    for (const kind of KINDS) {
      for (const keyword of LEVEL_PROPERTIES[kind]) {
        const row = propertyOf(kind, keyword)!;
        const lines = [exampleLine(keyword, row), `${keyword}${signOf(row)} ${row.typical}`];
        const otherwise = row.form === 'word' || typeof row.default === 'number' ? defaultText(row) : undefined;
        if (otherwise !== undefined) lines.push(`${keyword}: ${otherwise}`);
        for (const line of lines) assert.deepEqual(await problemsOf(level[kind](line)), [], line);
      }
    }
  });

  it('has examples of levels and declarations that the language takes', async () => {
    const levels = KINDS.map((kind) => LEVEL_KINDS[kind].example).join('\n');
    assert.deepEqual(await problemsOf(architecture(levels)), []);
    const { import: _, ...others } = DECLARATIONS;
    assert.deepEqual(
      await problemsOf(
        Object.values(others)
          .map(({ example }) => example)
          .join('\n'),
      ),
      [],
    );
  });

  it('has one unit for each measure that may be left out', () => {
    for (const measure of ['energy', 'area', 'data'] as const) {
      assert.deepEqual(
        unitsOf(measure).map((unit) => UNITS[unit].factor === 1),
        unitsOf(measure).map((_, i) => i === 0),
      );
    }
  });

  it('knows what people write', () => {
    assert.equal(meantProperty('Line_Width'), 'wordBits');
    assert.equal(meantProperty('mesh'), 'mesh');
    assert.equal(meantUnit('MB', unitsOf('data')), 'MiB');
    assert.equal(meantUnit('MB', unitsOf('energy')), undefined);
    assert.equal(meantUnit('PJ', unitsOf('energy')), 'pJ');
  });

  it('tells nobody twice what one word means', () => {
    const rows = [...Object.values(DECLARATIONS), ...Object.values(LEVEL_KINDS)];
    const properties: readonly Property[] = Object.values<readonly Property[]>(PROPERTIES).flat();
    for (const words of [
      rows.flatMap(({ synonyms }) => synonyms),
      properties.flatMap(({ synonyms = [] }) => synonyms),
      Object.values(UNITS).flatMap(({ synonyms = [] }) => synonyms),
    ]) {
      assert.equal(new Set(words).size, words.length);
    }
  });
});

const architecture = (...levels: readonly string[]): string =>
  `architecture A : gemm { memory DRAM { size: unbounded; energy: 1 pJ; bandwidth: 8 }\n${levels.join('\n')} }`;

/** A line with all that its level needs besides. */
function filled(kind: LevelKind, line: string): string {
  const needed = LEVEL_PROPERTIES[kind].filter((keyword) => isNeeded(propertyOf(kind, keyword)!));
  const bits = line.startsWith('valueBits') || line.startsWith('wordBits') ? [] : ['wordBits: 64', 'valueBits: 16'];
  const others = needed
    .filter((keyword) => !line.startsWith(`${keyword}:`))
    .map((keyword) => `${keyword}: ${propertyOf(kind, keyword)!.typical}`);
  return [line, ...others, ...(kind === 'memory' ? bits : [])].join('; ');
}
