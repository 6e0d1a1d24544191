import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { COMPONENT_CLASSES, COMPONENTS, estimate, isRefusal } from '../../../language/estimates/index.js';
import { isArchitecture } from '../../../language/generated/ast.js';
import { declarationsOf } from '../../../language/references/declarations.js';
import { askedIn } from '../../../server/accelergy/asked.js';
import { type AskedLevel, accelergyInput } from '../../../server/accelergy/input.js';
import { runAccelergy } from '../../../server/accelergy/run.js';
import { language, parse as parseDocument } from '../../language/language.js';

/** A program that behaves as Accelergy 0.4. */
const STAND_IN = fileURLToPath(new URL('./stand-in.mjs', import.meta.url));

const BUFFER: AskedLevel = {
  name: 'GlobalBuffer',
  component: 'smartbuffer_sram',
  attributes: { width: 64, depth: 1024 },
  technology: 45,
  cycle: 1,
};
const MAC: AskedLevel = {
  name: 'MAC',
  component: 'intmac',
  attributes: { width: 8, adderWidth: 16 },
  technology: 45,
  cycle: 1,
};

const never = new AbortController().signal;

/** Runs the stand-in as it is told to behave. */
async function standIn(levels: readonly AskedLevel[], behaviour = '', signal = never, timeLimit?: number) {
  process.env.ACCELERGY_STAND_IN = behaviour;
  try {
    return await runAccelergy(STAND_IN, levels, signal, timeLimit);
  } finally {
    delete process.env.ACCELERGY_STAND_IN;
  }
}

async function failure(...of: Parameters<typeof standIn>): Promise<string> {
  const outcome = await standIn(...of);
  assert.equal(outcome.kind, 'failed');
  return outcome.kind === 'failed' ? outcome.message : '';
}

