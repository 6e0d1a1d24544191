import type { Command } from './command.js';

const withoutLanguage = () => import('./without-language.js');
const withLanguage = () => import('./with-language.js');

/** Every command by its name. They are loaded as two, as most need not wait for the language, and many small files load slowly. */
const COMMANDS = {
  map: async () => (await withoutLanguage()).map,
  explore: async () => (await withoutLanguage()).explore,
  evaluate: async () => (await withLanguage()).evaluate,
  check: async () => (await withLanguage()).check,
  diagram: async () => (await withLanguage()).diagram,
  estimate: async () => (await withLanguage()).estimate,
  format: async () => (await withLanguage()).format,
  import: async () => (await withLanguage()).importCommand,
  export: async () => (await withLanguage()).exportCommand,
  list: async () => (await withoutLanguage()).list,
  completion: async () => (await withLanguage()).completion,
  lsp: async () => (await withLanguage()).lsp,
} satisfies Readonly<Record<string, () => Promise<Command>>>;

export type CommandName = keyof typeof COMMANDS;

/** In the order of the overview. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

export const loadCommand = (name: CommandName): Promise<Command> => COMMANDS[name]();

/** All of them, by name. */
export const loadCommands = async (): Promise<Record<CommandName, Command>> =>
  Object.fromEntries(await Promise.all(COMMAND_NAMES.map(async (name) => [name, await loadCommand(name)]))) as Record<
    CommandName,
    Command
  >;
