import { bytes, exact, inUnit, percent, plural } from '../../figures.js';
import type { ErrorClass, Estimate, Refusal } from '../estimate.js';
import { LEAST_NODE } from '../scaling.js';
import { ofBanks } from './bank.js';
import { type Bank, type BankCount, NODES, type Node, type Port, QUANTITIES, type Quantity } from './request.js';

/** What is asked of an SRAM; widths and depths are whole numbers of at least 1. */
export interface SramRequest {
  readonly nm: number;
  /** Bits of a row. */
  readonly width: number;
  /** Rows. */
  readonly depth: number;
  readonly ports: Port;
  /** Rounded up to a power of two. */
  readonly banks: number;
}

/** Narrower and shallower memories are scaled from these. */
const LEAST = { width: 32, depthOfBank: 64 };
const MOST = { width: 1024, bits: 2 ** 27, banks: 32, node: 180 };
const [FINEST, COARSEST] = [NODES[0], NODES[NODES.length - 1] as Node];

/** What the model covers. */
export const SRAM_DOMAIN = `${LEAST.width} to ${exact(MOST.width)} bits a row, at least ${LEAST.depthOfBank} rows a bank, up to ${bytes(MOST.bits, 1)}, up to ${MOST.banks} banks, ${FINEST} to ${COARSEST} nm`;

/** Errors against CACTI 7 of points drawn after the model was fitted: in the median, and of nine in ten. */
const ERRORS = {
  one: { read: [0.025, 0.128], write: [0.036, 0.111], leakage: [0.02, 0.062], area: [0.033, 0.091] },
  several: { read: [0.074, 0.21], write: [0.038, 0.123], leakage: [0.023, 0.076], area: [0.037, 0.124] },
} as const satisfies Readonly<Record<string, Readonly<Record<Quantity, readonly [median: number, nineInTen: number]>>>>;

/** Leakage was fitted well up to so many banks. */
const BANKS_OF_LEAKAGE = 4;

/** An SRAM as CACTI 7 would print it when accelergy-cacti-plug-in @ 291018b asks for it. */
export function sram(request: SramRequest): Estimate | Refusal {
  const { nm, width, depth, ports } = request;
  const banks = 2 ** Math.ceil(Math.log2(Math.max(1, request.banks)));
  const refused = refusal(request, banks);
  if (refused !== undefined) return { refused };
  const [read, write, leakage, area] = QUANTITIES.map((quantity) => value(quantity, request, banks as 1 | BankCount));
  const warnings = warningsOf(request, banks);
  const isNarrow = width < LEAST.width || depth < LEAST.depthOfBank * banks;
  const errorClass: ErrorClass = isOutside(nm) ? 'extrapolated' : isNarrow ? 'rule of thumb' : 'fitted';
  return {
    energy: { read: read as number, write: write as number },
    leakage: leakage as number,
    area: area as number,
    model: `SRAM of ${plural(depth, 'row')} of ${plural(width, 'bit')}, ${ports}, ${plural(banks, 'bank')}, ${exact(nm)} nm`,
    source: 'fitted to CACTI 7 as accelergy-cacti-plug-in calls it',
    errorClass,
    error: errorText(errorClass, banks),
    domain: SRAM_DOMAIN,
    warnings,
  };
}

const isOutside = (nm: number): boolean => nm < FINEST || nm > COARSEST;

function refusal({ nm, width, depth }: SramRequest, banks: number): string | undefined {
  const [row, rows] = raised({ width, depth }, banks);
  if (row > MOST.width)
    return `An SRAM is known up to ${exact(MOST.width)} bits a row, and this one has ${exact(width)}.`;
  if (row * rows > MOST.bits)
    return `An SRAM is known up to ${bytes(MOST.bits, 1)}, and this one has ${bytes(row * rows, 1)}.`;
  if (banks > MOST.banks) return `An SRAM is known up to ${MOST.banks} banks, and this one has ${exact(banks)}.`;
  if (nm < LEAST_NODE || nm > MOST.node) {
    return `An SRAM is known from ${LEAST_NODE} to ${MOST.node} nm, and this one is of ${exact(nm)} nm.`;
  }
  return undefined;
}

