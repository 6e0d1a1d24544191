import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EvaluateOutcome, MapOutcome } from '../../server/protocol.js';
import { find, hover, openExample, tabs } from './documents.js';

describe('Map Workload', () => {
  let editor: vscode.TextEditor;
  let mapped: Extract<MapOutcome, { kind: 'mapped' }>;

  before('map the example', async () => {
    editor = await openExample('eyeriss.ffarch');
    const outcome = await vscode.commands.executeCommand<MapOutcome>('factorflow.mapWorkload');
    assert.equal(outcome.kind, 'mapped');
    mapped = outcome as typeof mapped;
  });

  it('finds a mapping at least as good as the published search', () => {
    assert.ok(mapped.report.wart >= 2.2846252688181477e-7);
    assert.deepEqual(mapped.report.violations, []);
  });

  it('opens the panel beside the editor', async () => {
    const isPanel = ({ input, label }: vscode.Tab) =>
      input instanceof vscode.TabInputWebview && label === 'MyEyeriss × MB6';
    const panel = (await tabs((open) => open.some(isPanel))).find(isPanel)!;
    assert.notEqual(panel.group.viewColumn, editor.viewColumn);
  });

  it('gives the hover over a level its bandwidths', async () => {
    const text = await hover(editor, find(editor, 'GlobalBuffer').start);
    for (const word of [/read/i, /fill/i, /update/i, /drain/i, /bandwidth/i]) assert.match(text, word);
  });

  it('inserts the mapping, which then evaluates to the same numbers', async () => {
    const name = await vscode.commands.executeCommand<string>('factorflow.insertMapping');
    const uri = editor.document.uri.toString();
    const outcome = await vscode.commands.executeCommand<EvaluateOutcome>('factorflow.evaluateMapping', {
      uri,
      mapping: name,
    });
    assert.ok(outcome.kind === 'evaluated');
    const { search: _, ...searched } = mapped.report;
    const { mappingName, ...evaluated } = outcome.report;
    assert.equal(mappingName, name);
    assert.deepEqual(evaluated, searched);
  });
});
