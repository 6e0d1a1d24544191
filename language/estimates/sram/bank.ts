import { BANKS } from './coefficients.js';
import { readEnergy } from './organisation.js';
import type { Bank, BankCount, Quantity } from './request.js';
import { fromTable } from './table.js';

/** A quantity of a memory of one bank or several at a node of the model: a bank, and the wires to all of them. */
export function ofBanks(quantity: Quantity, memory: Bank, banks: 1 | BankCount): number {
  const bank = { ...memory, depth: memory.depth / banks };
  const one = ofBank(quantity, bank);
  if (banks === 1) return one;
  const { wire2rw, node, banks: fitted } = BANKS[quantity];
  const [share, wires] = fitted[banks];
  const wire = memory.width * Math.sqrt(ofBank('area', bank)) * 1e-6 * (memory.ports === '2rw' ? wire2rw : 1);
  return share * one + wires * node[memory.node] * wire;
}

const ofBank = (quantity: Quantity, bank: Bank): number =>
  quantity === 'read' ? readEnergy(bank) : fromTable(quantity, bank);
