import { VERSION } from './input.js';

const INSTALL = `Install Accelergy ${VERSION} with its plug-ins, or name another program.`;

/** Why a program could not be started, a sentence or two. */
export function notStarted(path: string, { code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return `There is no program \`${path}\`. ${INSTALL}`;
    case 'EACCES':
      return `\`${path}\` may not be run, or is not a program. ${INSTALL}`;
    default:
      return `\`${path}\` could not be started: ${message}. ${INSTALL}`;
  }
}

/** What Accelergy says where it fails, and what that means. */
const KNOWN: readonly (readonly [pattern: RegExp, message: (found: RegExpExecArray) => string])[] = [
  [
    /(?:current accelergy v|parser version )(\d+\.\d+)/i,
    ([, version]) => `This is Accelergy ${version}, which does not read files of version ${VERSION}. ${INSTALL}`,
  ],
  [
    /No module named '?([\w.]+)/,
    ([, module]) => `Accelergy lacks the Python module \`${module}\`. Install it where Accelergy is installed.`,
  ],
  [
    /Can ?not find an? (?:(energy|area) )?estimator for (\w+)/i,
    ([, what = 'energy', component]) =>
      `No plug-in of Accelergy estimates the ${what} of \`${component}\`. Install the plug-in, or write the ${what}.`,
  ],
  [
    /unrecognized arguments: (.+)|error: argument (.+)/,
    ([, first, second]) => `Accelergy does not take \`${first ?? second}\`: it is not version ${VERSION}. ${INSTALL}`,
  ],
];

/** The last line of a stack trace of Python, with or without Accelergy's frame of bars. */
const RAISED = /^(?:[|\s]*)((?:[\w.]*(?:Error|Exception|Interrupt|Exit))(?:: .+)?)$/gm;

/** What stands below Accelergy's own announcement of an error. */
const ANNOUNCED = /An error has caused Accelergy to crash\. Error below[^\n]*\n((?:[^\n]*\n?)*)/;

/** The most of a line of output that is told. */
const MOST = 300;

/** What went wrong in a run, from what it printed: one or two sentences, never a stack trace. */
export function failureOf(output: string, ended: string): string {
  for (const [pattern, message] of KNOWN) {
    const found = pattern.exec(output);
    if (found) return message(found);
  }
  const raised = [...output.matchAll(RAISED)].at(-1)?.[1];
  const announced = ANNOUNCED.exec(output)?.[1]
    ?.split('\n')
    .map(plain)
    .find((line) => line !== '');
  const last = output
    .split('\n')
    .map(plain)
    .findLast((line) => line !== '');
  const said = raised ?? announced ?? last;
  return said ? `Accelergy ${ended}: ${said.slice(0, MOST)}` : `Accelergy ${ended} and said nothing.`;
}

/** A line without the date and the level of a log. */
const plain = (line: string): string =>
  line.replace(/^[\d\-: ,.]*(?:ERROR|WARNING|INFO|DEBUG)[:\s]+/, '').replace(/^[=|\s]+|[=\s]+$/g, '');
