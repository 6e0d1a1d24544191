import type { SignatureHelp } from 'vscode-languageserver-types';

/** A part of a form that is to be filled in. */
export interface Parameter {
  /** As it stands in the form, where no other parameter is called the same. */
  readonly label: string;
  /** In Markdown. */
  readonly documentation: string;
}

/** A form with its parameters, one of which is being written. */
export function signature(label: string, parameters: readonly Parameter[], activeParameter: number): SignatureHelp {
  return {
    signatures: [
      {
        label,
        parameters: parameters.map(({ label: part, documentation }) => ({
          label: part,
          documentation: { kind: 'markdown', value: documentation },
        })),
      },
    ],
    activeSignature: 0,
    activeParameter,
  };
}
