import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Rule {
  /** A folder or a file. */
  readonly of: string;
  /** Folders, files and packages that nothing in it imports; `*` is everything else than itself. */
  readonly never: readonly string[];
  /** What of those it may import all the same. */
  readonly except?: readonly string[];
}

const LSP = ['langium/lsp', 'vscode-languageserver', 'vscode-languageserver-types', 'vscode-languageclient'];

/** The last column of ARCHITECTURE.md. */
const RULES: readonly Rule[] = [
  { of: 'language', never: ['server', 'client', 'vscode'] },
  { of: 'language/diagnostics', never: ['*'], except: ['language/figures.ts', 'language/wording.ts'] },
  { of: 'language/figures.ts', never: ['*'] },
  { of: 'language/wording.ts', never: ['*'] },
  { of: 'language/nearest.ts', never: ['*'], except: ['fastest-levenshtein'] },
  { of: 'language/schema', never: ['*'], except: ['language/generated/ast.ts'] },
  { of: 'syntaxes', never: ['*'], except: ['language/schema', 'language/estimates', 'node:*'] },
  { of: 'language/domain', never: ['*'] },
  {
    of: 'language/model',
    never: ['*'],
    except: ['language/diagnostics', 'language/domain', 'language/figures.ts'],
  },
  { of: 'language/energy-tables', never: ['*'], except: ['yaml'] },
  { of: 'language/estimates', never: ['*'], except: ['language/figures.ts', 'language/wording.ts'] },
  {
    of: 'language/report',
    never: ['*'],
    except: ['language/model/report.ts', 'language/model/diagram.ts', 'language/figures.ts'],
  },
  { of: 'language/lower', never: [...LSP, 'language/editor', 'language/validation'] },
  { of: 'language/print', never: ['*'], except: ['language/domain'] },
  { of: 'language/parser', never: ['language/editor', 'language/validation'] },
  { of: 'language/references', never: ['language/editor', 'language/validation'] },
  { of: 'language/workspace', never: ['language/editor', 'language/validation'] },
  { of: 'language/validation', never: ['language/editor'] },
  { of: 'language/evaluation', never: [...LSP, 'language/editor', 'language/validation'] },
  {
    of: 'language/session',
    never: ['language', 'server'],
    except: ['language/domain', 'language/generated/ast.ts', 'language/model', 'language/schema'],
  },
  { of: 'server', never: ['client', 'vscode'] },
  {
    of: 'server/mapper',
    never: [...LSP, 'langium', 'language', 'server'],
    except: ['server/mapper', 'language/diagnostics', 'language/domain', 'language/model', 'language/figures.ts'],
  },
  { of: 'server/export', never: ['*'], except: ['language/domain', 'language/figures.ts'] },
  {
    of: 'server/import',
    never: ['*'],
    except: [
      'language/diagnostics',
      'language/energy-tables',
      'language/estimates',
      'language/figures.ts',
      'language/nearest.ts',
      'language/wording.ts',
      'language/print',
      '@huggingface/jinja',
      'pbf',
      'yaml',
    ],
  },
  { of: 'server/accelergy', never: ['server', 'client', ...LSP], except: ['server/accelergy'] },
  { of: 'server/lsp', never: ['server/cli'] },
  { of: 'server/cli', never: ['server/lsp'], except: ['server/lsp/main.ts'] },
  { of: 'server/protocol', never: ['*'], except: ['server/mapper', 'language/model', 'language/report/pictures.ts'] },
  {
    of: 'client',
    never: ['langium', 'language', 'server'],
    except: ['language/figures.ts', 'language/report/index.ts', 'server/protocol/index.ts'],
  },
  { of: 'client/panel', never: ['vscode', 'node:*', 'client'] },
];

/** What a source imports, types and values: files by their path in the repository, and packages. */
function imports(file: string, source: string): string[] {
  const specifiers = [...source.matchAll(/(?:^import|\bfrom) '([^']+)';$|\bimport\('([^']+)'\)/gm)];
  return specifiers.map(([, named, called]) => targetOf(file, named ?? called));
}

