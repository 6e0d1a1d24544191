import { styleText } from 'node:util';
import type { Output } from './console.js';

type Style = Parameters<typeof styleText>[0];

/** Paints text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** Without colours. */
export const PLAIN: Paint = (_, text) => text;

/** Colours for a terminal that wants them (https://no-color.org), none for pipes and files. */
export function paintFor(output: Output): Paint {
  const wanted = output.isTTY === true && !process.env.NO_COLOR;
  return wanted ? (style, text) => styleText(style, text, { validateStream: false }) : PLAIN;
}

/** What text is written on: how it is painted, and how many columns fit. Pipes and files have no end. */
export interface Page {
  readonly paint: Paint;
  readonly columns: number;
}

/** A file, or whatever else is not a terminal. */
export const ENDLESS: Page = { paint: PLAIN, columns: Infinity };

export const pageFor = (output: Output): Page => ({
  paint: paintFor(output),
  columns: output.isTTY === true && output.columns ? output.columns : Infinity,
});