describe('Accelergy', () => {
  it('gives the energies and areas of the levels that it is asked for', async () => {
    const outcome = await standIn([BUFFER, MAC]);
    assert.ok(outcome.kind === 'estimated', JSON.stringify(outcome));
    assert.deepEqual([...outcome.tables.keys()], ['GlobalBuffer', 'MAC']);
    const { actions, area } = outcome.tables.get('GlobalBuffer')!;
    // The stand-in's SRAM, and an adder of ten bits.
    assert.equal(actions.get('read'), 8 + 0.065625);
    assert.equal(actions.get('update'), actions.get('write'));
    assert.equal(area, 64 * 1024 * 0.4 + 2 * 10);
    assert.equal(outcome.tables.get('MAC')!.actions.get('compute'), (0.21 * 16) / 32 + (12.68 * 64) / 1024);
  });

  it('is asked for every class of components with what the stand-in needs to know', async () => {
    const attributes = { width: 16, depth: 128, length: 100 };
    const levels = COMPONENT_CLASSES.filter((component) => !component.startsWith('fp')).map((component) => ({
      name: `of_${component}`,
      component,
      attributes: Object.fromEntries(
        Object.entries(attributes).filter(([name]) => COMPONENTS[component].attributes.some((one) => one === name)),
      ),
      technology: 45,
      cycle: 1,
    }));
    const outcome = await standIn(levels);
    assert.ok(outcome.kind === 'estimated', JSON.stringify(outcome));
    for (const { name, component, attributes } of levels) {
      const ours = estimate(component, attributes, 45);
      const read = outcome.tables.get(name)!.actions;
      assert.ok(!isRefusal(ours));
      // Registers, logic, DRAM and wires are by nearly the same figures as ours: the stand-in has one cycle time for all, and
      // its comparators grow with their bits in smart buffers, too.
      if (/smartbuffer|sram/.test(component)) continue;
      const theirs = read.get('compute') ?? read.get('read')!;
      assert.ok(Math.abs(theirs / ours.energy.read - 1) < 0.03, `${name}: ${theirs}, ours ${ours.energy.read}`);
    }
  });

  it('is asked for exponent and mantissa of floating-point numbers', () => {
    const input = parse(
      accelergyInput([{ name: 'MAC', component: 'fpmac', attributes: { width: 32 }, technology: 45, cycle: 1 }]),
    );
    const [{ attributes }] = input.compound_components.classes[0].subcomponents;
    assert.deepEqual([attributes.exponent, attributes.mantissa, attributes.technology], [8, 24, '45nm']);
  });

  const FAILS: readonly (readonly [string, () => Promise<string>, RegExp])[] = [
    [
      'the program is not there',
      async () => nameless('/nowhere/accelergy'),
      /^There is no program `\/nowhere\/accelergy`\. Install Accelergy 0\.4/,
    ],
    ['it is a folder', async () => nameless(tmpdir()), /may not be run, or is not a program/],
    [
      'it is an older version',
      () => failure([MAC], 'old'),
      /^This is Accelergy 0\.3, which does not read files of version 0\.4/,
    ],
    ['a module is missing', () => failure([MAC], 'module'), /^Accelergy lacks the Python module `ruamel`/],
    [
      'no plug-in knows a component',
      () => failure([{ ...BUFFER, attributes: { width: 2048, depth: 64 } }]),
      /^No plug-in of Accelergy estimates the energy of `SRAM`\. Install the plug-in, or write the energy\.$/,
    ],
    [
      'it crashes',
      () => failure([MAC], 'crash'),
      /^Accelergy ended with status 255: AttributeError: Architecture Description must contain subtree or local key at top-level$/,
    ],
    [
      'it ends without tables',
      () => failure([MAC], 'silent'),
      /^Accelergy ended without an energy reference table: no input is provided/,
    ],
    [
      'its tables are no numbers',
      () => failure([MAC], 'garbled'),
      /^The tables of Accelergy cannot be read: line 1 has the energy `many`/,
    ],
    ['it does not end', () => failure([MAC], 'hang', never, 1), /^Accelergy has not ended after 1 s, and was stopped/],
  ];
  for (const [when, message, expected] of FAILS) {
    it(`says in one line what is wrong where ${when}`, async () => {
      const said = await message();
      assert.match(said, expected);
      assert.doesNotMatch(said, /Traceback|\n/);
    });
  }

  it('is asked for the cycle of the clock, unless a component has one of its own', async () => {
    const document = await parseDocument(`architecture A : gemm {
        technology: 45nm
        clock: 500 MHz
        memory D { size: 8Ki; valueBits: 8; bandwidth: 8; component: sram }
        compute MAC { component: intmac { width: 8; cycle: 4 ns } }
      }`);
    const node = declarationsOf(document).find(isArchitecture);
    assert.ok(node);
    const asked = askedIn(node, language.Ffarch.lowering.LoweringProvider.lowering);
    assert.ok(typeof asked !== 'string', String(asked));
    assert.deepEqual(
      asked.map(({ cycle }) => cycle),
      [2, 4],
    );
    const { architecture } = parse(accelergyInput(asked));
    assert.deepEqual(
      architecture.subtree[0].local.map((one: { attributes: object }) => one.attributes),
      [2e-9, 4e-9].map((seconds) => ({
        technology: '45nm',
        global_cycle_seconds: seconds,
        action_latency_cycles: 1,
      })),
    );
    // The leakage of a row of the table is that of such a cycle, as our model has it.
    const estimated = estimate('sram', { width: 8, depth: 8192 }, 45);
    assert.ok(!isRefusal(estimated));
    assert.equal(asked[0]!.model?.leak, estimated.leakage! * 2);
  });

  it('tells which levels a table lacks, and of a program that says nothing', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'ffarch-test-'));
    const program = (lines: string) => {
      const path = join(folder, 'accelergy');
      writeFileSync(path, `#!/bin/sh\n${lines}\n`);
      chmodSync(path, 0o755);
      return nameless(path);
    };
    try {
      const table = 'ERT: {tables: [{name: system.MAC, actions: [{name: compute, energy: 1}]}]}';
      assert.equal(await program(`echo '${table}' > ERT.yaml`), 'The tables of Accelergy lack `GlobalBuffer`.');
      assert.equal(await program('exit 3'), 'Accelergy ended with status 3 and said nothing.');
      assert.equal(await program('kill -9 $$'), 'Accelergy was ended by SIGKILL and said nothing.');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is stopped when the user has had enough, and leaves nothing', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('ffarch-accelergy-'));
    const before = left();
    const stop = new AbortController();
    const running = standIn([MAC], 'hang', stop.signal);
    setImmediate(() => stop.abort());
    assert.deepEqual(await running, { kind: 'cancelled' });
    assert.deepEqual(await standIn([MAC], '', AbortSignal.abort()), { kind: 'cancelled' });
    assert.deepEqual(left(), before);
  });

  async function nameless(path: string): Promise<string> {
    const outcome = await runAccelergy(path, [BUFFER, MAC], never);
    return outcome.kind === 'failed' ? outcome.message : outcome.kind;
  }
});
