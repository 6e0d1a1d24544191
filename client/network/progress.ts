import { figure, plural, withinGap } from '../../language/figures.js';
import type { NetworkProgress, ObjectiveName } from '../../server/protocol/index.js';

/** Layers that a notification still shows at a glance; it puts line breaks nowhere but where it runs out of width. */
const SHOWN = 4;

/** How many layers are done, and for each that is searched now how it stands. */
export function networkProgressText(objective: ObjectiveName, { layers, done, running }: NetworkProgress): string {
  const each = running.slice(0, SHOWN).map(({ layer, best, gap }) => {
    const found = best === null ? 'no legal mapping yet' : `best ${figure(objective, best)}`;
    return `${layer}: ${found}${gap === null ? '' : `, ${withinGap(gap)}`}`;
  });
  const more = running.length > SHOWN ? [`${running.length - SHOWN} more`] : [];
  return [`${done}/${plural(layers, 'layer')}`, ...each, ...more].join(' · ');
}
