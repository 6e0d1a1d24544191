import { ATTRIBUTES, COMPONENT_CLASSES } from '../language/estimates/index.js';
import { DECLARATIONS, LEVEL_KINDS, PROPERTIES, type Property, UNITS, wordsOf } from '../language/schema/index.js';

/*
 * The TextMate grammar, which colours a text before the language server knows it. `npm run generate` writes it to
 * ffarch.tmLanguage.json; its words are those of the schema.
 */

type Captures = Readonly<Record<number, object>>;

const alternatives = (words: Iterable<string>): string => [...words].join('|');

const DECLARATION = alternatives(Object.keys(DECLARATIONS));
const LEVEL = alternatives(Object.keys(LEVEL_KINDS));
const PROPERTY = alternatives(Object.keys(PROPERTIES));
const ATTRIBUTE = alternatives(Object.keys(ATTRIBUTES));
const ATTRIBUTE_VALUE = alternatives([
  ...COMPONENT_CLASSES,
  ...Object.values(ATTRIBUTES).flatMap(({ range }): readonly string[] => (typeof range === 'string' ? [] : range)),
]);
/** Properties of which a bound is written: `use >= 0.75`. */
const BOUND = alternatives(
  Object.entries<readonly Property[]>(PROPERTIES).flatMap(([keyword, rows]) =>
    rows.some(({ form }) => form === 'bound') ? [keyword] : [],
  ),
);
const UNIT = alternatives(Object.keys(UNITS));
/** In `24KiB` the suffix of the number takes the rest of the unit. */
const ATTACHED_UNIT = alternatives(Object.keys(UNITS).filter((unit) => !/^[KMG]i/.test(unit)));
const VALUE = alternatives(
  new Set([
    ...['unbounded', 'all'],
    ...Object.values(PROPERTIES).flatMap((rows) => rows.flatMap((row) => Object.keys(wordsOf(row) ?? {}))),
  ]),
);

const IDENTIFIER = String.raw`[A-Za-z_]\w*`;
const QUOTED = String.raw`"(?:\\.|[^"\\])*"`;
const NAME = `${IDENTIFIER}|${QUOTED}`;
/** A dimension or a stride as it is declared, with its default. */
const INDEX = String.raw`(?:${IDENTIFIER}|"[^"]*")(?:\s*=\s*[\w.]+(?:\s*[-+*/]+\s*[\w.]+)*)?`;

/** A block whose brace is missing ends where the next declaration, or the next level, begins. */
const AT_DECLARATION = String.raw`^\s*(?:${DECLARATION})\s+[A-Za-z_"]`;
const AT_LEVEL = String.raw`^\s*(?:${LEVEL}|${DECLARATION})\s+[A-Za-z_"]`;

/** A scope of the language. */
const scope = (name: string) => ({ name: `${name}.ffarch` });

const include = (...names: readonly string[]) => names.map((name) => ({ include: `#${name}` }));

/** Captures by their number: a scope, or what is to be found in them. */
const captures = (...all: readonly (string | object)[]): Captures =>
  Object.fromEntries(all.map((one, i) => [i + 1, typeof one === 'string' ? scope(one) : one]));

/** What begins with a head and its brace, and ends with the other one. */
function block(begin: string, beginCaptures: Captures, end: string, patterns: readonly object[]): object {
  return {
    begin,
    beginCaptures,
    end: String.raw`\}|(?=${end})`,
    endCaptures: { 0: scope('punctuation.section.block.end') },
    patterns,
  };
}

/** A block inside another one, which begins with its brace. */
const inner = (end: string, patterns: readonly object[]): object =>
  block(String.raw`\{`, { 0: scope('punctuation.section.block.begin') }, end, patterns);

const brackets = (patterns: readonly object[]): object => ({
  begin: String.raw`\[`,
  end: String.raw`\]`,
  beginCaptures: { 0: scope('punctuation.section.brackets.begin') },
  endCaptures: { 0: scope('punctuation.section.brackets.end') },
  patterns,
});

