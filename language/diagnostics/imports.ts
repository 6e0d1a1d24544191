import type { Rows } from './diagnostic.js';

/** Why an import has no effect. */
type Idle = { readonly because: 'itself' } | { readonly because: 'repeated' | 'unused cycle'; readonly path: string };

/** Why a path in a document can lead to no file beside it. */
export type Nowhere = 'empty' | 'absolute' | 'unsaved';

export const IMPORTS = {
  'ffarch/import-not-found': {
    severity: 'error',
    explanation: 'Paths of imports are relative to the file that has them. The standard library needs no import.',
    message: ({ path, because }: { path: string; because?: Nowhere }) => {
      switch (because) {
        case 'empty':
          return 'This import names no file. Write a path, which is relative to this file.';
        case 'absolute':
          return `\`${path}\` is an absolute path. Write one that is relative to this file.`;
        case 'unsaved':
          return `This document is not saved, so there is no file \`${path}\` beside it to import. Save it first.`;
        case undefined:
          return `There is no file \`${path}\` beside this one to import. Check the path, which is relative to this file.`;
      }
    },
  },
  'ffarch/import-unreadable': {
    severity: 'error',
    explanation: 'Only regular files are imported, of at most 16 MiB: reading a pipe or a device may never end.',
    message: ({ path, reason }: { path: string; reason: string }) =>
      `\`${path}\` ${reason}, so it is not imported. Name a \`.ffarch\` file.`,
  },
  'ffarch/import-without-effect': {
    severity: 'warning',
    unnecessary: true,
    explanation:
      'The file is imported already, imports itself, or imports this file in a cycle without anything of it being used here.',
    message: (idle: Idle) => {
      switch (idle.because) {
        case 'itself':
          return 'This file imports itself, which has no effect. Remove the import.';
        case 'repeated':
          return `\`${idle.path}\` is imported already. Remove the import.`;
        case 'unused cycle':
          return `\`${idle.path}\` imports this file, and nothing of it is used here: the cycle has no effect. Remove the import.`;
      }
    },
  },
} as const satisfies Rows;
