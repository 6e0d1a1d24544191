import assert from 'node:assert/strict';
import { SignatureHelpTriggerKind } from 'vscode-languageserver';
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
    await check('fanout "PEs $&"[|]', `fanout "PEs $&"[«instances»] over dimension, …\n${INSTANCES}`);
    await check('compute MAC[2 * |', `compute MAC[«instances»] over dimension, …\n${MACS}`);
  });
  it('tells of dimensions', async () => {
    await check('fanout PEs[16] over |', `fanout PEs[instances] over «dimension, …»\n${DIMENSIONS}`);
    await check('fanout PEs[16] over M, K| {}', `fanout PEs[instances] over «dimension, …»\n${DIMENSIONS}`);
  });
  it('asks for names', async () => {
    const name = 'What mappings call the level. Each level of an architecture has its own name.';
    await check('memory |', `memory «name» { size, energy, bandwidth, … }\n${name}`);
    await check('fanout PEs|[16]', `fanout «name»[instances] over dimension, …\n${name}`);
  });
  it('tells of constraints, part by part', async () => {
    const form = (part: string) => 'factors: dimension = iterations, …'.replace(part, `«${part}»`);
    const dimension = `${form('dimension')}\nOne that the level iterates, at most once. Coupling \`gemm\` has \`M\`, \`K\`, \`N\`.`;
    await check('memory E { factors: | }', dimension);
    await check('memory E { factors: M = 2, | }', dimension);
    await check(
      'memory E { factors: M | }',
      `${form('=')}\n\`=\` exactly that many iterations, \`<=\` at most, \`>=\` at least that many.`,
    );
    await check(
      'memory E { factors: M = 2, K <= | }',
      `${form('iterations')}\nA whole number, reduced where the workload is smaller, or \`= all\` for the whole dimension.`,
    );
  });
  it('tells of orders and bypasses', async () => {
    await check(
      'memory E { order: | }',
      'order: «outermost», …, innermost\nThe dimension whose loop is outside all that follow. Coupling `gemm` has `M`, `K`, `N`.',
    );
    await check(
      'memory E { bypass: | }',
      'bypass: «operand, …»\nOperands that this level does not store: they pass it by, between the memories around it. Coupling `gemm` has `Out`, `W`, `In`.',
    );
  });
  it('tells of the bits of operands, part by part', async () => {
    const meaning =
      'Bits of one word of each operand that the level stores. Its size and its bandwidths then count bits instead of words. Coupling `gemm` has `Out`, `W`, `In`.';
    await check('memory E { bits: | }', `bits: «operand» width, …\n${meaning}`);
    await check(
      'memory E { bits: W 8, In | }',
      'bits: operand «width», …\nThe bits of one word of it: a whole number, or an expression.',
    );
    await check(
      'memory E { mayBypass: | }',
      'mayBypass: «operand, …»\nOperands that a mapping may keep here or not: it says `bypass` on the level for those that it does not. The outermost memory keeps what it does not `bypass`. Coupling `gemm` has `Out`, `W`, `In`.',
    );
  });
  it('tells of directions', async () => {
    const meaning =
      'Energy of an access, one for reads and writes or one each; or from a file of Accelergy, for one level or for all. In pJ per word, or `per wordline` of `wordBits`; fJ and nJ are known; pJ/bit with `bits` or `valueBits`.';
    const read = `energy: «read quantity pJ», write quantity pJ\n${meaning} Of reads, which serve levels further in and drains.`;
    const write = `energy: read quantity pJ, «write quantity pJ»\n${meaning} Of writes: fills and updates.`;
    await check('memory E { energy: | }', read);
    await check('memory E { energy: read | }', read);
    await check('memory E { energy: read 2 pJ, | }', write);
    await check('memory E { energy: read 2 pJ, write | }', write);
    await check('memory E { energy: write 2 pJ, | }', read);
    await check('memory E { energy: 2 | }', `energy: «quantity pJ»\n${meaning}`);
  });
  it('tells of other properties what they mean', () =>
    check(
      'fanout F[2] over M { peToPe: | }',
      'peToPe: «true»\nWords are forwarded from instance to instance instead of by multicast wires, which takes `mesh − 1` steps to warm up. Needs full multicast and reduction. Default: false.',
    ));
  it('tells what a mapping does not keep', async () => {
    const text = 'mapping m of MB6 on Eyeriss {\n  GlobalBuffer bypass |\n}';
    const document = await parse(text.replace('|', ''));
    const position = document.textDocument.positionAt(text.indexOf('|'));
    const help = language.Ffarch.lsp.SignatureHelp!.provideSignatureHelp(document, {
      textDocument: { uri: '' },
      position,
    });
    assert.equal(
      shown((await help)!),
      'GlobalBuffer bypass «operand, …»: dimension iterations, …\nOperands that the mapping does not keep here, of those that the level leaves to it with `mayBypass`.',
    );
  });
  it('tells what is left for a loop', async () => {
    const text = 'mapping m of MB6 on Eyeriss {\n  DRAM: M 4\n  GlobalBuffer bypass W: K 2, M |\n}';
    const document = await parse(text.replace('|', ''));
    const position = document.textDocument.positionAt(text.indexOf('|'));
    const help = language.Ffarch.lsp.SignatureHelp!.provideSignatureHelp(document, {
      textDocument: { uri: '' },
      position,
    });
    assert.equal(
      shown((await help)!),
      'GlobalBuffer: dimension «iterations», …\nA whole number, or an expression. The other loops leave **128** of the 512 iterations of `M`.',
    );
  });
  it('is silent elsewhere', async () => {
    await check('fanout PEs[16]|', undefined);
    await check('memory E { size| }', undefined);
    await check('fanout PEs[16] over M {|}', undefined);
    await check('// fanout PEs[|', undefined);
  });

  describe('by a blank that is typed', () => {
    const typed = async (text: string) => {
      const document = await parse(text.replace('|', ''));
      const help = await language.Ffarch.lsp.SignatureHelp!.provideSignatureHelp(document, {
        textDocument: { uri: '' },
        position: document.textDocument.positionAt(text.indexOf('|')),
        context: {
          triggerKind: SignatureHelpTriggerKind.TriggerCharacter,
          triggerCharacter: ' ',
          isRetrigger: false,
        },
      });
      return help?.signatures[0].label;
    };
    it('tells of what is left for a loop', async () =>
      assert.equal(await typed('mapping m of MB1 on Eyeriss {\n  DRAM: M |\n}'), 'DRAM: dimension iterations, …'));
    it('covers no lines above a property or a level', async () => {
      for (const line of ['memory E { size: | }', 'memory E { factors: M | }', 'memory |', 'fanout F[4] over |']) {
        assert.equal(await typed(`architecture A : gemm {\n  ${line}\n}`), undefined, line);
      }
    });
  });
});
