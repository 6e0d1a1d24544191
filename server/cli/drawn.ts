import { statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { EvaluationReport } from '../../language/model/index.js';
import type { NetworkReport } from '../mapper/network.js';
import type { Drawing, Paged } from '../protocol/index.js';
import type { Console } from './console.js';
import { unreadable } from './files.js';
import type { Values } from './options.js';
import { Refusal } from './refusal.js';

/** Draws a figure as a file of its own, SVG. */
export type Draw = (drawing: Drawing) => Promise<string>;

/** The page of a result or of networks as a file of its own, HTML. */
export type DrawPage = (of: Paged) => Promise<string>;

/** What is wrong with how a figure or a page is asked for, before anything is computed. */
export function drawnRefusal(values: Values): Refusal | undefined {
  const { figure, svg } = values;
  if (figure !== undefined && svg === undefined) return new Refusal('Where to? --figure goes with --svg FILE.');
  if (svg !== undefined && figure === undefined) return new Refusal('Which figure? --svg goes with --figure NAME.');
  return fileRefusal(values);
}

/** What is wrong with the files of pictures and pages. */
export function fileRefusal({ svg, report, out }: Values): Refusal | undefined {
  if (out !== undefined && [svg, report].some((file) => file !== undefined && resolve(file) === resolve(out)))
    return new Refusal(`--out writes ${out}, too, so one of the two would be lost. Give them different names.`);
  return unfit('--svg', svg, /\.svg$/i, '.svg') ?? unfit('--report', report, /\.html?$/i, '.html');
}

/** A source that is named by mistake would be lost, and a search be in vain whose file has no folder. */
function unfit(option: string, file: string | undefined, wanted: RegExp, ending: string): Refusal | undefined {
  if (file === undefined) return undefined;
  if (!wanted.test(file)) return new Refusal(`${option} writes files that end in ${ending}, not ${file}.`);
  const folder = statSync(dirname(file), { throwIfNoEntry: false });
  if (!folder?.isDirectory()) return new Refusal(`There is no folder for ${file}.`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) return new Refusal(`${file} is a folder, not a file.`);
  return undefined;
}

/** Figures and pages are of one result alone, one figure and pages of networks, too: what is wrong where there will be so many. */
export function severalRefusal({ figure, report }: Values, results: number, networks: number): Refusal | undefined {
  if (figure === 'network' && networks === 0)
    return new Refusal('--figure network draws a network, and here is none: ffarch map ARCH NETWORK.');
  if (results === 1) return undefined;
  if (figure !== undefined && figure !== 'network') {
    const other = networks > 0 ? ', or draw --figure network' : '';
    return new Refusal(`--figure draws one result, and here are ${results}. Name one of them${other}.`);
  }
  return report === undefined || networks > 0
    ? undefined
    : new Refusal(`--report shows one result or a network, and here are ${results} results. Name one of them.`);
}

/** Writes the figure and the page that are asked for, if any, of the one result or the networks that there are. */
export async function writeDrawn(
  { figure, svg, report: file }: Values,
  [report]: readonly EvaluationReport[],
  [network, ...others]: readonly NetworkReport[],
  { draw, page }: Console,
): Promise<Refusal | undefined> {
  if (!report) return undefined;
  const networks = network && ([network, ...others] as const);
  const drawn =
    svg === undefined || figure === undefined
      ? undefined
      : figure !== 'network'
        ? write(svg, await draw({ picture: figure, report }))
        : networks && write(svg, await draw({ picture: figure, networks }));
  const paged = file === undefined ? undefined : write(file, await page(networks ? { networks } : { report }));
  return drawn ?? paged;
}

/** Writes a picture or a page. */
export function write(file: string, text: string): Refusal | undefined {
  try {
    writeFileSync(file, text);
    return undefined;
  } catch (error) {
    return new Refusal(unreadable(file, error, 'written'));
  }
}
