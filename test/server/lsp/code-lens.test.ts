import assert from 'node:assert/strict';
import { type CodeLens, CodeLensRequest } from 'vscode-languageserver/node';
import { Editor } from './editor.js';
import { FILE, mb6, Puppet, served } from './puppet.js';

describe('The language server', () => {
  const session = served();

  it('puts lenses over architectures, workloads, networks and mappings, one for all layers of a network', async () => {
    const text = `${mb6}network net { "L 1" : gemm { M: 1, K: 1, N: 1 }; two : gemm { M: 2, K: 1, N: 1 }; mine }\nnetwork refs { mine }\nmapping a of mine on Eyeriss { DRAM: M 512, K 256, N 256 }\narchitecture A : gemm { memory D { size: unbounded; energy: 1 pJ; bandwidth: 1 }; compute C { energy: 1 pJ } }`;
    await session.editor.open(FILE, text);
    const lenses = (await session.editor.connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri: FILE },
    })) as CodeLens[];
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command!.title, command!.command, command!.arguments![0]]),
      [
        [0, 'Map Workload', 'factorflow.mapWorkload', { uri: FILE, workload: { uri: FILE, name: 'mine' } }],
        [1, 'Map Network', 'factorflow.mapNetwork', { uri: FILE, workload: { uri: FILE, name: 'net' } }],
        [1, 'Map Layer…', 'factorflow.mapWorkload', { uri: FILE, network: { uri: FILE, name: 'net' } }],
        [2, 'Map Network', 'factorflow.mapNetwork', { uri: FILE, workload: { uri: FILE, name: 'refs' } }],
        [3, 'Evaluate Mapping', 'factorflow.evaluateMapping', { uri: FILE, mapping: 'a' }],
        [
          3,
          'EDP 239,841 J·cycle · 33,554,432 cycles · 0.595 % of the array used, 0.595 % of peak',
          'factorflow.evaluateMapping',
          { uri: FILE, mapping: 'a' },
        ],
        [4, 'Diagram', 'factorflow.showDiagram', { architecture: { uri: FILE, name: 'A' } }],
      ],
    );
  });
});

describe('The language server, for an editor without its commands,', () => {
  it('shows no lenses', async () => {
    const editor = await Editor.start(new Puppet(), {});
    await editor.open(FILE, mb6);
    assert.deepEqual(await editor.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: FILE } }), []);
    await editor.stop();
  });
});
