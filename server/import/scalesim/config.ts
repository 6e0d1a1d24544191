import type { Report } from '../report.js';
import type { Place, SourceFile } from '../source-file.js';
import { unknownKey } from '../unknown-key.js';

/** A value of a configuration of SCALE-Sim. */
export interface Setting {
  /** As it is written. */
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

/** A configuration: settings by section and name, both in lower case. */
export type Settings = ReadonlyMap<string, ReadonlyMap<string, Setting>>;

/** Whether a file is a configuration of SCALE-Sim. */
export const looksLikeConfiguration = ({ text }: SourceFile): boolean =>
  /^\s*\[\s*architecture_presets\s*\]/im.test(text) && /^\s*ArrayHeight\s*[:=]/im.test(text);

/** Reads sections and settings as Python's `configparser` does: names in any case, `:` or `=`, `#` and `;` for comments. */
export function readConfiguration(file: SourceFile): Settings {
  const sections = new Map<string, Map<string, Setting>>();
  let section = new Map<string, Setting>();
  for (const { 0: line, index } of file.text.matchAll(/[^\r\n]+/g)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const head = /^\[([^\]]*)\]/.exec(trimmed)?.[1]?.trim().toLowerCase();
    if (head !== undefined) {
      section = sections.get(head) ?? new Map();
      sections.set(head, section);
      continue;
    }
    const at = trimmed.search(/[:=]/);
    if (at < 0) continue;
    const value = trimmed
      .slice(at + 1)
      .replace(/\s[#;].*$/, '')
      .trim();
    const place = { file, start: index, end: index + line.length };
    const name = trimmed.slice(0, at).trim();
    section.set(name.toLowerCase(), { name, value, place });
  }
  return sections;
}

/** The settings of SCALE-Sim 1 to 3, by section. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  general: ['run_name'],
  architecture_presets: [
    ...['ArrayHeight', 'ArrayWidth', 'Dataflow', 'Bandwidth', 'MemoryBanks', 'ReadRequestBuffer', 'WriteRequestBuffer'],
    ...['SRAM_row_size', 'SRAM_bank_size', 'DRAM_row_size', 'DRAM_bank_size'],
    ...['Ifmap', 'Filter', 'Ofmap'].flatMap((operand) => [
      `${operand}SramSzkB`,
      `${operand}SramSz`,
      `${operand}Offset`,
    ]),
  ],
  layout: ['Ifmap', 'Filter'].flatMap((operand) =>
    ['CustomLayout', 'SRAMBankBandwidth', 'SRAMBankNum', 'SRAMBankPort'].map((setting) => operand + setting),
  ),
  sparsity: ['SparsitySupport', 'SparseRep', 'OptimizedMapping', 'BlockSize', 'RandomNumberGeneratorSeed'],
  run_presets: ['InterfaceBandwidth', 'UseRamulatorTrace', 'TimeLinearModel'],
  network_presets: ['TopologyCsvLoc'],
};

/** What is lost by settings that are turned on, or are above 1: the rest of a sentence. */
const EFFECTS: Readonly<Record<string, string>> = {
  SparsitySupport: 'all weights count as dense, so energy and cycles come out too high',
  IfmapCustomLayout: 'conflicts of banks take no cycles here',
  FilterCustomLayout: 'conflicts of banks take no cycles here',
  UseRamulatorTrace: 'memory has its bandwidth alone here, and no latencies of Ramulator',
  SRAM_row_size: 'an access of an open row takes as much as others here, so energy comes out too high',
  DRAM_row_size: 'an access of an open row takes as much as others here, so energy comes out too high',
  SRAM_bank_size: 'memory is one here, with its bandwidth',
  DRAM_bank_size: 'memory is one here, with its bandwidth',
  MemoryBanks: 'memory is one here, with its bandwidth',
  TimeLinearModel: 'cycles become seconds by a clock here, and by no fitted model',
};

/** Says which settings are not known, and which have effects that there are not here. */
export function reportSettings(settings: Settings, report: Report): void {
  for (const [section, entries] of settings) {
    const known = KNOWN[section] ?? [];
    for (const { name, value, place } of entries.values()) {
      const own = known.find((each) => each.toLowerCase() === name.toLowerCase());
      const effect =
        own === undefined
          ? unknownKey(name, known)
          : /^(false|none|no|off|0|1|)$/i.test(value)
            ? undefined
            : EFFECTS[own];
      if (effect !== undefined) report.add('ffarch/import-lost', { construct: own ?? name, effect }, place);
    }
  }
}
