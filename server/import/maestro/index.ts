import { number } from '../../../language/figures.js';
import type { Draft } from '../draft.js';
import type { Importer, ImportInput } from '../importer.js';
import { couplingsOf } from '../kernels/collected.js';
import { nameOfFile } from '../name-of-file.js';
import type { Report } from '../report.js';
import type { SourceFile } from '../source-file.js';
import { type Hardware, readHardware } from './levels.js';
import { mappedOn } from './mapped.js';
import { type MaestroNetwork, networkOf } from './network.js';
import { looksLikeMaestro } from './recognize.js';
import { parseMaestro, SyntaxFault } from './syntax.js';

/** Reads files of MAESTRO. */
export const maestro: Importer = { read };

/** Models of MAESTRO as networks, and its hardware with the dataflows as mappings on it. */
function read({ files, estimate }: ImportInput, report: Report): Draft {
  const networks: MaestroNetwork[] = [];
  const hardware: Hardware[] = [];
  for (const file of files.filter(looksLikeMaestro)) {
    const syntax = parseMaestro(file);
    if (syntax instanceof SyntaxFault) {
      reportSyntax(syntax, file, report);
      continue;
    }
    const units = readHardware(syntax, file);
    if (units) hardware.push(units);
    if (syntax.layers.length > 0) networks.push(networkOf(syntax, file, report));
    else if (!units)
      report.add(
        'ffarch/import-incomplete',
        { what: 'layer in it', remedy: 'Import it with the model that it maps.' },
        file.place,
      );
  }
  const layers = networks.flatMap((network) => network.layers);
  if (hardware.length === 0) reportDataflows(networks, report);
  else if (!estimate)
    for (const units of hardware)
      report.add(
        'ffarch/import-no-energy',
        { level: nameOfFile(units.file), action: 'any action' },
        units.place('pes'),
      );
  const mapped = estimate ? hardware.map((units) => mappedOn(units, networks, report)) : [];
  return {
    assumptions: [
      ...networks.flatMap(({ assumptions }) => assumptions),
      ...(mapped.length > 0 ? ['Words of MAESTRO have 8 bits, and rows of its buffers 64; it says neither.'] : []),
    ],
    declarations: [
      ...couplingsOf(layers),
      ...mapped.flatMap(({ architectures }) => architectures),
      ...networks.flatMap(({ network }) => network.draft ?? []),
      ...mapped.flatMap(({ mappings }) => mappings),
    ],
  };
}

function reportSyntax({ at, expected }: SyntaxFault, file: SourceFile, report: Report): void {
  const found = at ? `\`${at.text}\`` : 'the end';
  const reason = `${found} stands where ${expected} is expected`;
  report.add('ffarch/import-malformed', { format: 'a file of MAESTRO', reason }, at?.place ?? file.place);
}

/** Dataflows are mappings on hardware; without it nothing stands for them. */
function reportDataflows(networks: readonly MaestroNetwork[], report: Report): void {
  const mapped = networks.flatMap(({ layers }) => layers).filter(({ maestro }) => maestro.syntax.dataflow.length > 0);
  const [first] = mapped;
  const at = first?.maestro.syntax.dataflow[0]?.at;
  if (!first || !at) return;
  const effect = `the mappings of ${number(mapped.length)} ${mapped.length === 1 ? 'layer need' : 'layers need'} hardware, so import it with the file that has \`num_pes\``;
  report.add('ffarch/import-lost', { construct: 'Dataflow', effect }, at.place);
}
