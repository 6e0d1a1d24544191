import { number, plural } from '../../../../language/figures.js';
import type { ImportedNetwork } from './network.js';
import type { Other } from './others.js';

/** What a kind of node that is not a layer takes, as shares of the whole model. */
export interface Share extends Pick<Other, 'operator' | 'nodes'> {
  /** Of the words that all layers and others read and write. */
  readonly words: number;
  /** Of the operations of all: two for a multiply-accumulate. */
  readonly operations: number;
}

/** The shares of what is not a layer, the most words first. */
export function sharesOf({ layers, others, macs }: ImportedNetwork): Share[] {
  const words = [...others, ...layers.map((layer) => ({ words: layer.words * layer.repeat }))].reduce(
    (sum, each) => sum + each.words,
    0,
  );
  const operations = others.reduce((sum, each) => sum + each.operations, 2 * macs);
  return others.map((other) => ({
    operator: other.operator,
    nodes: other.nodes,
    words: words === 0 ? 0 : other.words / words,
    operations: operations === 0 ? 0 : other.operations / operations,
  }));
}

/** `53 layers, 31 of them different, with 300,774,272 MACs and 3,487,816 parameters` */
export function summaryOf({ layers, macs, parameters }: ImportedNetwork): string {
  const all = layers.reduce((sum, { repeat }) => sum + repeat, 0);
  const different = layers.length === 1 ? ', all alike' : `, ${number(layers.length)} of them different`;
  const kinds = all === layers.length ? '' : `${different},`;
  return `${plural(all, 'layer')}${kinds} with ${plural(macs, 'MAC')} and ${plural(parameters, 'parameter')}`;
}
