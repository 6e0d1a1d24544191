import assert from 'node:assert/strict';
import { DEFAULT_OPTIONS, evaluate } from '../../../language/model/index.js';
import { mappingOfReport } from '../../../server/mapper/reported.js';
import { DEFAULT_SEARCH, type MapRequest, type MapResult, type SearchOptions } from '../../../server/mapper/request.js';
import { search } from '../../../server/mapper/search.js';
import { libraryPair } from '../../golden/load.js';

function requestFor(architecture: string, sizes: Record<string, number>, options: Partial<SearchOptions>): MapRequest {
  const [own, workload] = libraryPair(architecture, 'MaestroBlas', 'MB6');
  return {
    architecture: own,
    workload: { ...workload, sizes },
    options: DEFAULT_OPTIONS,
    search: { ...DEFAULT_SEARCH, ...options },
  };
}

function reportOf(result: MapResult) {
  assert.ok(result.kind === 'mapped', JSON.stringify(result));
  return result.report;
}

describe('ragged fanouts', () => {
  it('fill an array with which sizes have few factors in common, and the proof is over them', () => {
    const sizes = { M: 512, K: 256, N: 256 };
    const perfect = reportOf(search(requestFor('Eyeriss', sizes, { objective: 'edp' })));
    const request = requestFor('Eyeriss', sizes, { objective: 'edp', ragged: true });
    const report = reportOf(search(request));
    assert.equal(report.search.ragged, true);
    assert.equal(perfect.search.ragged, false);
    assert.equal(report.search.proven, true);
    assert.ok(report.edp_pJ_cycles < perfect.edp_pJ_cycles / 2, `${report.edp_pJ_cycles} of ${perfect.edp_pJ_cycles}`);
    assert.deepEqual(report.violations, []);
    assert.equal(report.macs, 512 * 256 * 256);
    const mapping = mappingOfReport(report.mapping, request.workload);
    assert.equal(evaluate(request.architecture, request.workload, mapping).edp_pJ_cycles, report.edp_pJ_cycles);
  });

  it('map what loops that divide cannot', () => {
    // Gemmini fixes M = 16 on its rows, which does not divide 100.
    const sizes = { M: 100, K: 256, N: 1024 };
    assert.equal(search(requestFor('Gemmini', sizes, {})).kind, 'infeasible');
    const report = reportOf(search(requestFor('Gemmini', sizes, { ragged: true, pad: true })));
    assert.equal(report.padded, undefined);
    assert.equal(report.search.proven, true);
  });

  it('leave to padding what no loop divides', () => {
    // Gemmini fixes N = 16 in its register, whose loops must divide.
    const sizes = { M: 100, K: 256, N: 1000 };
    assert.equal(search(requestFor('Gemmini', sizes, { ragged: true })).kind, 'infeasible');
    const report = reportOf(search(requestFor('Gemmini', sizes, { ragged: true, pad: true })));
    assert.deepEqual(report.padded, { M: { from: 100, to: 112 }, N: { from: 1000, to: 1008 } });
    assert.equal(report.search.ragged, false);
  });

  it('are what a search can start from, but not one of loops that divide', () => {
    const sizes = { M: 512, K: 256, N: 256 };
    const request = requestFor('Eyeriss', sizes, { objective: 'edp', ragged: true });
    const found = reportOf(search(request));
    const start = mappingOfReport(found.mapping, request.workload);
    const again = reportOf(search({ ...request, start }));
    assert.equal(again.edp_pJ_cycles, found.edp_pJ_cycles);
    const perfect = reportOf(search({ ...requestFor('Eyeriss', sizes, { objective: 'edp' }), start }));
    assert.ok(perfect.edp_pJ_cycles > found.edp_pJ_cycles);
    assert.equal(perfect.search.proven, true);
  });

  it('are only looked at by optimal', () => {
    const request = requestFor('Gemmini', { M: 16, K: 16, N: 16 }, { ragged: true, strategy: 'factorflow' });
    assert.equal(reportOf(search(request)).search.ragged, false);
  });
});
