import assert from 'node:assert/strict';
import { URI } from 'langium';
import { language } from '../language.js';

const { DocumentBuilder, LangiumDocumentFactory, LangiumDocuments } = language.shared.workspace;

/** How often validation asks where syntax errors are, in a file of so many architectures that end in the middle. */
async function questions(architectures: number): Promise<number> {
  const text = Array.from({ length: architectures }, (_, i) => `architecture A${i} : gemm { memory D { size ? } }\n`);
  const document = LangiumDocumentFactory.fromString(
    text.join(''),
    URI.parse(`file:///test/broken-${architectures}.ffarch`),
  );
  const { parserErrors } = document.parseResult;
  assert.ok(parserErrors.length >= architectures);
  let asked = 0;
  for (const error of parserErrors) {
    error.token = new Proxy(error.token, {
      get(token, property, receiver) {
        asked += property === 'startOffset' ? 1 : 0;
        return Reflect.get(token, property, receiver);
      },
    });
  }
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document], { validation: true });
  assert.ok(!document.diagnostics!.some(({ code }) => code === 'ffarch/compute-missing'));
  return asked;
}

describe('Validation of a file full of syntax errors', () => {
  it('takes work in proportion to their number', async () => {
    const [few, many] = [await questions(50), await questions(400)];
    assert.ok(few > 0);
    assert.ok(many <= 8 * few, `${few} for 50, ${many} for 400`);
  });
});