/** A declaration with a name, what stands between that and its brace, and its block. */
function declaration(
  keyword: string,
  name: string,
  head: readonly object[] | null,
  patterns: readonly object[],
): object {
  return block(
    String.raw`\b(${keyword})\s+(${NAME})${head ? String.raw`([^{}/\n]*)` : String.raw`\s*`}(\{)?`,
    captures('storage.type', name, ...(head ? [{ patterns: head }] : []), 'punctuation.section.block.begin'),
    AT_DECLARATION,
    patterns,
  );
}

/** `as conv` after the name of a coupling. */
const SPECIAL_CASE = [
  { ...scope('keyword.other'), match: String.raw`\bas\b(?=\s+[A-Za-z_"])` },
  { ...scope('entity.name.type.coupling'), match: NAME },
];

const REPOSITORY = {
  comments: {
    patterns: [
      { ...scope('comment.line.double-slash'), match: '//.*$' },
      { ...scope('comment.block'), begin: String.raw`/\*`, end: String.raw`\*/` },
    ],
  },
  import: {
    match: String.raw`\b(import)\b\s*(${QUOTED})?`,
    captures: captures('keyword.control.import', 'string.quoted.double'),
  },
  constant: {
    match: String.raw`\b(const)\s+(${NAME})`,
    captures: captures('storage.type', 'variable.other.constant'),
  },
  coupling: declaration('coupling', 'entity.name.type.coupling', SPECIAL_CASE, [
    ...include('comments'),
    {
      match: String.raw`(${NAME})\s*(:)\s*(${NAME})?`,
      captures: captures('variable.parameter', 'punctuation.separator.key-value', 'variable.parameter'),
    },
    {
      match: String.raw`\b(dims|strides)\b((?:\s*${INDEX}\s*,)*\s*${INDEX})`,
      captures: captures('keyword.other', { patterns: include('punctuation', 'number', 'operators', 'parameter') }),
    },
    { match: String.raw`(${NAME})\s*(?=\[)`, captures: captures('variable.other.operand') },
    brackets(include('comments', 'number', 'operators', 'parameter')),
    ...include('operators', 'punctuation'),
  ]),
  architecture: declaration(
    'architecture',
    'entity.name.class.architecture',
    include('typeReference'),
    include('comments', 'level', 'property', 'values'),
  ),
  level: {
    begin: String.raw`\b(${LEVEL})\s+(${NAME})`,
    beginCaptures: captures('storage.type.level', 'entity.name.function.level'),
    end: String.raw`(?<=\})|(?=\}|${AT_LEVEL})`,
    patterns: [
      ...include('comments'),
      inner(AT_LEVEL, [
        inner(AT_LEVEL, include('comments', 'attribute', 'values')),
        ...include('comments', 'property', 'values'),
      ]),
      { ...scope('keyword.other'), match: String.raw`\bover\b` },
      brackets(include('expression')),
      ...include('parameter', 'punctuation'),
    ],
  },
  property: {
    patterns: [
      {
        match: String.raw`\b(${PROPERTY})\s*(:)`,
        captures: captures('support.type.property-name', 'punctuation.separator.key-value'),
      },
      {
        match: String.raw`\b(${BOUND})\s*(>=)`,
        captures: captures('support.type.property-name', 'keyword.operator'),
      },
    ],
  },
  attribute: {
    match: String.raw`\b(${ATTRIBUTE})\s*(:)`,
    captures: captures('support.type.property-name', 'punctuation.separator.key-value'),
  },
  values: {
    patterns: [
      {
        match: String.raw`(?<=:\s*)\b(from)\s+(${QUOTED})`,
        captures: captures('keyword.other', 'string.quoted.double'),
      },
      { ...scope('constant.language'), match: String.raw`(?<=:\s*)\b(?:${ATTRIBUTE_VALUE})\b` },
      {
        ...scope('keyword.other'),
        match: String.raw`\b(?:read|write|shared)\b(?=\s+[-\d.(A-Za-z_"])|\bper\s+wordline\b|\bfor\b(?=\s+[A-Za-z_"])`,
      },
      { ...scope('constant.language'), match: String.raw`\b(?:${VALUE})\b` },
      ...include('number'),
      { match: String.raw`(?<=[\w)])\s+(${UNIT})\b`, captures: captures('keyword.other.unit') },
      { ...scope('constant.language.placeholder'), match: String.raw`\b_\b` },
      ...include('operators', 'punctuation', 'parameter'),
    ],
  },
  workload: declaration(
    'workload',
    'entity.name.type.workload',
    include('typeReference'),
    include('comments', 'size', 'expression'),
  ),
  size: {
    match: String.raw`(${NAME})\s*(:)`,
    captures: captures('variable.parameter.dimension', 'punctuation.separator.key-value'),
  },
  derivedNetwork: {
    match: String.raw`\b(network)\s+(${NAME})\s*(=)\s*(${NAME})?`,
    captures: captures('storage.type', 'entity.name.type.network', 'keyword.operator', 'entity.name.type.network'),
  },
  with: { ...scope('keyword.other'), match: String.raw`\bwith\b(?=\s+[A-Za-z_"])` },
  network: declaration('network', 'entity.name.type.network', null, [
    ...include('comments'),
    {
      match: String.raw`(${NAME})\s*(:)\s*(${NAME})?`,
      captures: captures('entity.name.type.layer', 'punctuation.separator.type', 'entity.name.type.coupling'),
    },
    inner(AT_DECLARATION, include('comments', 'size', 'expression')),
    { ...scope('keyword.operator.repeat'), match: String.raw`(?<=[\w}"])\s+x\b(?=\s*[\w(])` },
    ...include('number'),
    { ...scope('entity.name.type.workload'), match: NAME },
    ...include('operators', 'punctuation'),
  ]),
  mapping: declaration(
    'mapping',
    'entity.name.function.mapping',
    [{ ...scope('keyword.other'), match: String.raw`\b(?:of|on)\b(?=\s+[A-Za-z_"])` }, ...include('typeReference')],
    [
      ...include('comments'),
      {
        match: String.raw`(${NAME})\s+(bypass)\b(?!\s*:)((?:\s*(?:${NAME})\s*,)*\s*(?:${NAME})?)\s*(:)`,
        captures: captures(
          'entity.name.function.level',
          'keyword.other',
          { patterns: [...include('punctuation'), { ...scope('variable.other.operand'), match: NAME }] },
          'punctuation.separator.key-value',
        ),
      },
      {
        match: String.raw`(${NAME})\s*(:)`,
        captures: captures('entity.name.function.level', 'punctuation.separator.key-value'),
      },
      { match: String.raw`(${NAME})(?=\s+[-\d.(A-Za-z_"])`, captures: captures('variable.parameter.dimension') },
      ...include('expression'),
    ],
  ),
  typeReference: {
    patterns: [...include('comments'), { ...scope('entity.name.type'), match: NAME }, ...include('punctuation')],
  },
  expression: {
    patterns: [
      ...include('comments', 'number', 'operators'),
      { ...scope('support.function'), match: String.raw`\b(?:ceil|floor|min|max)\b(?=\s*\()` },
      { ...scope('variable.other.constant'), match: IDENTIFIER },
      { ...scope('string.quoted.double'), match: QUOTED },
      ...include('punctuation'),
    ],
  },
  parameter: { ...scope('variable.parameter'), match: NAME },
  number: {
    match: String.raw`(?<![A-Za-z_])((?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?)((?:[KMG]i)?(?:${ATTACHED_UNIT})?\b)?`,
    captures: captures('constant.numeric', 'keyword.other.unit'),
  },
  operators: { ...scope('keyword.operator'), match: String.raw`\+=|\*\*|<=|>=|[-+*/%=]` },
  punctuation: { ...scope('punctuation.separator'), match: '[,;:.()]' },
};

/** The grammar as VS Code and other editors read it. */
export const TEXTMATE_GRAMMAR = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'FactorFlow architecture',
  scopeName: 'source.ffarch',
  fileTypes: ['ffarch'],
  patterns: include(
    ...[
      'comments',
      'import',
      'constant',
      'coupling',
      'architecture',
      'workload',
      'derivedNetwork',
      'network',
      'mapping',
    ],
    ...['with', 'expression'],
  ),
  repository: REPOSITORY,
};
