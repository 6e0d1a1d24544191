import assert from 'node:assert/strict';
import { DEFAULT_CHOICES } from '../../../../client/panel/choices.js';
import { DIAGRAM, type DiagramShown } from '../../../../client/panel/diagram/view.js';
import { diagramOf } from '../../../../language/model/index.js';
import { libraryPair } from '../../../golden/load.js';
import { matches } from '../../snapshot.js';
import { lines } from '../markup.js';

const shown: DiagramShown = {
  architecture: { uri: 'file:///examples/first.ffarch', name: 'Eyeriss' },
  uri: 'file:///examples/first.ffarch',
  drawn: { kind: 'drawn', diagram: diagramOf(libraryPair('Eyeriss', 'MaestroBlas', 'MB6')[0]), places: [] },
};

describe('The page of a diagram', () => {
  it('has the picture, and a row for each level that goes to its line', () =>
    matches(new URL('snapshots/eyeriss.html', import.meta.url), lines(DIAGRAM.page(shown, 640))));

  it('is called by its architecture, and saves its picture', () => {
    assert.equal(DIAGRAM.title(shown), 'Diagram of Eyeriss');
    assert.equal(DIAGRAM.summary(shown), 'Shows Diagram of Eyeriss, At most 168 MACs/cycle · 200 Ki words on chip');
    const { title } = DIAGRAM.figure!(shown, 0, DEFAULT_CHOICES)!;
    assert.equal(title, 'Eyeriss: 168 MACs/cycle at its peak');
  });

  it('is brought back from what VS Code kept, unless that is something else', () => {
    assert.ok(DIAGRAM.is(JSON.parse(JSON.stringify(shown))));
    for (const state of [undefined, null, {}, { ...shown, uri: 1 }, { ...shown, drawn: {} }])
      assert.equal(DIAGRAM.is(state), false);
  });
});
