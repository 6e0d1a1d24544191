import assert from 'node:assert/strict';
import { fitting, restored, withNetwork } from '../../../client/network/keeping.js';
import type { NetworkShown } from '../../../client/panel/network/view.js';
import { basis } from '../panel/samples.js';

const uri = 'file:///work/a.ffarch';

/** A network with as many layers as it is to take room. */
const mapped = (name: string, architecture = 'tiny', layers = 1): NetworkShown => ({
  uri,
  architecture: { uri, name: architecture },
  network: {
    name,
    architecture,
    layers: Array.from({ length: layers }, (_, i) => ({
      name: `L${i}`,
      workload: { uri, name: `${name}.L${i}` },
      repeat: 1,
      outcome: { kind: 'cancelled' },
    })),
    leftOut: [],
    totals: null,
    basis: { ...basis(layers), network: { uri, name } },
  },
});

const kept = (...all: NetworkShown[]) => all.reduceRight(withNetwork, [] as ReturnType<typeof withNetwork>);
const names = (all: ReturnType<typeof kept>) =>
  all.map(({ shown: { network } }) => `${network.name}/${network.architecture}`);

describe('The networks that are kept', () => {
  it('are the last outcome of each network on each architecture, the newest first', () => {
    const all = withNetwork(kept(mapped('a'), mapped('b'), mapped('a', 'other')), mapped('b', 'tiny', 3));
    assert.deepEqual(names(all), ['b/tiny', 'a/tiny', 'a/other']);
    assert.equal(all[0].shown.network.layers.length, 3);
    assert.equal(new Set(all.map(({ id }) => id)).size, 3);
  });

  it('are at most 20', () => {
    const many = Array.from({ length: 25 }, (_, i) => mapped(`net${i}`));
    assert.deepEqual(
      names(kept(...many)),
      many.slice(0, 20).map(({ network }) => `${network.name}/tiny`),
    );
  });

  it('come back in the next session as far as there is room, the newest first', () => {
    const all = kept(mapped('a'), mapped('large', 'tiny', 100), mapped('b'));
    const room = JSON.stringify(all[0].shown).length + JSON.stringify(all[2].shown).length;
    assert.deepEqual(names(fitting(all, room)), ['a/tiny', 'b/tiny']);
    assert.deepEqual(names(fitting(all, room - 1)), ['a/tiny']);
    assert.deepEqual(names(fitting(all)), names(all));
    const state = JSON.parse(JSON.stringify(fitting(all).map(({ shown }) => shown)));
    assert.deepEqual(restored(state), all);
  });

  it('are not what another version wrote', () => {
    for (const state of [undefined, null, {}, 'x', [3, null, { network: {} }]]) assert.deepEqual(restored(state), []);
    const [good] = kept(mapped('a'));
    assert.deepEqual(restored([{ ...good.shown, uri: 1 }, good.shown]), [good]);
  });
});
