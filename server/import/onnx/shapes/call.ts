import type { Attribute, Node } from '../graph.js';
import type { Shape, Value } from './value.js';

/** A node with what it is given, as rules for shapes ask for it. */
export class Call {
  constructor(
    readonly node: Node,
    readonly inputs: readonly (Value | null)[],
    /** The version of ONNX's own operators. */
    readonly opset: number,
  ) {}

  shape(input: number): Shape | null {
    return this.inputs[input]?.shape ?? null;
  }

  constant(input: number): readonly number[] | null {
    return this.inputs[input]?.constant ?? null;
  }

  /** Whether an optional input is given. */
  has(input: number): boolean {
    return (this.inputs[input] ?? null) !== null;
  }

  attribute(name: string): Attribute | undefined {
    return this.node.attributes.get(name);
  }

  integer(name: string, without: number): number {
    return this.attribute(name)?.integer ?? without;
  }

  text(name: string, without: string): string {
    return this.attribute(name)?.text ?? without;
  }

  /** Null where the attribute is left out. */
  integers(name: string): readonly number[] | null {
    return this.attribute(name)?.integers ?? null;
  }

  /** What newer versions of an operator take as an input, and older ones as an attribute; null where neither is given. */
  list(input: number, name: string): readonly number[] | null {
    return this.has(input) ? this.constant(input) : this.integers(name);
  }

  /** Whether that is given, known or not. */
  hasList(input: number, name: string): boolean {
    return this.has(input) || this.attribute(name) !== undefined;
  }
}

/** The shapes of the outputs of a node; null where one is not known. */
export type ShapeRule = (call: Call) => readonly (Shape | null)[];

/** Axes count from the end where they are negative. */
export const axisOf = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);
