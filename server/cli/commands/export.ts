import { join } from 'node:path';
import type { LangiumDocument } from 'langium';
import { type Architecture, accepts, type Layer, type NamedMapping } from '../../../language/domain/index.js';
import { isArchitecture, isMapping, isNetwork, isWorkload } from '../../../language/generated/ast.js';
import { declarationsOf } from '../../../language/references/declarations.js';
import { type ExportRemark, remarkLine } from '../../export/export.js';
import { EXPORTERS, isExportFormat } from '../../export/formats.js';
import { plainNames } from '../../export/names.js';
import { type NamedText, writeInto } from '../folder.js';
import { chooseMappings } from '../mappings.js';
import { Refusal } from '../refusal.js';
import { STATUS } from '../status.js';
import { missing, Workspace } from '../workspace.js';
import type { Command } from './command.js';

const FORMATS = Object.keys(EXPORTERS).join('|');

/** `export` is a word of the language that this is written in. */
export const exportCommand: Command = {
  usage: [`ffarch export ${FORMATS} FILE --out DIR`, 'ffarch export timeloop FILE --mapping NAME --out DIR'],
  summary: 'what a file declares as files of another tool',
  details: [
    'Each architecture becomes files in the folder, or in one of its own where there are several, with the layers that it runs, and',
    'for Timeloop with the mappings on it. What the other tool cannot say as the language does is told, with how its numbers then differ.',
    'The paths of the files are printed, one a line. Where the folder has other files of their names, nothing is written without --force.',
  ],
  options: ['mapping', 'out', 'force', 'strict', 'quiet'],
  words: [['exportFormat'], ['file']],
  async run({ words: [format, file, ...others], values }, console) {
    if (format === undefined || !isExportFormat(format))
      return new Refusal(`To which tool? ffarch export ${FORMATS} FILE --out DIR.`);
    if (file === undefined) return new Refusal(`Which file? ffarch export ${format} FILE --out DIR.`);
    if (others.length > 0) return new Refusal(`ffarch export takes one file; \`${others[0]}\` is one too many.`);
    const { out } = values;
    if (out === undefined) return new Refusal(`Where to? ffarch export ${format} ${file} --out DIR.`);
    if (values.mapping !== undefined && format !== 'timeloop')
      return new Refusal(`--mapping is for timeloop; what ${format} reads has no mappings of ours.`);
    const workspace = await Workspace.open();
    const document = await workspace.load(file);
    if (document instanceof Refusal) return document;
    const parts =
      values.mapping === undefined
        ? partsOf(document, file, workspace)
        : partOfMapping(document, file, values.mapping, workspace);
    if (parts instanceof Refusal) return parts;
    const files: NamedText[] = [];
    const remarks: ExportRemark[] = [];
    const folders = plainNames(parts.map(({ architecture }) => architecture.name));
    for (const { architecture, layers, mappings } of parts) {
      const run = layers.filter(({ workload }) => accepts(architecture, workload.coupling));
      const exported = EXPORTERS[format](architecture, run, mappings);
      const isOneOfSeveral = parts.length > 1;
      const folder = isOneOfSeveral ? folders.get(architecture.name)! : '';
      files.push(...exported.files.map(({ name, text }) => ({ name: join(folder, name), text })));
      // What is said of one of several names it.
      const prefix = isOneOfSeveral ? `${architecture.name}: ` : '';
      remarks.push(
        ...[...exported.remarks, ...layers.filter((layer) => !run.includes(layer)).map(notRun(architecture))].map(
          (remark) => ({ ...remark, what: `${prefix}${remark.what}` }),
        ),
      );
    }
    const refused = writeInto(out, files, values.force ?? false);
    if (refused) return refused;
    console.out.write(files.map(({ name }) => `${join(out, name)}\n`).join(''));
    if (!values.quiet) console.err.write(remarks.map((remark) => `${remarkLine(remark)}\n`).join(''));
    return values.strict && remarks.length > 0 ? STATUS.errors : STATUS.done;
  },
};

const notRun =
  (architecture: Architecture) =>
  ({ name, workload }: Layer): ExportRemark => ({
    kind: 'lost',
    what: name,
    effect: `\`${architecture.name}\` does not run \`${workload.coupling.name}\`, so it is not among its layers.`,
  });

/** An architecture, what may be run on it, and mappings of that. */
interface Part {
  readonly architecture: Architecture;
  readonly layers: readonly Layer[];
  readonly mappings: readonly NamedMapping[];
}

/** All architectures of a file, with all of its layers and the mappings on each. */
function partsOf(document: LangiumDocument, file: string, workspace: Workspace): Part[] | Refusal {
  const layers = layersOf(document, workspace);
  if (layers instanceof Refusal) return layers;
  const declarations = declarationsOf(document);
  const mappings: NamedMapping[] = [];
  for (const node of declarations) {
    if (!isMapping(node) || !node.name) continue;
    const mapping = workspace.mapping(node);
    if (mapping instanceof Refusal) return mapping;
    mappings.push(mapping);
  }
  const architectures: Architecture[] = [];
  for (const node of declarations) {
    if (!isArchitecture(node) || !node.name) continue;
    const architecture = workspace.architecture(node);
    if (architecture instanceof Refusal) return architecture;
    architectures.push(architecture);
  }
  // What is mapped may be declared elsewhere: in another file, or in the library.
  for (const { architecture, workload } of mappings) {
    if (!architectures.some(({ name }) => name === architecture.name)) architectures.push(architecture);
    if (!layers.some(({ name }) => name === workload.name)) layers.push({ name: workload.name, workload, repeat: 1 });
  }
  if (architectures.length === 0) return missing(document, `${file} declares no architecture.`);
  return architectures.map((architecture) => ({
    architecture,
    layers,
    mappings: mappings.filter((mapping) => mapping.architecture.name === architecture.name),
  }));
}

/** One mapping, with what it maps on what, which may be declared elsewhere. */
function partOfMapping(document: LangiumDocument, file: string, name: string, workspace: Workspace): Part[] | Refusal {
  const chosen = chooseMappings(document, file, [name]);
  if (chosen instanceof Refusal) return chosen;
  const mappings: NamedMapping[] = [];
  for (const node of chosen) {
    const mapping = workspace.mapping(node);
    if (mapping instanceof Refusal) return mapping;
    mappings.push(mapping);
  }
  return mappings.map((mapping) => ({
    architecture: mapping.architecture,
    layers: [{ name: mapping.workload.name, workload: mapping.workload, repeat: 1 }],
    mappings: [mapping],
  }));
}

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
