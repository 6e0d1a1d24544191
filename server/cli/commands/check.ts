import { plural } from '../../../language/figures.js';
import { diagnosticLine, findingsOf } from '../diagnostics.js';
import { distinctFiles } from '../lists.js';
import { Refusal } from '../refusal.js';
import { STATUS } from '../status.js';
import { paintFor } from '../style.js';
import { Workspace } from '../workspace.js';
import type { Command } from './command.js';

export const check: Command = {
  usage: ['ffarch check FILE…'],
  summary: 'diagnostics, exactly the editor’s; exit status 1 if there are errors',
  options: [],
  words: [['file']],
  async run({ words }, console) {
    if (words.length === 0) return new Refusal('Which files? ffarch check FILE…');
    const files = distinctFiles(words);
    const workspace = await Workspace.open();
    const paint = paintFor(console.out);
    let errors = 0;
    let others = 0;
    let unread = 0;
    for (const path of files) {
      const document = await workspace.load(path);
      if (document instanceof Refusal) {
        console.err.write(`ffarch: ${document.message}\n`);
        unread += 1;
        continue;
      }
      for (const diagnostic of findingsOf(document)) {
        console.out.write(`${diagnosticLine(document, diagnostic, paint)}\n`);
      }
      const found = document.diagnostics ?? [];
      const wrong = found.filter(({ severity }) => severity === 1).length;
      errors += wrong;
      others += found.length - wrong;
    }
    if (errors + others > 0 || console.err.isTTY) {
      console.err.write(
        `${plural(errors, 'error')}, ${plural(others, 'other finding')} in ${plural(files.length - unread, 'file')}\n`,
      );
    }
    if (unread > 0) return STATUS.usage;
    return errors > 0 ? STATUS.errors : STATUS.done;
  },
};
