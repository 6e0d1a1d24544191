import { type Html, html } from '../html.js';

/** About what a letter takes of a line of figures, in pixels; wider than the mean, so texts that should fit do. */
const LETTER = 7.6;

/** About how wide a text is drawn, in pixels. */
export const textWidth = (text: string): number => text.length * LETTER;

/** A text in so many pixels: what does not fit is cut, and its title has it whole. */
export function fitted(text: string, room: number): Html | string {
  if (textWidth(text) <= room) return text;
  const letters = Math.max(1, Math.floor(room / LETTER) - 1);
  return html`${text.slice(0, letters)}…<title>${text}</title>`;
}

/** A place or size to a hundredth of a pixel, so the markup stays small. */
export const px = (value: number): number => Math.round(value * 100) / 100;
