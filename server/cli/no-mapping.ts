import type { Infeasible } from '../mapper/request.js';

/**
 * Why no legal mapping exists, and what would make one possible.
 *
 * @param pads whether the command has the option that searches with padding, which is then named
 */
export function noMapping({ message, remedies }: Infeasible, pads: boolean): string {
  const each = remedies.map(({ text, offers }) =>
    pads && offers.some(({ kind }) => kind === 'pad') ? `${text} Add --pad for that.` : text,
  );
  return ['no legal mapping exists.', message, ...each].join(' ');
}
