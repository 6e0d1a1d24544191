import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IGrammar, StateStack } from 'vscode-textmate';
import { LIBRARY_TEXTS } from '../../../language/workspace/library.js';
import { language } from '../language.js';

const require = createRequire(import.meta.url);
const textmate: typeof import('vscode-textmate') = require('vscode-textmate');
const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');

const source = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

async function load(): Promise<IGrammar> {
  await oniguruma.loadWASM(new Uint8Array(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'))).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(source('syntaxes/ffarch.tmLanguage.json'), 'ffarch.json'),
  });
  return (await registry.loadGrammar('source.ffarch'))!;
}

const grammar = await load();

/** Each piece of a text that is more than white space, with its innermost scope; and the state at the end. */
function scopes(text: string): { pieces: [string, string][]; end: StateStack } {
  const pieces: [string, string][] = [];
  let end = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, end);
    end = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const piece = line.slice(startIndex, endIndex).trim();
      if (piece !== '') {
        pieces.push([piece, scopes.at(-1)!.replace(/\.ffarch$/, '')]);
      }
    }
  }
  return { pieces, end };
}

const PUNCTUATION = /^(punctuation|source)/;

/** Texts and the scopes of their words, without punctuation. */
const COLOURED: [text: string, expected: string][] = [
  [
    'import "a.ffarch" // why',
    'import:keyword.control.import "a.ffarch":string.quoted.double // why:comment.line.double-slash',
  ],
  [
    'const "my rows" = 16Ki * (KB + 1e-3)',
    'const:storage.type "my rows":variable.other.constant =:keyword.operator 16:constant.numeric Ki:keyword.other.unit *:keyword.operator KB:variable.other.constant +:keyword.operator 1e-3:constant.numeric',
  ],
  [
    'coupling c { dims G = 2 * rows, M Out[M] += W[2*M + G] * In[G] }',
    'coupling:storage.type c:entity.name.type.coupling dims:keyword.other G:variable.parameter =:keyword.operator 2:constant.numeric *:keyword.operator rows:variable.parameter M:variable.parameter Out:variable.other.operand M:variable.parameter +=:keyword.operator W:variable.other.operand 2:constant.numeric *:keyword.operator M:variable.parameter +:keyword.operator G:variable.parameter *:keyword.operator In:variable.other.operand G:variable.parameter',
  ],
  [
    'coupling c { dims M, size strides s Out[M] += W[s*M] * In[size] }',
    'coupling:storage.type c:entity.name.type.coupling dims:keyword.other M:variable.parameter size:variable.parameter strides:keyword.other s:variable.parameter Out:variable.other.operand M:variable.parameter +=:keyword.operator W:variable.other.operand s:variable.parameter *:keyword.operator M:variable.parameter *:keyword.operator In:variable.other.operand size:variable.parameter',
  ],
  [
    'architecture A : gemm, conv { fanout F[4] over M, K { multicast: none } memory "D 1" { size: 24 KiB } }',
    'architecture:storage.type A:entity.name.class.architecture gemm:entity.name.type conv:entity.name.type fanout:storage.type.level F:entity.name.function.level 4:constant.numeric over:keyword.other M:variable.parameter K:variable.parameter multicast:support.type.property-name none:constant.language memory:storage.type.level "D 1":entity.name.function.level size:support.type.property-name 24:constant.numeric KiB:keyword.other.unit',
  ],
  [
    'architecture A : gemm { memory D { energy: read 7 pJ, write 8pJ per wordline; factors: M <= 4; order: N, _ } }',
    'architecture:storage.type A:entity.name.class.architecture gemm:entity.name.type memory:storage.type.level D:entity.name.function.level energy:support.type.property-name read:keyword.other 7:constant.numeric pJ:keyword.other.unit write:keyword.other 8:constant.numeric pJ:keyword.other.unit per wordline:keyword.other factors:support.type.property-name M:variable.parameter <=:keyword.operator 4:constant.numeric order:support.type.property-name N:variable.parameter _:constant.language.placeholder',
  ],
  [
    'network n { "L3+" : conv { M: 2 } x 24 MB6 x 3 BertLarge.KQV }',
    'network:storage.type n:entity.name.type.network "L3+":entity.name.type.layer conv:entity.name.type.coupling M:variable.parameter.dimension 2:constant.numeric x:keyword.operator.repeat 24:constant.numeric MB6:entity.name.type.workload x:keyword.operator.repeat 3:constant.numeric BertLarge:entity.name.type.workload KQV:entity.name.type.workload',
  ],
  [
    'network Long = Encoder with tokens = 4Ki, heads = 2 * heads',
    'network:storage.type Long:entity.name.type.network =:keyword.operator Encoder:entity.name.type.network with:keyword.other tokens:variable.other.constant =:keyword.operator 4:constant.numeric Ki:keyword.other.unit heads:variable.other.constant =:keyword.operator 2:constant.numeric *:keyword.operator heads:variable.other.constant',
  ],
  [
    'mapping m of MB6 on A { Buffer bypass W, "In 2": M 4 }',
    'mapping:storage.type m:entity.name.function.mapping of:keyword.other MB6:entity.name.type on:keyword.other A:entity.name.type Buffer:entity.name.function.level bypass:keyword.other W:variable.other.operand "In 2":variable.other.operand M:variable.parameter.dimension 4:constant.numeric',
  ],
  [
    'mapping m of BertLarge.KQV on A { DRAM: M 4, K rows } // why',
    'mapping:storage.type m:entity.name.function.mapping of:keyword.other BertLarge:entity.name.type KQV:entity.name.type on:keyword.other A:entity.name.type DRAM:entity.name.function.level M:variable.parameter.dimension 4:constant.numeric K:variable.parameter.dimension rows:variable.other.constant // why:comment.line.double-slash',
  ],
];

