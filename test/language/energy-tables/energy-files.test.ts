import assert from 'node:assert/strict';
import { EmptyFileSystemProvider, type FileSystemNode, URI, UriUtils } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, MarkupContent } from 'vscode-languageserver-types';
import type { Architecture, Compute, Link, Memory } from '../../../language/domain/index.js';
import { parseDocument, startLanguage } from '../../../language/language.js';
import { meaningOf } from '../../../server/lsp/results/meaning.js';

const V04 = `
ERT:
  version: '0.4'
  tables:
    - name: System_top_level.DRAM[1..1]
      actions: [{ name: read, energy: 512 }, { name: update, energy: 500 }, { name: leak, energy: 0.0 }]
    - name: System_top_level.GlobalBuffer[1..16]
      actions:
        - { name: read, arguments: { address_delta: 0 }, energy: 1 }
        - { name: read, arguments: { address_delta: 1 }, energy: 16 }
        - { name: write, arguments: {}, energy: 8 }
        - { name: leak, energy: 0.5 }
    - name: System_top_level.mac[1..16]
      actions: [{ name: mac_random, energy: 2.2 }, { name: mac_gated, energy: 9 }]
ART: { version: '0.4', tables: [{ name: 'System_top_level.GlobalBuffer[1..16]', area: 123.5 }] }
`;
const V03 = `
ERT:
  version: 0.3
  tables:
  - name: system.chip.GlobalBuffer
    actions:
    - name: read
      arguments: null
      energy: 7
    - name: write
      arguments: null
      energy: 6
`;

/** Files that change in memory. */
class Files extends EmptyFileSystemProvider {
  readonly texts = new Map<string, string>();

  override async readFile(uri?: URI): Promise<string> {
    const text = uri && this.texts.get(UriUtils.basename(uri));
    if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${uri?.fsPath}'`);
    return text;
  }

  override async readDirectory(folder = URI.parse('')): Promise<FileSystemNode[]> {
    return [...this.texts.keys()].map((name) => ({
      uri: UriUtils.joinPath(folder, name),
      isFile: true,
      isDirectory: false,
    }));
  }
}

const SHARED = `architecture A : gemm {
  energy: from "ERT.yaml"
  memory DRAM { size: unbounded; bandwidth: 8 }
  memory GlobalBuffer { size: 16Ki; wordBits: 64; valueBits: 8; bandwidth: 8 }
  memory Own { size: 16; bandwidth: 8; energy: 1 pJ }
  compute mac
}`;
const OWN = `architecture A : gemm {
  memory DRAM { size: unbounded; bandwidth: 8; energy: 3 pJ }
  memory GlobalBuffer { size: 16Ki; bandwidth: 8; energy: from "ERT.yaml"; leakage: 4 pJ }
  compute mac { energy: 1 pJ }
}`;

