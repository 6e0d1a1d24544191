import { number, percent, plural } from '../../../language/figures.js';
import type { DraftCoupling, DraftLayer, DraftNetwork } from '../draft.js';
import { oneLine } from '../one-line.js';
import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import { operandWords } from './roles.js';
import type { Spelling } from './spelling.js';

/** A layer of a network: how it is written, and where it stands. */
export interface Collected {
  readonly name: string;
  readonly spelling: Spelling;
  /** How often it runs. */
  readonly repeat: number;
  readonly from: Place;
}

/** What does not multiply two operands, by kind, with what all of it takes. */
interface Other {
  nodes: number;
  operations: number;
  words: number;
}

/** The layers of a network, and what of it is not mapped. */
export class CollectedNetwork {
  private readonly taken = new Set<string>();
  private readonly others = new Map<string, Other>();
  readonly layers: Collected[] = [];

  constructor(
    readonly name: string,
    private readonly from: Place,
    private readonly report: Report,
  ) {}

  /** Adds a layer, with a number after its name where there was one of that name; more work than can be counted is left out. */
  add({ name: given, spelling, repeat, from }: Collected): Collected | undefined {
    const macs = macsOf(spelling);
    if (!Number.isSafeInteger(macs * repeat)) {
      this.leaveOut(given, `it has ${number(macs)} multiply-accumulates, and counts are exact up to 2^53`, from);
      return undefined;
    }
    let name = given;
    for (let at = 2; this.taken.has(name); at++) name = `${given}_${at}`;
    this.taken.add(name);
    const layer = { name, spelling, repeat, from };
    this.layers.push(layer);
    this.report.part('layer', `${this.name}.${name}`);
    return layer;
  }

  /** Says that a layer is lost. */
  leaveOut(name: string, reason: string, place: Place): void {
    this.report.add('ffarch/import-lost', { construct: name, effect: reason }, place);
  }

  /** Counts something that is not mapped. */
  addOther(kind: string, operations: number, words: number, times = 1): void {
    const other = this.others.get(kind) ?? { nodes: 0, operations: 0, words: 0 };
    this.others.set(kind, {
      nodes: other.nodes + times,
      operations: other.operations + operations * times,
      words: other.words + words * times,
    });
  }

  /** The network; null where it has no layers. */
  get draft(): DraftNetwork | null {
    if (this.layers.length === 0) return null;
    const layers = this.layers.map(
      ({ name, spelling, repeat, from }): DraftLayer => ({
        name,
        coupling: spelling.coupling,
        sizes: [...spelling.sizes, ...spelling.strides],
        repeat,
        from,
      }),
    );
    return { kind: 'network', name: this.name, notes: this.notes, layers, from: this.from };
  }

  /** What is not mapped, with its shares of all words and operations: two for a multiply-accumulate. */
  private get notes(): string[] {
    if (this.others.size === 0) return [];
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const others = [...this.others];
    const macs = sum(this.layers.map(({ spelling, repeat }) => macsOf(spelling) * repeat));
    const words = sum([
      ...this.layers.map(({ spelling, repeat }) => wordsOf(spelling) * repeat),
      ...others.map(([, other]) => other.words),
    ]);
    const operations = 2 * macs + sum(others.map(([, other]) => other.operations));
    return [
      `${plural(sum(this.layers.map(({ repeat }) => repeat)), 'layer')} with ${number(macs)} MACs.`,
      'Not mapped:',
      ...others.map(
        ([kind, other]) =>
          `  ${oneLine(kind)} × ${number(other.nodes)}: ${percent(other.words / words)} of all words, ${percent(other.operations / operations)} of all operations`,
      ),
    ];
  }
}

/** The couplings that layers need and the library lacks, once each. */
export function couplingsOf(layers: readonly Collected[]): DraftCoupling[] {
  const declared = new Map(layers.map(({ spelling, from }) => [spelling.coupling, { spelling, from }]));
  return [...declared.values()].flatMap(({ spelling: { declaration }, from }) =>
    declaration
      ? [
          {
            kind: 'coupling' as const,
            name: declaration.name,
            dims: declaration.dims,
            strides: declaration.strides,
            computation: declaration.computation,
            from,
          },
        ]
      : [],
  );
}

const macsOf = ({ sizes }: Spelling): number => sizes.reduce((product, [, size]) => product * size, 1);

const wordsOf = (spelling: Spelling): number => {
  const sizes = new Map(spelling.sizes);
  return (
    operandWords(spelling, 'Out', sizes) + operandWords(spelling, 'W', sizes) + operandWords(spelling, 'In', sizes)
  );
};

/** The coupling that an architecture for a kernel is written for: one for strided convolutions runs plain ones, too. */
export const architectureCoupling = ({ coupling }: Pick<Spelling, 'coupling'>): string =>
  coupling === 'conv' ? 'stridedConv' : coupling;
