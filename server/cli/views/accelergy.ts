import { type Compared, comparedRows } from '../../accelergy/compared.js';
import type { Page } from '../style.js';
import { table } from '../table.js';

/** What Accelergy gives for an architecture beside our models. */
export const accelergyText = (architecture: string, compared: readonly Compared[], page: Page): string =>
  [architecture, '', ...table('llrrr', comparedRows(compared), page), ''].join('\n');

/** The JSON of cli.md. */
export const accelergyJson = (architecture: string, compared: readonly Compared[]) => ({
  architecture,
  estimator: 'accelergy',
  figures: compared,
});
