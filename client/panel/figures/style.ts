import type { Colours } from './colours.js';

/**
 * The style sheet of all figures.
 *
 * @param within a selector of what they are in, with a blank after it
 */
export function style(colours: Colours, within = ''): string {
  const { ground, ink, muted, track, line, operands, macs, leakage, over, stalls, dimensions } = colours;
  const rules = {
    text: `fill: ${ink}; font-size: 12px`,
    '.title': 'font-size: 14px; font-weight: 600',
    '.muted': `fill: ${muted}; font-size: 11px`,
    '.strong': 'font-weight: 600',
    '.code': 'font-family: var(--vscode-editor-font-family, Menlo, Consolas, monospace)',
    '.end': 'text-anchor: end',
    '.middle': 'text-anchor: middle',
    '.ground': `fill: ${ground}`,
    '.track': `fill: ${track}; stroke: ${line}; stroke-width: 0.5`,
    '.axis': `stroke: ${line}; fill: none`,
    '.link': `stroke: ${line}; stroke-width: 2; stroke-dasharray: 6 3`,
    '.halo': `stroke: ${ground}; fill: none`,
    '.box': `fill: none; stroke: ${line}; stroke-width: 1`,
    '.macs': `fill: ${macs}`,
    '.leakage': `fill: ${leakage}`,
    '.over': `fill: ${over}`,
    '.front': `fill: none; stroke: ${ink}; stroke-width: 1.5`,
    '.on-front': `fill: ${ground}; stroke: ${ink}; stroke-width: 1.5`,
    '.equal': `stroke: ${muted}; stroke-width: 0.75; stroke-dasharray: 2 4`,
    '.star': `fill: ${over}; stroke: ${ground}; stroke-width: 1`,
    '.outlined': `stroke: ${ground}; stroke-width: 3px; paint-order: stroke`,
    '.at-work': `fill: ${macs}`,
    '.now-and-then': `fill: ${macs}; fill-opacity: 0.45`,
    ...Object.fromEntries(
      operands.flatMap((colour, i) => [
        [`.operand-${i}`, `fill: ${colour}`],
        [`.path-${i}`, `stroke: ${colour}; fill: none; stroke-linecap: butt`],
      ]),
    ),
    ...Object.fromEntries(stalls.map((colour, i) => [`.stall-${i}`, `fill: ${colour}`])),
    ...Object.fromEntries(
      dimensions.flatMap((colour, i) => [
        [`.dimension-${i}`, `fill: ${colour}`],
        [`.roof-${i}`, `stroke: ${colour}; stroke-width: 1.5; fill: none`],
      ]),
    ),
  };
  return Object.entries(rules)
    .map(([selector, declarations]) => `${within}.picture ${selector} { ${declarations} }`)
    .join('\n');
}
