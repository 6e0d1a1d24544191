import { architecturesOf } from '../../../language/references/declarations.js';
import { Refusal, STATUS } from '../refusal.js';
import { pageFor } from '../style.js';
import { estimatesJson, estimatesOf, estimatesText } from '../views/estimates.js';
import { Workspace } from '../workspace.js';
import type { Command } from './command.js';

export const estimate: Command = {
  usage: ['ffarch estimate FILE'],
  summary: 'what the levels of each architecture take, by which model, and how far that may be off',
  options: ['json'],
  words: [['file']],
  async run({ words, values }, console) {
    const [path, ...others] = words;
    if (path === undefined || others.length > 0) return new Refusal('Which file? ffarch estimate FILE');
    const workspace = await Workspace.open();
    const document = await workspace.load(path);
    if (document instanceof Refusal) return document;
    const found = [];
    for (const node of architecturesOf(document)) {
      const architecture = workspace.architecture(node);
      if (architecture instanceof Refusal) return architecture;
      found.push({ architecture, levels: estimatesOf(node, architecture, workspace.lowering) });
    }
    if (found.length === 0) return new Refusal(`${path} declares no architecture.`);
    const text = values.json
      ? `${JSON.stringify(
          found.map(({ architecture, levels }) => estimatesJson(architecture, levels)),
          null,
          2,
        )}\n`
      : found.map(({ architecture, levels }) => estimatesText(architecture, levels, pageFor(console.out))).join('\n');
    console.out.write(text);
    return STATUS.done;
  },
};
