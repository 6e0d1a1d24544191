import { readdirSync, readFileSync } from 'node:fs';
import { printMapping, printWorkload } from '../../../language/print/print.js';
import { goldenLibrary, publishedBest } from '../../golden/load.js';

/** A file to edit, made of what the examples and the library declare. */
export interface BenchFile {
  readonly name: string;
  readonly text: string;
}

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** The smallest file with something to check: what a keystroke costs, however little there is to look at. */
export const smallest = (): BenchFile => ({
  name: 'one workload',
  text: 'workload MB6 : gemm { M: 512, K: 256, N: 256 }\n',
});

/** The Eyeriss example with its mapping, filled up to 100 lines with mappings of other layers. */
export function example(): BenchFile {
  const text = read('examples/eyeriss.ffarch');
  const { name, mapped } = pieces().find(({ text: own }) => text.includes(own))!;
  const others = pieces().find((piece) => piece.name === 'Eyeriss')!.mapped;
  const more = others.map((lines) => lines.replaceAll(/\bEyeriss\b/g, name));
  return { name: 'the Eyeriss example', text: fill(text, [...mapped, ...more].slice(1), 100) };
}

/** Architectures, each followed by as many workloads and mappings as the lines allow. */
export function large(lines: number, count: number): BenchFile {
  const all = pieces();
  let text = '';
  for (let i = 0; i < count; i++) {
    const { name, text: own, mapped } = all[i % all.length];
    const renamed = (part: string): string => part.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `${name}${i}`);
    const [head, ...more] = [own, ...mapped].map(renamed);
    text = fill(`${text}${head}\n\n`, more, Math.round((lines * (i + 1)) / count), i);
  }
  return { name: `${lines.toLocaleString('en-US')} lines, ${count} architectures`, text };
}

/** Appends what fits into so many lines, with names of its own. */
function fill(text: string, mapped: readonly string[], lines: number, index = 0): string {
  const length = (part: string): number => part.split('\n').length;
  return mapped.reduce((whole, part, i) => {
    const longer = `${whole}${part.replaceAll(/\b(layer|mapped)\b/g, `$1${index}_${i}`)}\n\n`;
    return length(longer) - 1 <= lines ? longer : whole;
  }, text);
}

interface Piece {
  readonly name: string;
  /** An architecture with the comment above it. */
  readonly text: string;
  /** Workloads called `layer` with mappings called `mapped`, to follow the architecture. */
  readonly mapped: readonly string[];
}

const pieces = (): Piece[] => [...ofLibrary(), ...ofExamples()];

/** A declaration begins at the start of a line and reaches to the brace at the start of another, or to its line's end. */
const DECLARATION = /((?:^(?:\/\/|\/\*| \*).*\n)*)^(architecture|workload|mapping) (\w+).*?(?:\{\n[\s\S]*?^\}|\}|$)/gm;

function declarations(text: string): { kind: string; name: string; text: string }[] {
  return [...text.matchAll(DECLARATION)].map(([whole, , kind, name]) => ({ kind, name, text: whole }));
}

/** The library's architectures, those for GEMMs with layers and mappings that the published FactorFlow found. */
function ofLibrary(): Piece[] {
  const { networks } = goldenLibrary();
  return declarations(read('language/library/architectures.ffarch'))
    .filter(({ kind }) => kind === 'architecture')
    .map(({ name, text }) => {
      const best = publishedBest().filter(({ architecture }) => architecture === name);
      const mapped = best.map(({ network, layer, mapping }) => {
        const { coupling, layers } = networks[network];
        const workload = printWorkload({ name: 'layer', coupling, sizes: layers[layer], strides: {} });
        const block = { name: 'mapped', workload: ['layer'], architecture: name, mapping };
        return `${workload}\n\n${printMapping(block)}`;
      });
      return { name, text, mapped };
    });
}

/** The examples that declare an architecture together with a mapping. */
function ofExamples(): Piece[] {
  const folder = new URL('../../../examples/', import.meta.url);
  return readdirSync(folder).flatMap((file) => {
    const all = declarations(read(`examples/${file}`));
    const [architecture, workload, mapping] = ['architecture', 'workload', 'mapping'].map((kind) =>
      all.find((one) => one.kind === kind),
    );
    if (!architecture || !workload || !mapping) return [];
    // Constants of the file stay behind.
    const text = architecture.text.replaceAll('[pes]', '[16]');
    const names = { [workload.name]: 'layer', [mapping.name]: 'mapped' };
    const mapped = `${workload.text}\n\n${mapping.text}`.replaceAll(/\w+/g, (word) => names[word] ?? word);
    return [{ name: architecture.name, text, mapped: [mapped] }];
  });
}