describe('energies from a file', () => {
  async function open(text: string, texts: Readonly<Record<string, string>>) {
    const files = new Files();
    for (const [name, one] of Object.entries(texts)) files.texts.set(name, one);
    const language = await startLanguage({ fileSystemProvider: () => files });
    const document = await parseDocument(language, text, 'vscode-vfs://github/chip/a.ffarch');
    const { DocumentBuilder, LangiumDocuments } = language.shared.workspace;
    return {
      change: async (name: string, one: string) => {
        files.texts.set(name, one);
        await DocumentBuilder.update([URI.parse(`vscode-vfs://github/chip/${name}`)], []);
      },
      hover: async (at: string): Promise<string> => {
        const now = LangiumDocuments.getDocument(document.uri)!;
        const position = now.textDocument.positionAt(text.indexOf(at));
        const params = { textDocument: { uri: now.uri.toString() }, position };
        const hover = await language.Ffarch.lsp.HoverProvider!.getHoverContent(now, params);
        return (hover!.contents as MarkupContent).value;
      },
      /** What quick fixes of the first diagnostic of a code lead to, by their titles. */
      fixes: async (code: string): Promise<Record<string, string>> => {
        const now = LangiumDocuments.getDocument(document.uri)!;
        const found = now.diagnostics!.find((one) => one.code === `ffarch/${code}`)!;
        const uri = now.uri.toString();
        const params = { textDocument: { uri }, range: found.range, context: { diagnostics: [found] } };
        const actions = (await language.Ffarch.lsp.CodeActionProvider!.getCodeActions(now, params)) as CodeAction[];
        const fixed = actions.map(({ title, edit }) => [
          title,
          TextDocument.applyEdits(now.textDocument, edit!.changes![uri]!),
        ]);
        return Object.fromEntries(fixed);
      },
      links: async (): Promise<(string | undefined)[]> => {
        const now = LangiumDocuments.getDocument(document.uri)!;
        const params = { textDocument: { uri: now.uri.toString() } };
        const links = await language.Ffarch.lsp.DocumentLinkProvider!.getDocumentLinks(now, params);
        return links.map(({ range, target }) => `${now.textDocument.getText(range)} ${target}`);
      },
      architecture: (): Architecture => {
        const now = LangiumDocuments.getDocument(document.uri)!;
        return language.Ffarch.lowering.LoweringProvider.document(now).architectures[0]!.value!;
      },
      said: () =>
        LangiumDocuments.getDocument(document.uri)!.diagnostics!.map(({ range, code, message }) => ({
          line: range.start.line + 1,
          code,
          message: String(message),
        })),
    };
  }

  it('are of the file that is meant where there is none of that name, until there is', async () => {
    const misspelt = await open(SHARED.replace('ERT.yaml', './ETR2.yaml'), { 'ERT.yaml': V04, 'notes.md': '' });
    assert.deepEqual(misspelt.said(), [
      {
        line: 2,
        code: 'ffarch/energy-file-unread',
        message:
          'No energies can be taken from `./ETR2.yaml`: there is no such file. Correct the path or the file. Did you mean `./ERT.yaml`?',
      },
    ]);
    const fixes = await misspelt.fixes('energy-file-unread');
    assert.deepEqual(fixes, { 'Change to `./ERT.yaml`': SHARED.replace('ERT.yaml', './ERT.yaml') });
    await misspelt.change('ETR1.yaml', V04);
    assert.match(misspelt.said()[0]!.message, /Did you mean `.\/ETR1\.yaml`\?$/);
    await misspelt.change('ETR2.yaml', V04);
    assert.deepEqual(misspelt.said(), []);
  });

  it('may stand for each other in the file', async () => {
    const table = `shared: &actions [{ name: read, energy: 3 }, { name: write, energy: 4 }]
ERT: &all { tables: [*all, { name: DRAM, actions: *actions }, { name: chip.GlobalBuffer, actions: *actions }, { name: mac, actions: [{ name: compute, energy: 1 }] }] }
`;
    const { architecture } = await open(SHARED, { 'ERT.yaml': table });
    assert.equal((architecture().levels[0] as Memory).readEnergy.w, 3);
  });

  it('that do not count are those of a level that is meant', async () => {
    const own = SHARED.replace('memory Own', 'memory GlobalBufer');
    const table = V04.replaceAll('GlobalBuffer', 'GlobalBuffers')
      .replace('mac[', 'GlobalBuffer[')
      .replace(
        '    - name: System_top_level.GlobalBuffer[',
        `    - { name: chip.mac, actions: [{ name: compute, energy: 1 }] }\n    - name: System_top_level.GlobalBuffer[`,
      );
    const { fixes } = await open(own, { 'ERT.yaml': table });
    assert.deepEqual(Object.keys(await fixes('energy-file-unused')), ['Rename `GlobalBufer` to `GlobalBuffers`']);
  });

  it('are those of the components with the names of the levels', async () => {
    const { architecture, said } = await open(SHARED, { 'ERT.yaml': V04 });
    const [dram, buffer, own, mac] = architecture().levels as [Memory, Memory, Memory, Compute];
    assert.deepEqual([dram.readEnergy.w, dram.writeEnergy.w, dram.leakage], [512, 500, 0]);
    assert.deepEqual([buffer.readEnergy.w, buffer.writeEnergy.w], [2, 1]);
    assert.deepEqual([buffer.leakage, buffer.area], [0.5, 123.5]);
    assert.equal(own.readEnergy.w, 1);
    assert.equal(mac.energy, 2.2);
    assert.deepEqual(said(), []);
  });

  it('are those of one level where that says so, and what is written wins', async () => {
    const { architecture } = await open(OWN, { 'ERT.yaml': V03 });
    const buffer = architecture().levels[1] as Memory;
    assert.deepEqual([buffer.readEnergy.w, buffer.writeEnergy.w, buffer.leakage, buffer.area], [7, 6, 4, null]);
  });

  it('change with their file, also when it comes or is deleted', async () => {
    const { architecture, said, change } = await open(OWN, {});
    assert.deepEqual(
      said().map(({ line, code }) => [line, code]),
      [[3, 'ffarch/energy-file-unread']],
    );
    await change('ERT.yaml', V03);
    assert.deepEqual(said(), []);
    assert.equal((architecture().levels[1] as Memory).readEnergy.w, 7);
    const before = meaningOf(architecture());
    await change('ERT.yaml', V03.replace('energy: 7', 'energy: 70'));
    assert.equal((architecture().levels[1] as Memory).readEnergy.w, 70);
    assert.notEqual(meaningOf(architecture()), before, 'results of it would not be out of date');
  });

  it('are not known where their file cannot be read, which is not said to be missing', async () => {
    class Locked extends EmptyFileSystemProvider {
      override readFile(uri?: URI): Promise<string> {
        return Promise.reject(new Error(`EACCES: permission denied, open '${uri?.fsPath}'`));
      }
      override exists(): Promise<boolean> {
        return Promise.resolve(true);
      }
    }
    const language = await startLanguage({ fileSystemProvider: () => new Locked() });
    const text = `import "b.ffarch"\n${OWN}`;
    const document = await parseDocument(language, text, 'vscode-vfs://github/chip/a.ffarch');
    assert.deepEqual(
      document.diagnostics?.map(({ message }) => message),
      [
        '`b.ffarch` cannot be read, so it is not imported. Name a `.ffarch` file.',
        'No energies can be taken from `ERT.yaml`: it cannot be read. Correct the path or the file.',
      ],
    );
  });

  it('are those of the words that pass a link, in either direction', async () => {
    const text = OWN.replace('  compute', '  link Bus { energy: from "ERT.yaml" }\n  compute');
    const tables = `${V03}  - { name: chip.Bus, actions: [{ name: transfer, energy: 0.25 }] }\n`;
    const { architecture, said } = await open(text, { 'ERT.yaml': tables });
    assert.deepEqual(said(), []);
    const bus = architecture().levels[2] as Link;
    assert.deepEqual([bus.readEnergy.w, bus.writeEnergy.out], [0.25, 0.25]);
  });

  it('say under the cursor what the file has and what is taken', async () => {
    const shared = await open(SHARED, { 'ERT.yaml': V04 });
    const all = await shared.hover('from');
    assert.match(all, /`DRAM`: `read` \*\*512\*\*, `update` \*\*500\*\*, `leak` \*\*0\*\*/);
    assert.match(all, /`GlobalBuffer`: .*, area \*\*123\.5 µm²\*\*/);
    assert.match(all, /`Own`: not in the file/);
    assert.match(all, /`mac`: `mac_random` \*\*2\.2\*\*, `mac_gated` 9/);
    const own = await open(OWN, { 'ERT.yaml': V04 });
    const one = await own.hover('from');
    assert.match(one, /`GlobalBuffer`: `read` \*\*16\*\*, `write` \*\*8\*\*, `leak` 0\.5, area/);
    assert.match(one, /Not taken: the components `DRAM`, `mac`/);
  });

  const ART = `
ART:
  version: '0.4'
  tables:
    - { name: 'System.DRAM[1..1]', area: 0 }
    - { name: 'System.GlobalBuffer[1..1]', area: 99 }
    - { name: 'System.PEs[1..16]', area: 7 }
    - { name: 'System.alu[1..16]', area: 3 }
`;
  const AREAS = SHARED.replace('\n  memory DRAM', '\n  area: from "ART.yaml"\n  memory DRAM').replace(
    '  memory Own { size: 16; bandwidth: 8;',
    '  fanout PEs[4] over M\n  fanout Lanes[4] over K\n  memory Own { size: 16; bandwidth: 8; area: 5 um2;',
  );

  it('have areas in a file of their own, which comes before that of all energies', async () => {
    const { architecture, said, change, hover } = await open(AREAS, { 'ERT.yaml': V04, 'ART.yaml': ART });
    assert.deepEqual(
      architecture().levels.map(({ name, area }) => [name, area]),
      [
        ['DRAM', 0],
        ['GlobalBuffer', 99],
        ['PEs', 7],
        ['Lanes', null],
        ['Own', 5],
        ['mac', null],
      ],
    );
    assert.deepEqual(
      said().map(({ line, code, message }) => `${line} ${code} ${message}`),
      [
        '9 ffarch/energy-file-area `ART.yaml` has no area of `mac`, only of `DRAM`, `GlobalBuffer`, `PEs`, `alu`. Rename the level, or write its area.',
        '3 ffarch/energy-file-unused No level is called `alu`, which `ART.yaml` has areas of: they do not count. Rename a level that is meant.',
      ],
    );
    const all = await hover('from "ART');
    for (const line of ['`GlobalBuffer`: area **99 µm²**', '`PEs`: area **7 µm²**', '`mac`: not in the file', '`alu`'])
      assert.ok(all.includes(line), all);
    assert.ok(!all.includes('`Lanes`'), all);
    assert.match(await hover('from "ERT'), /`GlobalBuffer`: .*, area 123\.5 µm²/);
    await change('ART.yaml', ART.replace('alu', 'mac'));
    assert.equal(architecture().levels.at(-1)?.area, 3);
    assert.deepEqual(said(), []);
  });

  it('have the area of one level in a file', async () => {
    const text = OWN.replace('leakage: 4 pJ', 'area: from "ART.yaml"');
    const { architecture, change, said } = await open(text, { 'ERT.yaml': V04, 'ART.yaml': ART });
    assert.equal(architecture().levels[1]?.area, 99);
    await change('ART.yaml', V03);
    assert.deepEqual(
      said().map(({ line, message }) => [line, message]),
      [[3, '`ART.yaml` has no area of `GlobalBuffer`. Rename the level, or write its area.']],
    );
    await change('ART.yaml', 'ART: [');
    assert.match(said()[0]?.message ?? '', /^No areas can be taken from `ART\.yaml`: line 1 is not YAML/);
  });

  it('are mended by the name of a component, or by a value of the level', async () => {
    const mapped = `${SHARED.replace('memory GlobalBuffer', 'memory GlobalBufer')}
workload w : gemm { M: 1, K: 2, N: 1 }
mapping m of w on A { DRAM: K 1; GlobalBufer: K 2 }`;
    const typo = await open(mapped, { 'ERT.yaml': V04 });
    assert.deepEqual(await typo.fixes('energy-file-component'), {
      'Rename `GlobalBufer` to `GlobalBuffer`': mapped.replaceAll('GlobalBufer', 'GlobalBuffer'),
      'Write `energy: read 0.69 pJ, write 0.7 pJ`': mapped.replace(
        'GlobalBufer { size: 16Ki; wordBits: 64; valueBits: 8; bandwidth: 8 }',
        'GlobalBufer { size: 16Ki; wordBits: 64; valueBits: 8; bandwidth: 8; energy: read 0.69 pJ, write 0.7 pJ }',
      ),
    });
    const lacking = await open(OWN, { 'ERT.yaml': V03.replace('name: write', 'name: fill') });
    assert.deepEqual(await lacking.fixes('energy-file-action'), {
      'Write `energy: read 0.69 pJ, write 0.7 pJ`': OWN.replace('from "ERT.yaml"', 'read 0.69 pJ, write 0.7 pJ'),
    });
    const text = OWN.replace('leakage: 4 pJ', 'area: from "ERT.yaml"');
    const areas = await open(text, { 'ERT.yaml': V03 });
    assert.deepEqual(await areas.fixes('energy-file-area'), {
      'Write `area: 1200 um2`': text.replace('area: from "ERT.yaml"', 'area: 1200 um2'),
      'Remove this `area`': text.replace('area: from "ERT.yaml" ', ''),
    });
  });

  it('are links to the files that there are', async () => {
    const { links } = await open(AREAS, { 'ERT.yaml': '{' });
    assert.deepEqual(await links(), ['ERT.yaml vscode-vfs://github/chip/ERT.yaml']);
  });

  const WRONG: readonly (readonly [title: string, text: string, tables: string, line: number, message: RegExp])[] = [
    [
      'a component that is missing',
      OWN,
      V03.replaceAll('GlobalBuffer', 'Buffer'),
      3,
      /no component `GlobalBuffer`, only `Buffer`/,
    ],
    [
      'an action that is missing',
      OWN,
      V03.replace('name: write', 'name: fill'),
      3,
      /no action `write`, only `read`, `fill`/,
    ],
    ['a level without a component', SHARED, V04.replace('.mac[', '.alu['), 6, /no component `mac`, only .* `alu`/],
    ['a component without a level', SHARED, V04.replace('.mac[', '.alu['), 2, /No level is called `alu`/],
    ['YAML that is none', OWN, 'ERT:\n  tables: [\n', 3, /line 3 is not YAML/],
    ['a number that is none', OWN, V03.replace('energy: 6', 'energy: much'), 3, /line 12 has the energy `much`/],
    ['another file', OWN, 'architecture: {}', 3, /it has no `ERT` or `ART` with `tables`/],
  ];
  for (const [title, text, tables, line, message] of WRONG) {
    it(`say where there is ${title}`, async () => {
      const { said } = await open(text, { 'ERT.yaml': tables });
      const found = said().find((one) => one.line === line);
      assert.match(found?.message ?? '', message);
    });
  }
});
