import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Server, Supervisor } from '../../../client/connection/supervisor.js';

/** A server whose start succeeds unless it fails first, and whose end is told like that of a process: some time later. */
class FakeServer implements Server {
  static alive = 0;
  static most = 0;
  private living = true;

  constructor(
    private readonly fails: boolean,
    private readonly ended: () => void,
  ) {
    FakeServer.alive++;
    FakeServer.most = Math.max(FakeServer.most, FakeServer.alive);
  }

  async start(): Promise<void> {
    await turns();
    if (this.fails) this.kill();
    if (!this.living) throw new Error('It did not come up.');
  }

  async stop(): Promise<void> {
    await turns();
    this.kill();
  }

  kill(): void {
    if (!this.living) return;
    this.living = false;
    FakeServer.alive--;
    queueMicrotask(this.ended);
  }
}

/** Lets others have their turn, a few times. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await undefined;
}

function supervised({ failing = 0 } = {}) {
  FakeServer.alive = 0;
  FakeServer.most = 0;
  const seen = { states: [] as string[], gaveUp: [] as number[], made: [] as FakeServer[], now: 0 };
  const supervisor: Supervisor<FakeServer> = new Supervisor(
    (ended) => {
      const server = new FakeServer(seen.made.length < failing, ended);
      seen.made.push(server);
      return server;
    },
    () => seen.states.push(supervisor.state),
    (ends) => seen.gaveUp.push(ends),
    () => seen.now,
  );
  return { supervisor, seen };
}

/** Kills the server that runs, once it does, and waits until its end has had its effects. */
async function kill(supervisor: Supervisor<FakeServer>): Promise<void> {
  (await supervisor.running()).kill();
  await turns();
}

describe('The supervisor of the language server', () => {
  it('says that it starts, and that it runs', async () => {
    const { supervisor, seen } = supervised();
    await supervisor.restart();
    assert.deepEqual(seen.states, ['starting', 'running']);
    assert.equal(await supervisor.running(), seen.made[0]);
  });

  it('has another follow one that ended by itself', async () => {
    const { supervisor, seen } = supervised();
    await supervisor.restart();
    await kill(supervisor);
    assert.equal(await supervisor.running(), seen.made[1]);
    assert.deepEqual(seen.states, ['starting', 'running', 'starting', 'running']);
  });

  it('gives up after the fifth within three minutes, says so once, and starts again when asked', async () => {
    const { supervisor, seen } = supervised();
    await supervisor.restart();
    for (let times = 0; times < 5; times++) await kill(supervisor);
    await assert.rejects(supervisor.running(), /does not run/);
    assert.equal(supervisor.state, 'stopped');
    assert.deepEqual(seen.gaveUp, [5]);
    await supervisor.restart();
    assert.equal(supervisor.state, 'running');
    await kill(supervisor);
    await supervisor.running();
    assert.deepEqual(seen.gaveUp, [5]);
  });

  it('does not count ends that are longer ago than three minutes', async () => {
    const { supervisor, seen } = supervised();
    await supervisor.restart();
    for (let times = 0; times < 20; times++) {
      seen.now += 46_000;
      await kill(supervisor);
    }
    await supervisor.running();
    assert.deepEqual(seen.gaveUp, []);
  });

  it('tries again when one does not come up, and gives up when none does', async () => {
    const some = supervised({ failing: 4 });
    await some.supervisor.restart();
    await some.supervisor.running();
    assert.equal(some.seen.made.length, 5);
    const all = supervised({ failing: Number.POSITIVE_INFINITY });
    await all.supervisor.restart();
    await assert.rejects(all.supervisor.running(), /does not run/);
    assert.equal(all.seen.made.length, 5);
    assert.deepEqual(all.seen.gaveUp, [5]);
    assert.equal(all.supervisor.state, 'stopped');
  });

  it('starts one when it is asked at the very moment that one ends', async () => {
    for (let ends = 0; ends <= 5; ends++) {
      const { supervisor } = supervised();
      await supervisor.restart();
      for (let times = 0; times < ends - 1; times++) await kill(supervisor);
      const [server] = await Promise.all([supervisor.running()]);
      if (ends > 0) server.kill();
      await supervisor.restart();
      await supervisor.running();
      assert.equal(FakeServer.alive, 1);
    }
  });

  it('leaves none when it is stopped', async () => {
    const { supervisor } = supervised();
    const started = supervisor.restart();
    await supervisor.stop();
    await started;
    assert.equal(FakeServer.alive, 0);
  });

  it('has never two at once, and in the end one unless it gave up, whatever happens when', async () => {
    const event = fc.oneof(
      { weight: 2, arbitrary: fc.constant('restart' as const) },
      { weight: 3, arbitrary: fc.constant('kill' as const) },
      { weight: 4, arbitrary: fc.constant('wait' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 30 }), fc.nat(3), async (events, failing) => {
        const { supervisor, seen } = supervised({ failing });
        void supervisor.restart();
        for (const event of events) {
          if (event === 'restart') void supervisor.restart();
          else if (event === 'kill') seen.made.at(-1)?.kill();
          else await undefined;
        }
        // Until the end of the last one that was killed has been told.
        await turns();
        const server = await supervisor.running().catch(() => undefined);
        assert.ok(FakeServer.most <= 1);
        assert.equal(supervisor.state, server ? 'running' : 'stopped');
        assert.equal(FakeServer.alive, server ? 1 : 0);
        assert.equal(server === undefined, seen.gaveUp.length > 0 && seen.states.at(-1) === 'stopped');
      }),
    );
  });
});
