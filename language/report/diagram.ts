import { inUnit, number, ofOperands, shortNumber, shortWords } from '../figures.js';
import type { Diagram, DiagramLevel } from '../model/diagram.js';

/** What words reach. */
export type DiagramPassedLevel = Extract<DiagramLevel, { type: 'memory' | 'link' }>;

/** How many instances a level makes of what is inside, ` × 16`; nothing of levels that make none. */
export const meshText = (level: DiagramLevel): string =>
  level.type === 'fanout' || (level.type === 'compute' && level.mesh > 1) ? ` × ${number(level.mesh)}` : '';

/** What a level is, a fact each: `16 Ki words`, `2 pJ/word`, `16 read, 16 write words/cycle`. */
export function factsOf(level: DiagramLevel, operands: readonly string[]): string[] {
  const instances = level.instances > 1 ? [`${number(level.instances)} of them`] : [];
  switch (level.type) {
    case 'fanout':
      return [level.dimensions.length > 0 ? `over ${level.dimensions.join(', ')}` : 'over no dimension', ...instances];
    case 'compute':
      return [`${number(level.energy_pJ)} pJ/MAC`, inUnit(number(level.cycles), 'cycles'), ...instances];
    case 'memory':
      return [sizeText(level), energyText(level, operands), bandwidthText(level), ...instances];
    case 'link':
      return [energyText(level, operands), bandwidthText(level), ...instances];
  }
}

/** `16 Ki words`, or that it is unbounded. */
export const sizeText = ({ size, unit }: Extract<DiagramLevel, { type: 'memory' }>): string =>
  size === null ? 'unbounded' : inUnit(shortWords(size), unit);

/** `2 pJ/word`, by operand and direction where they differ. */
export function energyText(
  { keeps, readEnergy_pJ, writeEnergy_pJ }: DiagramPassedLevel,
  operands: readonly string[],
): string {
  const kept = operands.flatMap((operand, i) => (keeps[i] === 'bypassed' ? [] : [{ operand, i }]));
  const of = (energies: readonly number[]) => ofOperands(kept.map(({ operand, i }) => [operand, energies[i] ?? 0]));
  const [read, write] = [of(readEnergy_pJ), of(writeEnergy_pJ)];
  return read === write ? `${read} pJ/word` : `${read} read, ${write} write pJ/word`;
}

/** `8 words/cycle` each way, by direction where they differ. */
export function bandwidthText({ unit, readBandwidth, writeBandwidth, sharedBandwidth }: DiagramPassedLevel): string {
  const text = (bandwidth: number | null) => (bandwidth === null ? 'unbounded' : shortNumber(bandwidth));
  if (readBandwidth === null && writeBandwidth === null) return 'any bandwidth';
  if (sharedBandwidth) return `${inUnit(text(readBandwidth), `${unit}/cycle`)} shared`;
  return readBandwidth === writeBandwidth
    ? inUnit(text(readBandwidth), `${unit}/cycle`)
    : `${text(readBandwidth)} read, ${text(writeBandwidth)} write ${unit}/cycle`;
}

/** What passes by a level, or may. */
export function bypassText({ keeps }: DiagramPassedLevel, operands: readonly string[]): string {
  const by = (kind: DiagramPassedLevel['keeps'][number]) => operands.filter((_, i) => keeps[i] === kind);
  const may = by('either').map((operand) => `${operand} or not`);
  return [...by('bypassed'), ...may].join(', ');
}

/** A level with all that is known of it, on one line. */
export function levelFactsText(level: DiagramLevel, operands: readonly string[]): string {
  const bypass = level.type === 'memory' || level.type === 'link' ? bypassText(level, operands) : '';
  return `${level.name}${meshText(level)}: ${factsOf(level, operands).join(', ')}${bypass === '' ? '' : `, bypassed by ${bypass}`}`;
}

/** What all memories hold that are bounded: `1.5 Mi words`, and bits where some count these. */
export function capacityText({ capacity: { words, bits } }: Diagram): string {
  const parts = [words > 0 ? inUnit(shortWords(words), 'words') : '', bits > 0 ? inUnit(shortWords(bits), 'bits') : ''];
  return parts.filter(Boolean).join(' and ') || 'nothing';
}

/** MACs a cycle, capacity, and area where it is known, in a sentence. */
export const headText = (diagram: Diagram): string =>
  `At most ${inUnit(number(diagram.peak), 'MACs/cycle')} · ${capacityText(diagram)} on chip${diagram.area_um2 === null ? '' : ` · ${number(diagram.area_um2 * 1e-6)} mm²`}`;