function warningsOf({ nm, width, depth }: SramRequest, banks: number): string[] {
  const warnings: string[] = [];
  if (width < LEAST.width) {
    warnings.push(
      `Rows of ${inUnit(exact(width), 'bits')} are narrower than the ${LEAST.width} that the SRAM model knows: scaled by a rule of thumb. Against CACTI, reads of 16 bits are 0.84 to 1.35 times as large, those of 8 bits 0.97 to 1.81 times.`,
    );
  }
  if (depth < LEAST.depthOfBank * banks) {
    warnings.push(
      `${inUnit(exact(depth), 'rows')} ${depth === 1 ? 'is' : 'are'} fewer than the ${exact(LEAST.depthOfBank * banks)} that the SRAM model knows: scaled by a rule of thumb. Against CACTI, reads from 32 rows are 0.58 to 0.63 times as large. Registers may be meant: \`regfile\`.`,
    );
  }
  if (isOutside(nm)) {
    warnings.push(`The SRAM model knows ${FINEST} to ${COARSEST} nm: values at ${exact(nm)} nm are extrapolated.`);
  }
  if (banks > BANKS_OF_LEAKAGE) {
    warnings.push(
      `Leakage of ${banks} banks is a coarse estimate: beyond ${BANKS_OF_LEAKAGE} banks one in ten is off by more than 43 %.`,
    );
  }
  return warnings;
}

function errorText(errorClass: ErrorClass, banks: number): string {
  if (errorClass === 'extrapolated') return 'unknown';
  if (errorClass === 'rule of thumb') return 'up to a factor of 2 from CACTI 7';
  const errors = ERRORS[banks === 1 ? 'one' : 'several'];
  const each = QUANTITIES.map((quantity) => `${quantity} ${errors[quantity].map(percent).join(' and ')}`);
  return `from CACTI 7 in the median and of nine in ten: ${each.join(', ')}`;
}

/** The smallest memory of the model that holds one. */
function raised({ width, depth }: Pick<SramRequest, 'width' | 'depth'>, banks: number): [width: number, depth: number] {
  return [Math.max(LEAST.width, Math.ceil(width / 8) * 8), Math.max(depth, LEAST.depthOfBank * banks)];
}

function value(quantity: Quantity, request: SramRequest, banks: 1 | BankCount): number {
  const { ports, nm } = request;
  const [width, depth] = raised(request, banks);
  const [narrower, shallower] = [request.width / width, request.depth / depth];
  const share =
    quantity === 'read' || quantity === 'write' ? (0.3 + 0.7 * narrower) * shallower ** 0.78 : narrower * shallower;
  return share * atNode(nm, quantity, (node) => ofBanks(quantity, { node, width, depth, ports } satisfies Bank, banks));
}

/** Between the nodes of the model linear in nm; outside of them after those that are next. */
function atNode(nm: number, quantity: Quantity, of: (node: Node) => number): number {
  if (nm < FINEST) return of(FINEST) * shrunk(quantity, nm / FINEST);
  if (nm >= COARSEST) return of(COARSEST) * (nm / COARSEST) ** 2;
  const above = NODES.findIndex((node) => node > nm);
  const [low, high] = NODES.slice(above - 1) as readonly Node[] as readonly [Node, Node];
  const share = (nm - low) / (high - low);
  return share === 0 ? of(low) : of(low) * (1 - share) + of(high) * share;
}

function shrunk(quantity: Quantity, ratio: number): number {
  switch (quantity) {
    case 'area':
      return ratio;
    case 'leakage':
      return 0.79 * Math.sqrt(ratio);
    default:
      return Math.sqrt(ratio);
  }
}
