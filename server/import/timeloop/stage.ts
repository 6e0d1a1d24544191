import type { Place } from '../source-file.js';
import type { YamlMap } from '../yaml/node.js';
import type { Attributes } from './attributes.js';

/** A part of the hardware of whatever version of Timeloop, in a chain from the outside in. */
export type Stage = Component | Fan;

/** What stores or computes. */
export interface Component {
  readonly kind: 'component';
  readonly name: string;
  readonly attributes: Attributes;
  /** What the component itself says of its mappings. */
  readonly constraints: readonly YamlMap[];
  readonly sparse: Place | null;
  /** Components beside it, of which each keeps what the others do not. */
  readonly beside: object | null;
  /** A branch that passes operands by without a component. */
  readonly nothing: boolean;
  readonly from: Place;
}

/** Instances of all that follows. */
export interface Fan {
  readonly kind: 'fan';
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** The names by which constraints and mappings mean it. */
  readonly targets: readonly string[];
  readonly constraints: readonly YamlMap[];
  readonly from: Place;
}

export const isFan = (stage: Stage): stage is Fan => stage.kind === 'fan';

/** What a node or a component says of its own mappings. */
export function constraintsIn(node: YamlMap): YamlMap[] {
  const constraints = node.get('constraints');
  return constraints?.kind === 'map' ? [constraints] : [];
}
