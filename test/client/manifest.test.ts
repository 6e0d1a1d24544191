import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { EXPLORATION } from '../../client/explore/view.js';
import { NETWORK } from '../../client/network/view.js';
import { RESULT } from '../../client/panel/page/result.js';
import { DEFAULT_OPTIONS } from '../../language/model/index.js';
import { DEFAULT_SEARCH, OBJECTIVE_NAMES, STRATEGY_NAMES } from '../../server/mapper/request.js';

interface Setting {
  default: unknown;
  enum?: string[];
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
      [RESULT, NETWORK, EXPLORATION].map(({ type }) => `onWebviewPanel:${type}`),
    ));

  it('works in workspaces that nobody trusts', () =>
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true));

  it('has a described setting with the right default for each option of the model', () => {
    for (const [name, value] of Object.entries(DEFAULT_OPTIONS)) {
      assert.equal(settings[`factorflow.model.${name}`]?.default, value, name);
    }
  });

  it('has a described setting with the right default for each option of the mapper', () => {
    // Nothing that exists yet has a bound, so there is no gap to accept.
    const { gap: _, ...options } = DEFAULT_SEARCH;
    for (const [name, value] of Object.entries(options)) {
      assert.equal(settings[`factorflow.mapper.${name}`]?.default, value, name);
    }
    assert.deepEqual(settings['factorflow.mapper.objective'].enum, [...OBJECTIVE_NAMES]);
    assert.deepEqual(settings['factorflow.mapper.strategy'].enum, [...STRATEGY_NAMES]);
  });

  it('describes every setting and every choice of it', () => {
    for (const [name, setting] of Object.entries(settings)) {
      assert.ok(setting.markdownDescription, name);
      assert.equal(setting.enumDescriptions?.length, setting.enum?.length, name);
    }
  });
});
