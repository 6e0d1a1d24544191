import type { Link } from '../domain/architecture.js';
import { forEachRole } from '../domain/coupling.js';
import type * as ast from '../generated/ast.js';
import { derive, isDerived } from './derived.js';
import { lowerDirected } from './directed.js';
import { estimateLink } from './estimate.js';
import { levelBase, lowerLeakage } from './level-base.js';
import { linkWidths } from './link-widths.js';
import type { Lowerings } from './lowerings.js';
import { lowerBandwidth } from './memory.js';
import { lowerOperands } from './operands.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { rejectPerWordline } from './quantity.js';
import { lowerWordEnergy } from './row-energy.js';

/** A link in words, or in bits where the operands' bits differ; energies are per word, whatever the units. */
export function lowerLink(node: ast.Link, properties: Properties, problems: Problems, lowering: Lowerings): Link {
  const bypass = lowerOperands(properties.operands('bypass'), problems);
  const widths = linkWidths(node, properties, problems, lowering);
  const estimated = () => estimateLink(properties, widths, problems, lowering);
  const derived = derive(properties, problems, lowering, estimated);
  const energy = isDerived(properties, 'energy', derived)
    ? derived
    : lowerDirected(properties, 'energy', problems, (quantity, what) => {
        rejectPerWordline(quantity, 'the energy of a link', problems);
        return lowerWordEnergy(quantity, what, properties, widths, problems, lowering);
      });
  const bandwidth = lowerDirected(properties, 'bandwidth', problems, (quantity, what) =>
    lowerBandwidth(quantity, what, properties, widths, problems, lowering),
  );
  // One number for both directions is split between them, as in a memory.
  const share = bandwidth.kind === 'halves' ? 2 : 1;
  return {
    type: 'link',
    ...levelBase(properties, problems, lowering, derived),
    bits: widths.bits,
    readEnergy: energy?.read ?? forEachRole(() => 0),
    writeEnergy: energy?.write ?? forEachRole(() => 0),
    readBandwidth: (bandwidth.read ?? Infinity) / share,
    writeBandwidth: (bandwidth.write ?? Infinity) / share,
    sharedBandwidth: bandwidth.kind === 'shared',
    leakage: lowerLeakage(properties, problems, lowering, derived),
    bypass,
  };
}
