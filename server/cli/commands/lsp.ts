import { Refusal } from '../refusal.js';
import { STATUS } from '../status.js';
import type { Command } from './command.js';

export const lsp: Command = {
  usage: ['ffarch lsp --stdio'],
  summary: 'the language server, for any editor',
  options: ['stdio'],
  words: [],
  async run({ values }) {
    if (!values.stdio) return new Refusal('The language server talks over standard streams: ffarch lsp --stdio.');
    // The server reads `--stdio` from the command line itself, and ends the process when its client goes.
    await import('../../lsp/main.js');
    return STATUS.done;
  },
};
