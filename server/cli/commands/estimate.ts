import { dirname, relative, resolve, sep } from 'node:path';
import type { Architecture } from '../../../language/domain/index.js';
import type * as ast from '../../../language/generated/ast.js';
import { askedIn } from '../../accelergy/asked.js';
import { comparedOf, tablesText } from '../../accelergy/compared.js';
import { architecturesNamed } from '../architectures.js';
import type { Console } from '../console.js';
import type { Values } from '../options.js';
import { ProgressLines } from '../progress.js';
import { Refusal } from '../refusal.js';
import { deliver, json } from '../result.js';
import { STATUS } from '../status.js';
import { parts } from '../targets/word.js';
import { accelergyJson, accelergyText } from '../views/accelergy.js';
import { type EstimatedLevel, estimatesJson, estimatesOf, estimatesText } from '../views/estimates.js';
import { Workspace } from '../workspace.js';
import type { Command } from './command.js';

export const estimate: Command = {
  usage: [
    'ffarch estimate ARCH',
    'ffarch estimate FILE',
    'ffarch estimate FILE[#NAME] --accelergy [PATH] [--out TABLES.yaml]',
  ],
  summary: 'what the levels of each architecture take, by which model, and how far that may be off',
  details: [
    'ARCH is a name of the standard library, or FILE#NAME; several are separated by commas.',
    'With --accelergy, an installed Accelergy 0.4 estimates the levels that have a `component`, and its figures stand beside ours.',
    '--out writes its energy and area reference tables into one file, which levels name: energy: from "TABLES.yaml".',
  ],
  options: ['accelergy', 'out', 'json', 'quiet'],
  words: [['architecture', 'file']],
  async run({ words, values }, console) {
    const [word, ...others] = words;
    if (word === undefined || others.length > 0)
      return new Refusal('Which architecture? ffarch estimate ARCH, or ffarch estimate FILE');
    if (values.out !== undefined && values.accelergy === undefined)
      return new Refusal('--out writes the tables of Accelergy, so it needs --accelergy.');
    const { file = word } = parts(word);
    const workspace = await Workspace.open();
    const nodes = await architecturesNamed(word, workspace);
    if (nodes instanceof Refusal) return nodes;
    if (values.accelergy !== undefined)
      return askAccelergy(values.accelergy, nodes, workspace, { file, values, console });
    const found: { readonly architecture: Architecture; levels: EstimatedLevel[] }[] = [];
    for (const node of nodes) {
      const architecture = workspace.architecture(node);
      if (architecture instanceof Refusal) return architecture;
      found.push({ architecture, levels: estimatesOf(node, architecture, workspace.lowering) });
    }
    const refused = deliver(values, console, (page) =>
      values.json
        ? json(found.map(({ architecture, levels }) => estimatesJson(architecture, levels)))
        : found.map(({ architecture, levels }) => estimatesText(architecture, levels, page)).join('\n'),
    );
    return refused ?? STATUS.done;
  },
};

async function askAccelergy(
  program: string,
  nodes: readonly ast.Architecture[],
  workspace: Workspace,
  { file, values, console }: { file: string; values: Values; console: Console },
): Promise<number | Refusal> {
  const [node, another] = nodes;
  if (!node || another) {
    const names = nodes.map(({ name }) => name).join(', ');
    return new Refusal(
      `${file} declares several architectures: ${names}. Name one: ffarch estimate ${file}#${node?.name} --accelergy.`,
    );
  }
  const asked = askedIn(node, workspace.lowering);
  if (typeof asked === 'string') return new Refusal(asked, STATUS.errors);
  const lines = new ProgressLines(console.err, values.quiet === true);
  lines.write(node.name, `${node.name}: Accelergy estimates ${asked.map(({ name }) => name).join(', ')} …`);
  const { runAccelergy } = await import('../../accelergy/run.js');
  const outcome = await runAccelergy(program, asked, console.interrupted);
  lines.end(node.name);
  if (outcome.kind === 'cancelled') return STATUS.interrupted;
  if (outcome.kind === 'failed') return new Refusal(outcome.message, outcome.started ? STATUS.errors : STATUS.usage);
  const compared = comparedOf(asked, outcome.tables);
  if (values.out !== undefined) {
    const refused = deliver(values, console, () => tablesText(node.name, compared, outcome.text));
    if (refused) return refused;
  }
  const shown = { ...values, out: undefined };
  const refused = deliver(shown, console, (page) =>
    values.json ? json(accelergyJson(node.name, compared)) : accelergyText(node.name, compared, page),
  );
  if (values.out !== undefined && !values.quiet) {
    const path = relative(dirname(resolve(file)), resolve(values.out)).replaceAll(sep, '/');
    console.err.write(`ffarch: these levels use the tables with energy: from "${path}"\n`);
  }
  return refused ?? STATUS.done;
}
