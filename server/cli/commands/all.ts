import type { Command } from './command.js';

/** Every command by its name. Each is loaded when it is asked for: most need neither the language nor the others. */
const COMMANDS = {
  map: async () => (await import('./map.js')).map,
  explore: async () => (await import('./explore.js')).explore,
  evaluate: async () => (await import('./evaluate.js')).evaluate,
  check: async () => (await import('./check.js')).check,
  estimate: async () => (await import('./estimate.js')).estimate,
  format: async () => (await import('./format.js')).format,
  import: async () => (await import('./import.js')).importCommand,
  export: async () => (await import('./export.js')).exportCommand,
  list: async () => (await import('./list.js')).list,
  completion: async () => (await import('./completion.js')).completion,
  lsp: async () => (await import('./lsp.js')).lsp,
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
