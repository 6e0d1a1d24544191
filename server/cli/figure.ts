import { writeFileSync } from 'node:fs';
import type { EvaluationReport } from '../../language/model/index.js';
import type { Picture } from '../../language/report/index.js';
import type { Console } from './console.js';
import { unreadable } from './files.js';
import type { Values } from './options.js';
import { Refusal } from './refusal.js';

/** Draws a figure of a result as a file of its own, SVG. */
export type Draw = (picture: Picture, report: EvaluationReport) => Promise<string>;

/** What is wrong with how a figure is asked for, before anything is computed. */
export function figureRefusal({ figure, svg }: Values): Refusal | undefined {
  if (figure !== undefined && svg === undefined) return new Refusal('Where to? --figure goes with --svg FILE.');
  if (svg !== undefined && figure === undefined) return new Refusal('Which figure? --svg goes with --figure NAME.');
  // A source that is named by mistake would be lost.
  if (svg !== undefined && !/\.svg$/i.test(svg)) return new Refusal(`--svg writes files that end in .svg, not ${svg}.`);
  return undefined;
}

/** Writes the figure that is asked for, if any: of one result alone. */
export async function writeFigure(
  { figure, svg }: Values,
  reports: readonly EvaluationReport[],
  { draw }: Console,
): Promise<Refusal | undefined> {
  if (figure === undefined || svg === undefined) return undefined;
  const [report, ...others] = reports;
  if (!report || others.length > 0)
    return new Refusal(`--figure draws one result, and here are ${reports.length}. Name one of them.`);
  const text = await draw(figure, report);
  try {
    writeFileSync(svg, text);
    return undefined;
  } catch (error) {
    return new Refusal(unreadable(svg, error, 'written'));
  }
}
