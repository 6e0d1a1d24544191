import type { LangiumDocument } from 'langium';
import type { SignatureHelpProvider } from 'langium/lsp';
import type { SignatureHelp, SignatureHelpOptions, SignatureHelpParams } from 'vscode-languageserver';
import { type CompletionContext, couplingAround } from '../completion/context.js';
import { placeAt } from '../completion/place.js';
import { nameOf } from '../completion/scan.js';
import type { FfarchServices } from '../module.js';

/** What belongs where in `fanout PEs[16] over M, K` and `compute MAC[4] over N`. */
export class FfarchSignatureHelpProvider implements SignatureHelpProvider {
  readonly signatureHelpOptions: SignatureHelpOptions = {
    triggerCharacters: ['[', ' '],
    retriggerCharacters: [',', ']'],
  };

  constructor(private readonly services: FfarchServices) {}

  provideSignatureHelp(document: LangiumDocument, { position }: SignatureHelpParams): SignatureHelp | undefined {
    const place = placeAt(document.textDocument.getText(), document.textDocument.offsetAt(position));
    const type = place?.before[0]?.text;
    if (place?.blocks.at(-1)?.kind !== 'architecture' || (type !== 'fanout' && type !== 'compute')) {
      return undefined;
    }
    const texts = place.before.map(({ text }) => text);
    const over = texts.indexOf('over', 2);
    const inBrackets = texts[2] === '[' && !texts.includes(']');
    if (!inBrackets && over < 0) return undefined;
    const { lowering } = this.services.lowering.LoweringProvider;
    const context: CompletionContext = { document, services: this.services, lowering, place };
    return signature(type, nameOf(place.before[1]) ?? '', inBrackets ? 0 : 1, context);
  }
}

function signature(
  type: 'fanout' | 'compute',
  name: string,
  activeParameter: number,
  context: CompletionContext,
): SignatureHelp {
  const coupling = couplingAround(context);
  const dimensions = coupling?.dimensions.map((dimension) => `\`${dimension.name}\``).join(', ');
  const known = dimensions ? ` Coupling \`${coupling!.name}\` has ${dimensions}.` : '';
  const [instances, unrolled] = ['instances', 'dimension, …'];
  const what = type === 'fanout' ? 'Instances of all that follows' : 'MACs that compute at once, 1 if it is left out';
  return {
    signatures: [
      {
        label: `${type} ${name}[${instances}] over ${unrolled}`,
        parameters: [
          { label: instances, documentation: markdown(`${what}: a whole number, or an expression.`) },
          {
            label: unrolled,
            documentation: markdown(`The dimensions whose iterations may run side by side on the instances.${known}`),
          },
        ],
      },
    ],
    activeSignature: 0,
    activeParameter,
  };
}

function markdown(value: string): { kind: 'markdown'; value: string } {
  return { kind: 'markdown', value };
}
