import { number } from '../../../language/figures.js';
import type { Draft } from '../draft.js';
import { energySourcesOf } from '../ert.js';
import type { Importer, ImportInput } from '../importer.js';
import { couplingsOf } from '../kernels/collected.js';
import type { Report } from '../report.js';
import type { SourceFile } from '../source-file.js';
import { readHardware } from './levels.js';
import { mappedOn } from './mapped.js';
import { type MaestroNetwork, networkOf } from './network.js';
import { looksLikeMaestro } from './recognize.js';
import { type MaestroSyntax, parseMaestro, SyntaxFault } from './syntax.js';

/** Reads files of MAESTRO. */
export const maestro: Importer = { read };

/** Models of MAESTRO as networks, and its hardware with the dataflows as mappings on it. */
function read(input: ImportInput, report: Report): Draft {
  const parsed = input.files.filter(looksLikeMaestro).flatMap((file) => {
    const syntax = parseMaestro(file);
    if (syntax instanceof SyntaxFault) reportSyntax(syntax, file, report);
    return syntax instanceof SyntaxFault ? [] : [{ file, syntax }];
  });
  const models = parsed.filter(({ syntax }) => syntax.layers.length > 0);
  const flow = sharedFlow(parsed, models.length > 0, report);
  const networks = models.map(({ file, syntax }) => networkOf(withFlow(syntax, flow?.syntax.dataflow), file, report));
  const hardware = parsed.flatMap(({ file, syntax }) => readHardware(syntax, file, report) ?? []);
  for (const { file, syntax } of parsed)
    if (
      syntax.layers.length + syntax.dataflow.length === 0 &&
      !hardware.some((units) => units.file === file) &&
      !report.failed
    )
      report.add(
        'ffarch/import-incomplete',
        { what: '`num_pes`, and layers', remedy: 'Give hardware its units, or a network its layers.' },
        file.place,
      );
  const layers = networks.flatMap((network) => network.layers);
  if (hardware.length === 0) reportDataflows(networks, report);
  const sources = energySourcesOf(input, report);
  const mapped = hardware.map((units) => mappedOn(units, networks, sources, report));
  return {
    assumptions: [
      ...networks.flatMap(({ assumptions }) => assumptions),
      ...(flow && models.length > 0 ? [`Layers without a dataflow have that of ${flow.file.name}.`] : []),
      ...(mapped.length > 0 ? ['Words of MAESTRO have 8 bits, and rows of its memories 64; it says neither.'] : []),
    ],
    declarations: [
      ...couplingsOf(layers),
      ...mapped.flatMap(({ architectures }) => architectures),
      ...networks.flatMap(({ network }) => network.draft ?? []),
      ...mapped.flatMap(({ mappings }) => mappings),
    ],
  };
}

interface Parsed {
  readonly file: SourceFile;
  readonly syntax: MaestroSyntax;
}

/** The dataflow that stands outside of layers, and is for those without one; others, and one without layers, are reported. */
function sharedFlow(parsed: readonly Parsed[], areLayers: boolean, report: Report): Parsed | undefined {
  const [first, ...others] = parsed.filter(({ syntax }) => syntax.dataflow.length > 0);
  for (const { syntax, file } of others) {
    const effect = `layers without a dataflow have that of \`${first?.file.name}\``;
    report.add('ffarch/import-lost', { construct: 'Dataflow', effect }, syntax.dataflow[0]?.at.place ?? file.place);
  }
  if (first && !areLayers)
    report.add(
      'ffarch/import-incomplete',
      { what: 'layer that the dataflow is for', remedy: 'Import it with the model that it maps.' },
      first.syntax.dataflow[0]?.at.place ?? first.file.place,
    );
  return first;
}

const withFlow = (syntax: MaestroSyntax, dataflow: MaestroSyntax['dataflow'] = []): MaestroSyntax => ({
  ...syntax,
  layers: syntax.layers.map((layer) => (layer.dataflow.length > 0 ? layer : { ...layer, dataflow })),
});

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
