import type { Architecture } from '../../../language/domain/index.js';
import type { HardwareNames } from './architecture.js';
import { wordsOf } from './memory.js';

/** The energy and area reference tables of an architecture, versions 0.4, in YAML: pJ per access and cycle, and µm² of one instance. */
export function tablesOf({ levels }: Architecture, names: HardwareNames): { ert: string; art: string } {
  const ert = ['ERT:', "  version: '0.4'", '  tables:'];
  const art = ['ART:', "  version: '0.4'", '  tables:'];
  let instances = 1;
  for (const level of levels) {
    if (level.type === 'fanout' || level.type === 'compute') instances *= level.mesh;
    if (level.type === 'fanout' || level.type === 'link') continue;
    const name = `  - name: system_top_level.${names.component(level)}[1..${instances}]`;
    const actions: [string, number][] = [];
    if (level.type === 'compute') actions.push(['compute', level.energy]);
    else {
      const { readEnergy, writeEnergy } = wordsOf(level);
      actions.push(['read', readEnergy], ['write', writeEnergy], ['update', writeEnergy]);
    }
    actions.push(['leak', level.leakage]);
    ert.push(name, '    actions:');
    for (const [action, energy] of actions) ert.push(`    - {name: ${action}, arguments: {}, energy: ${energy}}`);
    art.push(name, `    area: ${level.area ?? 0}`);
  }
  return { ert: [...ert, ''].join('\n'), art: [...art, ''].join('\n') };
}
