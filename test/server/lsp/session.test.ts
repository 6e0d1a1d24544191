import assert from 'node:assert/strict';
import type { Architecture, Source } from '../../../language/lowered/index.js';
import type { EvaluationReport } from '../../../language/model/index.js';
import { Session } from '../../../server/lsp/session.js';
import { libraryPair } from '../../golden/load.js';

const place = (uri: string, line: number): Source => ({
  uri,
  start: { line, character: 0 },
  end: { line: line + 9, character: 1 },
});
const report = { workload: 'MB6' } as EvaluationReport;
const [eyeriss] = libraryPair('Eyeriss', 'MaestroBlas', 'MB6');
const at = (uri: string, line: number): Architecture => ({ ...eyeriss, source: place(uri, line) });

describe('A session', () => {
  it('remembers the last result of an architecture, wherever its document moves it', () => {
    const session = new Session();
    session.remember(at('file:///a.ffarch', 1), { ...report, workload: 'earlier' });
    session.remember(at('file:///a.ffarch', 2), report);
    assert.deepEqual(session.forArchitecture(at('file:///a.ffarch', 30)), { report, current: true });
  });

  it('knows when the architecture has changed since', () => {
    const session = new Session();
    session.remember(at('file:///a.ffarch', 1), report);
    const levels = eyeriss.levels.map((level) => (level.type === 'memory' ? { ...level, readBandwidth: 1 } : level));
    assert.deepEqual(session.forArchitecture({ ...at('file:///a.ffarch', 1), levels }), { report, current: false });
  });

  it('keeps architectures of one name in different documents apart', () => {
    const session = new Session();
    session.remember(at('file:///a.ffarch', 1), report);
    assert.equal(session.forArchitecture(at('file:///b.ffarch', 1)), undefined);
  });
});
