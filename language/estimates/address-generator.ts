import { type Circuit, intAdder } from './logic.js';

/** Bits that tell so many words apart. */
export const addressBits = (depth: number): number => Math.ceil(Math.log2(depth));

/** What makes the address of an access: an adder, at least one bit wide. At 40 nm. */
export const addressGenerator = (depth: number, cycle: number): Circuit =>
  intAdder(Math.max(1, addressBits(depth)), cycle);

/** One for reads and one for writes. */
export const addressGenerators = (depth: number, cycle: number): Circuit[] => [
  addressGenerator(depth, cycle),
  addressGenerator(depth, cycle),
];
