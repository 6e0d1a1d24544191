import { freeName } from '../../language/print/print.js';

/** What a file is called in a document: its name without its ending, as an identifier. */
export const nameOfFile = ({ name }: { readonly name: string }): string =>
  freeName(name.replace(/(?!^)(\.(arch|workload|mapping|map|prob))?\.[^.]*$/, ''), new Set());
