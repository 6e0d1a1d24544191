import { standardLibrary } from '../../../language/library/standard.js';
import { EXPORTERS } from '../../export/formats.js';
import { COMMAND_NAMES, loadCommands } from '../commands/all.js';
import type { WordKind } from '../commands/command.js';
import { OPTIONS, type OptionName } from '../options.js';

/** What may stand in one place of a command line. */
export interface WordPlace {
  readonly names: readonly string[];
  /** How files end that are offered, besides folders that may hold some: `.ffarch`. Null where none are. */
  readonly files: string | null;
}

export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  /** Without dashes. */
  readonly options: readonly OptionName[];
  /** Its words in order; the last may be repeated. */
  readonly places: readonly WordPlace[];
}

/** All that completion scripts offer: of the tables that command lines are read by, and of the library. */
export interface Vocabulary {
  readonly commands: readonly CommandWords[];
  /** Options with a value, without dashes. */
  readonly valued: readonly OptionName[];
  /** Those whose value is one of some names. */
  readonly choices: readonly { readonly option: OptionName; readonly names: readonly string[] }[];
  /** Those whose value is a file of any kind. */
  readonly files: readonly OptionName[];
}

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** Collects what the command line knows now. */
export async function vocabulary(): Promise<Vocabulary> {
  const { architectures, workloads, networks } = standardLibrary();
  const namesOf: Readonly<Record<WordKind, readonly string[]>> = {
    architecture: architectures.map(({ name }) => name),
    workload: [
      ...workloads.map(({ name }) => name),
      ...networks.flatMap(({ name, layers }) => layers.map((layer) => `${name}.${layer.name}`)),
    ],
    network: networks.map(({ name }) => name),
    shell: SHELLS,
    exportFormat: Object.keys(EXPORTERS),
    file: [],
    model: [],
  };
  const place = (kinds: readonly WordKind[]): WordPlace => ({
    names: kinds.flatMap((kind) => namesOf[kind]),
    files: kinds.includes('file') ? '.ffarch' : kinds.includes('model') ? '.onnx' : null,
  });
  const commands = Object.entries(await loadCommands()).map(([name, { summary, options, words }]) => ({
    name,
    summary,
    options: [...options, 'help' as const],
    places: words.map(place),
  }));
  const help: CommandWords = {
    name: 'help',
    summary: 'what a command does, and its options',
    options: [],
    places: [{ names: COMMAND_NAMES, files: null }],
  };
  const valued = (Object.keys(OPTIONS) as OptionName[]).filter((option) => OPTIONS[option].read);
  return {
    commands: [...commands, help],
    valued,
    choices: valued.flatMap((option) => {
      const { names } = OPTIONS[option];
      return names ? [{ option, names }] : [];
    }),
    files: valued.filter((option) => OPTIONS[option].file),
  };
}

export const dashed = (option: string): string => `--${option}`;

/** For the places of one command: the last stands for all that follow, which `rest` tells. */
export const placesOf = ({ places }: CommandWords): { place: WordPlace; position: number; rest: boolean }[] =>
  places.map((place, position) => ({ place, position, rest: position === places.length - 1 }));
