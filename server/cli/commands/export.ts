import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LangiumDocument } from 'langium';
import { hostOf, type Layer } from '../../../language/domain/index.js';
import { isArchitecture, isNetwork, isWorkload } from '../../../language/generated/ast.js';
import { declarationsOf } from '../../../language/references/declarations.js';
import type { Exported, ExportRemark } from '../../export/export.js';
import { EXPORTERS, isExportFormat } from '../../export/formats.js';
import { unreadable } from '../files.js';
import { Refusal, STATUS } from '../refusal.js';
import { missing, Workspace } from '../workspace.js';
import type { Command } from './command.js';

const FORMATS = Object.keys(EXPORTERS).join('|');

/** `export` is a word of the language that this is written in. */
export const exportCommand: Command = {
  usage: [`ffarch export ${FORMATS} FILE --out DIR`],
  summary: 'the architectures, workloads and networks of a file as files of another tool',
  details: [
    'Each architecture becomes files in the folder, or in one of its own where there are several, with the layers that it runs. What',
    'the other tool cannot say as the language does is told, with how its numbers then differ.',
  ],
  options: ['out', 'strict', 'quiet'],
  words: [['exportFormat'], ['file']],
  async run({ words: [format, file, ...others], values }, console) {
    if (format === undefined || !isExportFormat(format))
      return new Refusal(`As what? ffarch export ${FORMATS} FILE --out DIR.`);
    if (file === undefined) return new Refusal(`Which file? ffarch export ${format} FILE --out DIR.`);
    if (others.length > 0) return new Refusal(`ffarch export takes one file; \`${others[0]}\` is one too many.`);
    const { out } = values;
    if (out === undefined) return new Refusal(`Where to? ffarch export ${format} ${file} --out DIR.`);
    const workspace = await Workspace.open();
    const document = await workspace.load(file);
    if (document instanceof Refusal) return document;
    const layers = layersOf(document, workspace);
    if (layers instanceof Refusal) return layers;
    const nodes = declarationsOf(document)
      .filter(isArchitecture)
      .filter(({ name }) => Boolean(name));
    if (nodes.length === 0) return missing(document, `${file} declares no architecture.`);
    const remarks: ExportRemark[] = [];
    for (const node of nodes) {
      const architecture = workspace.architecture(node);
      if (architecture instanceof Refusal) return architecture;
      const run = layers.filter(({ workload }) => hostOf(architecture, workload.coupling));
      const exported = EXPORTERS[format](architecture, run);
      const folder = nodes.length > 1 ? join(out, architecture.name.replace(/[^\w.-]+/g, '_')) : out;
      const refused = write(exported, folder);
      if (refused) return refused;
      remarks.push(...exported.remarks);
      for (const { name, workload } of layers.filter((layer) => !run.includes(layer)))
        remarks.push({
          kind: 'lost',
          what: name,
          effect: `\`${architecture.name}\` does not run \`${workload.coupling.name}\`, so it is not among its layers.`,
        });
    }
    if (!values.quiet)
      console.err.write(
        remarks.map(({ kind, what, effect }) => `${kind}: ${what.replace(/\s+/g, ' ')}. ${effect}\n`).join(''),
      );
    return values.strict && remarks.length > 0 ? STATUS.errors : STATUS.done;
  },
};

/** All layers that a file declares, those of its networks included. */
function layersOf(document: LangiumDocument, workspace: Workspace): Layer[] | Refusal {
  const layers: Layer[] = [];
  for (const node of declarationsOf(document)) {
    if (isWorkload(node) && node.name) {
      const workload = workspace.workload(node);
      if (workload instanceof Refusal) return workload;
      layers.push({ name: workload.name, workload, repeat: 1 });
    }
    if (isNetwork(node) && node.name) {
      const network = workspace.network(node);
      if (network instanceof Refusal) return network;
      layers.push(...network.layers);
    }
  }
  return layers;
}

function write({ files }: Exported, folder: string): Refusal | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    return undefined;
  } catch (error) {
    return new Refusal(unreadable(folder, error, 'written'));
  }
}
