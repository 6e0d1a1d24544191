import { EmptyFileSystem, type LangiumDocument, URI } from 'langium';
import { VirtualFileSystemProvider } from 'langium/test';
import { loadFile, startLanguage } from '../../language/language.js';
import type { Example } from './pages.js';

/**
 * What follows `ffarch` after the fence of an example says what it is:
 *
 * - nothing: a whole file;
 * - `NAME.ffarch`: a whole file that others of the page import;
 * - `levels`: levels of an architecture for `gemm`;
 * - `memory`, `fanout`, `link`, `compute`: properties of such a level. Empty lines are between alternatives.
 *
 * What a fragment needs besides is put around it here.
 */
export function filesOf({ kind, text }: Example): string[] {
  if (kind === '' || kind.endsWith('.ffarch')) return [text];
  if (kind === 'levels') return [architecture(text)];
  const level = LEVELS[kind];
  if (!level) throw new Error(`an example of docs/ is called \`${kind}\``);
  return text.split('\n\n').map((properties) => {
    const given = properties.replace(/\/\/.*/g, '');
    const others = Object.entries(level.needed).filter(([name]) => !given.includes(`${name}:`));
    const needed = others.map(([name, value]) => `${name}: ${value}\n`).join('');
    return architecture(`${level.head} {\n${needed}${properties.trimEnd()}\n}\n`);
  });
}

const LEVELS: Readonly<Record<string, { head: string; needed: Readonly<Record<string, string>> }>> = {
  memory: { head: 'memory Level', needed: { size: '1Ki', energy: '1 pJ', bandwidth: '8' } },
  fanout: { head: 'fanout Level[16] over M, K', needed: {} },
  link: { head: 'link Level', needed: { energy: '0.6 pJ' } },
  compute: { head: 'compute Level', needed: { energy: '0.2 pJ' } },
};

function architecture(levels: string): string {
  const compute = /^\s*compute\b/m.test(levels) ? '' : 'compute MAC { energy: 0.2 pJ }\n';
  return `architecture Example : gemm {\nmemory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }\n${levels}${compute}}\n`;
}

/** The examples of a page as documents, parsed and checked, with what each is imported by beside it. */
export async function documentsOf(examples: readonly Example[]): Promise<LangiumDocument[]> {
  const files = new VirtualFileSystemProvider();
  const language = await startLanguage({ ...EmptyFileSystem, fileSystemProvider: () => files });
  const place = (name: string): URI => URI.file(`/page/${name}`);
  for (const { kind, text } of examples) if (kind.endsWith('.ffarch')) files.insert(place(kind), text);
  const documents: LangiumDocument[] = [];
  for (const [i, text] of examples.flatMap(filesOf).entries()) {
    files.insert(place(`${i}.ffarch`), text);
    documents.push(await loadFile(language, place(`${i}.ffarch`).fsPath));
  }
  return documents;
}
