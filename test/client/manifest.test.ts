import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { COMPARISON } from '../../client/panel/comparison/view.js';
import { DIAGRAM } from '../../client/panel/diagram/view.js';
import { EXPLORATION } from '../../client/panel/exploration/view.js';
import { NETWORK } from '../../client/panel/network/view.js';
import { RESULT } from '../../client/panel/result/view.js';
import { fits, type Schema } from '../../client/schema.js';
import { DEFAULT_OPTIONS } from '../../language/model/index.js';
import { HINT_DEFAULTS, HINT_KINDS } from '../../language/session/hint-settings.js';
import { OPTIONS } from '../../server/cli/options.js';
import { DEFAULT_SEARCH, OBJECTIVE_NAMES, STRATEGY_NAMES } from '../../server/mapper/request.js';

interface Setting extends Schema {
  enumDescriptions?: string[];
  markdownDescription?: string;
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json'));
const settings: Record<string, Setting> = Object.assign(
  {},
  ...manifest.contributes.configuration.map(({ properties }: { properties: object }) => properties),
);

describe("The extension's manifest", () => {
  it('declares the commands that the client registers, and no others', () => {
    const registered = [...read('client/extension.ts').matchAll(/\bcommand\('(\w+)'/g)].map(
      ([, name]) => `factorflow.${name}`,
    );
    const declared = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    assert.deepEqual(declared.sort(), registered.sort());
  });

  it('puts only declared commands into menus', () => {
    const declared = new Set(manifest.contributes.commands.map(({ command }: { command: string }) => command));
    const menus: Record<string, { command: string }[]> = manifest.contributes.menus;
    for (const { command } of Object.values(menus).flat()) assert.ok(declared.has(command), command);
  });

  it('wakes the extension for panels that a reload brings back', () =>
    assert.deepEqual(
      manifest.activationEvents.filter((event: string) => event.startsWith('onWebviewPanel')),
      [RESULT, NETWORK, COMPARISON, DIAGRAM, EXPLORATION].map(({ type }) => `onWebviewPanel:${type}`),
    ));

  it('works in workspaces that nobody trusts', () =>
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true));

  it('has a described setting with the right default for each option of the model', () => {
    for (const [name, value] of Object.entries(DEFAULT_OPTIONS)) {
      assert.equal(settings[`factorflow.model.${name}`]?.default, value, name);
    }
  });

  it('has a described setting with the right default for each option of the mapper', () => {
    // The command line is asked for ragged fanouts; the editor looks at them unless it is told not to.
    for (const [name, value] of Object.entries({ ...DEFAULT_SEARCH, ragged: true })) {
      assert.equal(settings[`factorflow.mapper.${name}`]?.default, value, name);
    }
    assert.deepEqual(settings['factorflow.mapper.objective'].enum, [...OBJECTIVE_NAMES]);
    assert.deepEqual(settings['factorflow.mapper.strategy'].enum, [...STRATEGY_NAMES]);
  });

  it('has a described setting with the right default for each kind of inlay hints', () => {
    for (const [kind, shown] of Object.entries(HINT_DEFAULTS)) {
      assert.equal(settings[`factorflow.inlayHints.${kind}`]?.default, shown, kind);
    }
  });

  it('has no setting that nothing reads', () => {
    const sources = readdirSync(new URL('../../client', import.meta.url), { recursive: true, encoding: 'utf8' });
    const code = sources.filter((name) => name.endsWith('.ts')).map((name) => read(`client/${name}`));
    for (const name of Object.keys(settings)) {
      // The language client reads this one, under the name that it has in all language clients.
      if (name === 'factorflow.trace.server') continue;
      // The server asks for these itself.
      if (HINT_KINDS.some((kind) => name === `factorflow.inlayHints.${kind}`)) continue;
      const quoted = `'${name.replace('factorflow.', '')}'`;
      assert.ok(
        code.some((text) => text.includes(quoted)),
        name,
      );
    }
  });

  it('takes in settings what the command line takes as options, and no other', () => {
    // More threads than can search are cut down on the command line, which says so.
    const options = {
      'mapper.objective': 'objective',
      'mapper.strategy': 'strategy',
      'mapper.timeLimit': 'time-limit',
      'mapper.gap': 'gap',
      'mapper.seed': 'seed',
      'explore.random': 'random',
      'explore.starts': 'starts',
    } as const;
    const values = ['edp', 'random', 'x', -1, 0, 0.5, 1, 1.5, 16, 17, 1e6, 1e6 + 1, 2 ** 53 - 1, 2 ** 53];
    for (const [setting, option] of Object.entries(options)) {
      for (const value of values)
        assert.equal(
          fits(settings[`factorflow.${setting}`], value),
          OPTIONS[option].read!(String(value)) === value,
          `${setting}: ${value}`,
        );
    }
  });

  it('has defaults that it allows, in an order without ties', () => {
    for (const [name, setting] of Object.entries(settings)) assert.ok(fits(setting, setting.default), name);
    for (const { title, properties } of manifest.contributes.configuration) {
      const orders = Object.values<{ order: number }>(properties).map(({ order }) => order);
      assert.equal(new Set(orders).size, orders.length, title);
    }
  });

  it('links its settings to each other by names that exist', () => {
    for (const { markdownDescription } of Object.values(settings))
      for (const [, name] of markdownDescription!.matchAll(/`#([^`#]+)#`/g)) assert.ok(settings[name], name);
  });

  it('describes every setting and every choice of it', () => {
    for (const [name, setting] of Object.entries(settings)) {
      assert.ok(setting.markdownDescription, name);
      assert.equal(setting.enumDescriptions?.length, setting.enum?.length, name);
    }
  });
});
