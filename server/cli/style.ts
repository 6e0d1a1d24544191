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
