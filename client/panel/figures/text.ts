import { type Html, html } from '../html.js';

/** About what a letter takes of a line of figures, in pixels; wider than the mean, so texts that should fit do. */
const LETTER = 7.6;
/** What a capital takes beyond that, and what a space or a stop takes less. */
const CAPITAL = 1.6;
const GAP = 3;
/** How wide muted texts are of others: their letters are of 11 pixels, not 12. */
const MUTED = 11 / 12;
/** How much wider letters are that are bold, or of a font for code. */
const BOLD = 1.2;

/** About how wide a text is drawn, in pixels. */
export const textWidth = (text: string): number =>
  text.length * LETTER + (text.match(/\p{Lu}/gu)?.length ?? 0) * CAPITAL - (text.match(/[\s.,]/g)?.length ?? 0) * GAP;

/** The same of a bold text, or one in the font of code. */
export const boldWidth = (text: string): number => textWidth(text) * BOLD;

/** The same of a muted text. */
export const mutedWidth = (text: string): number => textWidth(text) * MUTED;

/**
 * A text in so many pixels: what does not fit is cut, and its title has it whole.
 *
 * @param widthOf it, as it is drawn
 */
export function fitted(text: string, room: number, widthOf = textWidth): Html | string {
  // A room that was made for the text may be a rounding error narrower.
  if (widthOf(text) <= room + 1e-6) return text;
  // Halving, as widths of beginnings grow with them.
  let [fits, fails] = [1, text.length];
  while (fails - fits > 1) {
    const letters = (fits + fails) >> 1;
    if (widthOf(text.slice(0, letters)) + LETTER <= room) fits = letters;
    else fails = letters;
  }
  return html`${text.slice(0, fits)}…<title>${text}</title>`;
}

/** Parts in as few lines of so many pixels as they fit; one that is wider than a line has it alone. */
export function wrapped(parts: readonly string[], separator: string, room: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = `${last}${separator}${part}`;
    if (last !== undefined && textWidth(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

/** A place or size to a hundredth of a pixel, so the markup stays small. */
export const px = (value: number): number => Math.round(value * 100) / 100;
