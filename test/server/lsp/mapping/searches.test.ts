import assert from 'node:assert/strict';
import { Searches } from '../../../../server/lsp/mapping/searches.js';
import type { SearchRunner } from '../../../../server/mapper/job.js';
import type { MapRequest, MapResult, Progress } from '../../../../server/mapper/request.js';

/** A mapper that ends when it is told to, or is aborted. */
class Puppet implements SearchRunner {
  readonly searches: {
    progress: (progress: Progress) => void;
    end: (result: MapResult) => void;
    signal: AbortSignal;
  }[] = [];

  map(_: MapRequest, { progress, signal }: Parameters<SearchRunner['map']>[1]): Promise<MapResult> {
    return new Promise((end) => {
      this.searches.push({ progress: progress!, end, signal: signal! });
      signal!.addEventListener('abort', () => end({ kind: 'cancelled' }));
    });
  }
}

const request = {} as MapRequest;
const never = new AbortController().signal;
const found = { kind: 'failed', message: 'stands for a result', report: null } as const;
const at = (evaluations: number): Progress => ({ phase: '', evaluations, seconds: 0, best: null, bound: null });

/** All promises that can be settled now are. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('Searches', () => {
  it('supersede one of the same pair, whose progress is no longer heard', async () => {
    const puppet = new Puppet();
    const searches = new Searches(puppet);
    const heard: number[] = [];
    const older = searches.run('a on b', request, ({ evaluations }) => heard.push(evaluations), never);
    puppet.searches[0].progress(at(1));
    const newer = searches.run('a on b', request, ({ evaluations }) => heard.push(evaluations), never);
    puppet.searches[0].progress(at(2));
    puppet.searches[1].progress(at(3));
    puppet.searches[1].end(found);
    assert.deepEqual(await older, { kind: 'superseded' });
    assert.deepEqual(await newer, found);
    assert.deepEqual(heard, [1, 3]);
  });

  it('of different pairs run side by side', async () => {
    const puppet = new Puppet();
    const searches = new Searches(puppet);
    const one = searches.run('a on b', request, () => {}, never);
    const two = searches.run('a on c', request, () => {}, never);
    assert.equal(puppet.searches[0].signal.aborted, false);
    for (const search of puppet.searches) search.end(found);
    assert.deepEqual(await Promise.all([one, two]), [found, found]);
  });

  it('that are over are superseded by nothing', async () => {
    const puppet = new Puppet();
    const searches = new Searches(puppet);
    const first = searches.run('a on b', request, () => {}, never);
    puppet.searches[0].end(found);
    assert.deepEqual(await first, found);
    void searches.run('a on b', request, () => {}, never);
    assert.equal(puppet.searches[0].signal.aborted, false);
  });

  it('end when the user cancels', async () => {
    const cancel = new AbortController();
    const search = new Searches(new Puppet()).run('a on b', request, () => {}, cancel.signal);
    cancel.abort();
    assert.deepEqual(await search, { kind: 'cancelled' });
  });

  it('report a bug in the mapper as an outcome', async () => {
    const searches = new Searches({ map: () => Promise.reject(new Error('out of order')) });
    assert.deepEqual(await searches.run('a on b', request, () => {}, never), {
      kind: 'failed',
      message: 'out of order',
      report: null,
    });
  });

  it('in the background make way for others, and start again when these are over', async () => {
    const puppet = new Puppet();
    const searches = new Searches(puppet);
    const behind = searches.runInBackground(request, () => {}, never);
    await settled();
    assert.equal(puppet.searches.length, 1);
    const ahead = [searches.run('a on b', request, () => {}, never), searches.run('a on c', request, () => {}, never)];
    assert.equal(puppet.searches[0].signal.aborted, true);
    await settled();
    assert.equal(puppet.searches.length, 3);
    puppet.searches[1].end(found);
    await ahead[0];
    await settled();
    assert.equal(puppet.searches.length, 3, 'one that somebody waits for still runs');
    puppet.searches[2].end(found);
    await ahead[1];
    await settled();
    assert.equal(puppet.searches.length, 4);
    puppet.searches[3].end(found);
    assert.deepEqual(await behind, found);
  });

  it('in the background can be cancelled while they run, and while they wait', async () => {
    const puppet = new Puppet();
    const searches = new Searches(puppet);
    const cancel = [new AbortController(), new AbortController()];
    const running = searches.runInBackground(request, () => {}, cancel[0].signal);
    await settled();
    cancel[0].abort();
    assert.deepEqual(await running, { kind: 'cancelled' });
    const ahead = searches.run('a on b', request, () => {}, never);
    const waiting = searches.runInBackground(request, () => {}, cancel[1].signal);
    cancel[1].abort();
    assert.deepEqual(await waiting, { kind: 'cancelled' });
    puppet.searches[1].end(found);
    assert.deepEqual(await ahead, found);
    assert.equal(puppet.searches.length, 2);
  });
});
