import { plural } from '../figures.js';
import { quoted } from '../wording.js';
import type { Rows } from './diagnostic.js';

/** An energy that nothing says. */
export interface Unsaid {
  readonly level: string;
  readonly action: string;
  readonly has?: readonly string[];
  readonly component?: string | undefined;
}

/**
 * What is said of files of other tools when they are imported, at their own lines. An error keeps the import from giving
 * anything, a warning says what is lost, and an information what is only near to the original, and on which side.
 */
export const IMPORTING = {
  'ffarch/import-malformed': {
    severity: 'error',
    explanation: 'The text is not what its format allows, so nothing after this place can be trusted.',
    message: ({ format, reason }: { format: string; reason: string }) =>
      `This is not ${format} that can be read: ${reason}. Correct the file.`,
  },
  'ffarch/import-too-large': {
    severity: 'error',
    explanation:
      'Files are read up to limits that no sound one comes near, so that a hostile one cannot stop the editor.',
    message: ({ what, most }: { what: string; most: number }) =>
      `The file has more than ${plural(most, what)}, which is the most that is read. Import a part of it.`,
  },
  'ffarch/import-unknown-format': {
    severity: 'error',
    explanation:
      'Formats are recognized by what is in the files. `--from` names one where that is not clear, and files that are another tool’s business are refused in a line.',
    message: ({ what, remedy }: { what: string; remedy: string }) => `${what}. ${remedy}`,
  },
  'ffarch/import-incomplete': {
    severity: 'error',
    explanation:
      'The specification is spread over files, and this part of it is in none of those that were given, or not where it is needed.',
    message: ({ what, remedy }: { what: string; remedy: string }) => `Missing: ${what}. ${remedy}`,
  },
  'ffarch/import-unsupported': {
    severity: 'error',
    explanation:
      'The specification means something that the language and its model do not have, so no part of it would mean the same: hardware that branches, pipelines, and computations that are not products of two operands.',
    message: ({ construct }: { construct: string }) =>
      `${construct} cannot be said in .ffarch, so nothing is imported. Import a specification without it.`,
  },
  'ffarch/import-value': {
    severity: 'error',
    explanation: 'A value has to be a number, a name or a list here, after expressions and names have been put in.',
    message: ({ what, found, expected }: { what: string; found: string; expected: string }) =>
      `\`${what}\` is ${found}, but ${expected} is needed. Correct it, or give names a value with --define.`,
  },
  'ffarch/import-no-energy': {
    severity: 'error',
    explanation:
      'Energies are not guessed. They stand in an energy reference table of Accelergy, which `--ert` names, or are estimated where `--estimate` allows it; every estimate is marked in the text.',
    /** `has` are the actions that the ERT has of a component, or its components where it has none of that name. */
    message: ({ level, action, has, component }: Unsaid) =>
      `Nothing says what energy ${action} of \`${level}\` takes${
        has === undefined
          ? '. Name an ERT with --ert'
          : component === undefined
            ? `: the ERT has no component that is called so, only ${quoted(has)}. Add it there`
            : `: the ERT has only ${quoted(has)} of \`${component}\`. Add it there`
      }, or allow estimates with --estimate.`,
  },
  'ffarch/import-not-estimated': {
    severity: 'error',
    explanation:
      'Models cover the usual classes of Accelergy within limits; outside of them nothing is extrapolated. An energy reference table, which `--ert` names, has what is missing.',
    /** `why` is a sentence with its numbers. */
    message: ({ level, why }: { level: string; why: string }) =>
      `The energy of \`${level}\` cannot be estimated: ${why} Name an ERT with --ert.`,
  },
  'ffarch/import-invalid': {
    severity: 'error',
    explanation:
      'What files become is checked as any document. This line has a value or a name that the language refuses where it came to stand.',
    /** `error` is what the document is refused for. */
    message: ({ error }: { error: string }) =>
      `What this becomes is not valid: ${error} Correct it here, or leave it out.`,
  },
  'ffarch/import-template': {
    severity: 'warning',
    explanation:
      'A template of Jinja is rendered with the names that `--define` gives, and with the files that were given to be imported beside it. Where that fails, it is left out.',
    message: ({ reason }: { reason: string }) =>
      `The template cannot be rendered, and is left out: ${reason}. Give its names a value with --define, and import the files that it includes with it.`,
  },
  'ffarch/import-lost': {
    severity: 'warning',
    explanation:
      'The language has no counterpart of this construct, so it is left out. The message says what the numbers then leave out.',
    message: ({ construct, effect }: { construct: string; effect: string }) =>
      `\`${construct}\` has no counterpart and is left out: ${effect}.`,
  },
  'ffarch/import-approximated': {
    severity: 'info',
    explanation:
      'The language says something near to this construct. The message says how it differs, and in which direction the numbers err.',
    message: ({ construct, how, errs }: { construct: string; how: string; errs: string }) =>
      `\`${construct}\` is approximated: ${how}. ${errs}.`,
  },
  'ffarch/import-estimated': {
    severity: 'info',
    explanation: 'No file says this value. It was estimated, as was allowed, and the text marks it.',
    message: ({ what, level, source }: { what: string; level: string; source: string }) =>
      `The ${what} of \`${level}\` is estimated by ${source}, as no file gives it.`,
  },
} as const satisfies Rows;
