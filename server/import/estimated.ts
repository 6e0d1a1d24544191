import type { DraftProperty } from './draft.js';
import type { Report } from './report.js';
import type { Place } from './source-file.js';

/** The node that hardware is estimated for whose files name none. */
export const TECHNOLOGY: DraftProperty = { name: 'technology', value: '45nm', from: null, note: 'assumed' };

/** What a level is made of, from which its energies are estimated; the report and the text say so. */
export function componentOf(component: string, level: string, place: Place, report: Report): DraftProperty {
  const [model = component] = component.split(' ');
  report.add('ffarch/import-estimated', { what: 'energy', level, source: `the model of \`${model}\`` }, place);
  return { name: 'component', value: component, from: null, note: 'estimated' };
}
