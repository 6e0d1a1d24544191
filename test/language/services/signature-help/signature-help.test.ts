import assert from 'node:assert/strict';
import type { MarkupContent, SignatureHelp } from 'vscode-languageserver-types';
import { language, parse } from '../../language.js';

function shown({ signatures: [signature], activeParameter }: SignatureHelp): string {
  const { label, documentation } = signature.parameters![activeParameter!];
  return `${signature.label.replace(String(label), `«${label}»`)}\n${(documentation as MarkupContent).value}`;
}

/** What helps at `|`: the signature with the parameter in «», and what is said of that. */
async function check(text: string, expected: string | undefined): Promise<void> {
  const head = 'architecture A : gemm {\n  memory D {}\n  ';
  const document = await parse(`${head}${text.replace('|', '')}\n}`);
  const help = await language.Ffarch.lsp.SignatureHelp!.provideSignatureHelp(document, {
    textDocument: { uri: '' },
    position: document.textDocument.positionAt(head.length + text.indexOf('|')),
  });
  assert.equal(help && shown(help), expected);
}

const INSTANCES = 'Instances of all that follows: a whole number, or an expression.';
const MACS = 'MACs that compute at once, 1 if it is left out: a whole number, or an expression.';
const DIMENSIONS =
  'The dimensions whose iterations may run side by side on the instances. Coupling `gemm` has `M`, `K`, `N`.';

describe('signature help', () => {
  it('tells of instances', async () => {
    await check('fanout PEs[|]', `fanout PEs[«instances»] over dimension, …\n${INSTANCES}`);
    await check('fanout PEs[1|6] over M', `fanout PEs[«instances»] over dimension, …\n${INSTANCES}`);
    await check('compute MAC[2 * |', `compute MAC[«instances»] over dimension, …\n${MACS}`);
  });
  it('tells of dimensions', async () => {
    await check('fanout PEs[16] over |', `fanout PEs[instances] over «dimension, …»\n${DIMENSIONS}`);
    await check('fanout PEs[16] over M, K| {}', `fanout PEs[instances] over «dimension, …»\n${DIMENSIONS}`);
  });
  it('is silent elsewhere', async () => {
    await check('fanout PEs|[16]', undefined);
    await check('fanout PEs[16]|', undefined);
    await check('memory E { size: | }', undefined);
    await check('fanout PEs[16] over M {|}', undefined);
    await check('// fanout PEs[|', undefined);
  });
});