describe('highlighting', () => {
  for (const [text, expected] of COLOURED) {
    it(text, () => {
      const words = scopes(text).pieces.filter(([, scope]) => !PUNCTUATION.test(scope));
      assert.equal(words.map(([piece, scope]) => `${piece}:${scope}`).join(' '), expected);
    });
  }

  it('ends every block that it begins, in all examples and the library', () => {
    const examples = readdirSync(new URL('../../../examples/', import.meta.url)).filter((name) =>
      name.endsWith('.ffarch'),
    );
    for (const text of [...LIBRARY_TEXTS.values(), ...examples.map((name) => source(`examples/${name}`))]) {
      assert.equal(scopes(text).end.depth, 1);
    }
  });

  it('begins again at the next declaration after a missing brace', () => {
    const { pieces } = scopes('architecture A : gemm {\n  memory D {\n    size: 4\nworkload w : gemm { M: 1 }');
    assert.deepEqual(
      pieces.find(([piece]) => piece === 'w'),
      ['w', 'entity.name.type.workload'],
    );
  });

  it('knows every keyword of the language', () => {
    const text = source('syntaxes/ffarch.tmLanguage.json').replaceAll('\\\\b', ' ');
    const keywords = Object.values(language.Ffarch.parser.Lexer.definition)
      .map(({ PATTERN }) => PATTERN)
      .filter((pattern) => typeof pattern === 'string' && /^[A-Za-z]/.test(pattern));
    assert.ok(keywords.length > 30);
    for (const keyword of keywords) {
      assert.match(text, new RegExp(`\\b${keyword}\\b`));
    }
  });
});

describe('the language configuration', () => {
  const configuration = JSON.parse(source('syntaxes/language-configuration.json'));
  const pattern = (rule: string | { pattern: string }): RegExp =>
    new RegExp(typeof rule === 'string' ? rule : rule.pattern);

  it('indents after an open brace, and only there', () => {
    const increase = pattern(configuration.indentationRules.increaseIndentPattern);
    for (const line of ['architecture A : gemm {', '  memory D { // why', 'network n {']) {
      assert.match(line, increase);
    }
    for (const line of ['workload w : gemm { M: 1 }', '// memory D {', 'fanout F[4] over M', '  size: 4 // {']) {
      assert.doesNotMatch(line, increase);
    }
    assert.match('  }', pattern(configuration.indentationRules.decreaseIndentPattern));
  });

  it('takes identifiers and numbers with their suffixes for words', () => {
    const words = (text: string) => text.match(new RegExp(configuration.wordPattern, 'g'));
    assert.deepEqual(words('GlobalBuffer: K_2 16Ki*1e-3,pJ'), ['GlobalBuffer', 'K_2', '16Ki', '1e-3', 'pJ']);
  });

  it('leaves the end of a comment to who types it, whom it would be doubled for on the same line', () => {
    const opens = configuration.autoClosingPairs.map(({ open }: { open: string }) => open);
    assert.deepEqual(opens, ['{', '[', '(', '"']);
  });
});