/** What a source needs before it runs: what it imports when it is loaded, but for types. */
function valueImports(file: string, source: string): string[] {
  const statements = [...source.matchAll(/^(?:import|export) (?:([^;']*) from )?'([^']+)';$/gm)];
  return statements.filter(([, names = '']) => !isTypeOnly(names)).map(([, , specifier]) => targetOf(file, specifier));
}

/** `type { A }`, `{ type A, type B }` */
function isTypeOnly(names: string): boolean {
  if (names.startsWith('type ')) return true;
  const [, list] = /^\{(.*)\}$/s.exec(names) ?? [];
  const each = list?.split(',').map((name) => name.trim());
  return each?.filter(Boolean).every((name) => name.startsWith('type ')) ?? false;
}

const targetOf = (file: string, specifier: string): string =>
  specifier.startsWith('.') ? join(dirname(file), specifier).replace(/\.js$/, '.ts') : specifier;

/** A circle of files of which each needs the next one before it runs; undefined if there is none. */
function circle(needs: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const target of needs.get(file) ?? []) {
      const found = visit(target);
      if (found) return found;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of needs.keys()) {
    const found = visit(file);
    if (found) return found;
  }
  return undefined;
}

function broken(file: string, source: string): string[] {
  return RULES.filter(({ of }) => within(file, of)).flatMap(({ of, never, except = [] }) =>
    imports(file, source)
      .filter((target) => never.some((place) => within(target, place)) && !within(target, of))
      .filter((target) => !except.some((place) => within(target, place)))
      .map((target) => `${file} imports ${target}, which ${of} must not`),
  );
}

function within(path: string, place: string): boolean {
  if (place.endsWith('*')) return path.startsWith(place.slice(0, -1));
  return path === place || path.startsWith(`${place}/`);
}

describe('Imports', () => {
  const files = ['client', 'server', 'language', 'syntaxes'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((name) => name.endsWith('.ts')),
  );

  it('point the way that ARCHITECTURE.md says', () => {
    assert.ok(files.length > 200, `${files.length} files`);
    assert.deepEqual(
      files.flatMap((file) => broken(file, readFileSync(join(ROOT, file), 'utf8'))),
      [],
    );
  });

  it('of values go in no circle', () => {
    assert.deepEqual(
      circle(new Map(files.map((file) => [file, valueImports(file, readFileSync(join(ROOT, file), 'utf8'))]))),
      undefined,
    );
  });

  it('of values go down the picture of ARCHITECTURE.md', () => {
    const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
    const picture = page.slice(page.indexOf('The picture of all imports')).split('\n\n')[1];
    const lines = picture.split('\n').map((line) => line.trim().split(/ {2,}/));
    /** The line of the picture; the longest name that fits a path counts, as `client/panel` in `client`. */
    const lineOf = (path: string): number => {
      const fits = lines.flatMap((names, at) =>
        names.filter((name) => within(path, name)).map((name) => ({ name, at })),
      );
      return fits.sort((a, b) => b.name.length - a.name.length)[0]?.at ?? Number.NaN;
    };
    const upwards = files
      .filter((file) => !file.startsWith('syntaxes/'))
      .flatMap((file) =>
        valueImports(file, readFileSync(join(ROOT, file), 'utf8'))
          .filter((target) => files.includes(target) && !(lineOf(target) >= lineOf(file)))
          .map((target) => `${file} imports ${target}`),
      );
    assert.deepEqual(upwards, []);
  });

  it('that go in a circle are found, and those of types are not among them', () => {
    const needs = (imported: string) =>
      new Map([
        ['a.ts', valueImports('a.ts', "import { b } from './b.js';")],
        ['b.ts', valueImports('b.ts', "export { c } from './c.js';")],
        ['c.ts', valueImports('c.ts', `import ${imported} from './a.js';`)],
      ]);
    const found = ['a.ts', 'b.ts', 'c.ts', 'a.ts'];
    for (const values of ['{ a }', '{\n  type A,\n  a,\n}', '* as a', 'a'])
      assert.deepEqual(circle(needs(values)), found);
    for (const types of ['type { A }', '{ type A }', 'type * as a']) assert.equal(circle(needs(types)), undefined);
    assert.deepEqual(valueImports('a.ts', "import './b.css';"), ['b.css']);
  });

  it('are found however they are written', () => {
    const source = [
      "import { a } from './b.js';",
      'import {',
      '  c,',
      "} from '../c.js';",
      "import type { D } from 'd';",
      "import './e.css';",
      "export * from './f.js';",
      "const g = await import('./g.js');",
    ].join('\n');
    assert.deepEqual(imports('x/y/z.ts', source), ['x/y/b.ts', 'x/c.ts', 'd', 'x/y/e.css', 'x/y/f.ts', 'x/y/g.ts']);
  });

  for (const [file, target] of [
    ['language/schema/units.ts', '../lower/index.js'],
    ['language/diagnostics/text.ts', '../parser/keywords.js'],
    ['language/domain/source.ts', 'langium'],
    ['language/model/problem.ts', '../lower/index.js'],
    ['language/report/ports.ts', '../model/index.js'],
    ['language/lower/level.ts', '../validation/checks.js'],
    ['language/validation/levels.ts', '../editor/hover/markdown.js'],
    ['language/module.ts', '../server/protocol/index.js'],
    ['server/mapper/search.ts', '../../language/language.js'],
    ['server/import/onnx/index.ts', 'langium'],
    ['server/import/onnx/read/model.ts', 'node:fs'],
    ['server/lsp/server.ts', 'vscode'],
    ['server/cli/workspace.ts', '../lsp/references.js'],
    ['client/map/pick.ts', '../../server/mapper/request.js'],
    ['client/settings.ts', '../language/model/index.js'],
    ['client/panel/main.ts', 'node:fs'],
  ]) {
    it(`of ${target} in ${file} are refused`, () => {
      assert.equal(broken(file, `import { x } from '${target}';`).length, 1);
    });
  }
});
