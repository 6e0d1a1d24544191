import assert from 'node:assert/strict';
import { searchesItem, serverItem } from '../../../client/status/items.js';

describe('The status of the language server', () => {
  it('is busy while it starts, and an error that names the way out when it has ended', () => {
    assert.deepEqual(
      (['starting', 'running', 'stopped'] as const).map((state) => {
        const { severity, busy, command } = serverItem(state);
        return [severity, busy, command.command];
      }),
      [
        ['information', true, 'factorflow.showOutput'],
        ['information', false, 'factorflow.restartServer'],
        ['error', false, 'factorflow.restartServer'],
      ],
    );
  });
});

describe('The status of the mapper', () => {
  const one = { title: 'Mapping MB6 on Eyeriss', message: 'proof: best WART 2, within 3.1 %' };
  const other = { title: 'Exploring the mappings of KQV on Simba', message: '' };

  it('is not there while nothing is searched', () => assert.equal(searchesItem([]), undefined));

  it('says of one search what it is and how it stands, and cancels it', () => {
    const item = searchesItem([one])!;
    assert.deepEqual([item.text, item.detail, item.busy], [one.title, one.message, true]);
    assert.deepEqual(item.command, { title: 'Cancel', command: 'factorflow.cancelSearch' });
  });

  it('counts and names several, and asks which to cancel', () => {
    const item = searchesItem([one, other])!;
    assert.equal(item.text, '2 searches running');
    assert.equal(item.detail, `${one.title} · ${other.title}`);
    assert.equal(item.command.title, 'Cancel…');
  });
});
