import {
  type Architecture,
  architectureFor,
  type Coupling,
  type Layer,
  type NamedMapping,
} from '../../../language/domain/index.js';
import { plural } from '../../../language/figures.js';
import type { Exported, ExportedFile, ExportRemark } from '../export.js';
import { plainNames } from '../names.js';
import { architectureText, hardwareNames } from './architecture.js';
import { mappingText } from './mapping.js';
import { problemText } from './problem.js';
import { spellingOf } from './spelling.js';
import { tablesOf } from './tables.js';

/**
 * An architecture, layers and mappings as files of Timeloop 0.4: `arch.yaml`, `ERT.yaml` and `ART.yaml`, a problem for each layer
 * and a mapping for each of its own. Constraints are in the words of a coupling, so each of several has a folder.
 */
export function exportTimeloop(
  architecture: Architecture,
  layers: readonly Layer[],
  mappings: readonly NamedMapping[],
): Exported {
  const couplings = new Map(layers.map(({ workload: { coupling } }) => [coupling.name, coupling]));
  const [first] = architecture.couplings;
  if (couplings.size === 0 && first) couplings.set(first.name, first);
  const folders = plainNames([...couplings.keys()]);
  const parts = [...couplings.values()].map((coupling) => {
    const exported = exportFor(
      coupling,
      architectureFor(architecture, coupling),
      layers.filter(({ workload }) => workload.coupling.name === coupling.name),
      mappings.filter(({ workload }) => workload.coupling.name === coupling.name),
    );
    if (couplings.size === 1) return exported;
    const files = exported.files.map(({ name, text }) => ({ name: `${folders.get(coupling.name)}/${name}`, text }));
    return { files, remarks: exported.remarks };
  });
  const repeated = layers.filter(({ repeat }) => repeat > 1);
  const repeats: ExportRemark[] = repeated.map(({ name, repeat }) => ({
    kind: 'lost',
    what: name,
    effect: `It runs ${plural(repeat, 'time')} here, and once there.`,
  }));
  const remarks = [...parts.flatMap((part) => part.remarks), ...repeats];
  // What is said of a level is the same in all couplings as a rule.
  const once = new Map(remarks.map((remark) => [`${remark.kind} ${remark.what} ${remark.effect}`, remark]));
  return { files: parts.flatMap(({ files }) => files), remarks: [...once.values()] };
}

function exportFor(
  coupling: Coupling,
  architecture: Architecture,
  layers: readonly Layer[],
  mappings: readonly NamedMapping[],
): Exported {
  const spelling = spellingOf(coupling);
  const names = hardwareNames(architecture);
  const { text, remarks } = architectureText(architecture, coupling, spelling, names);
  const { ert, art } = tablesOf(architecture, names);
  const files: ExportedFile[] = [
    { name: 'arch.yaml', text },
    { name: 'ERT.yaml', text: ert },
    { name: 'ART.yaml', text: art },
  ];
  const problems = plainNames(layers.map(({ name }) => name));
  const written = new Set<string>();
  for (const { name, workload } of layers) {
    const file = `${problems.get(name)}.prob.yaml`;
    // A network may have the same name for the same layer again.
    if (!written.has(file)) files.push({ name: file, text: problemText(workload, spelling) });
    written.add(file);
  }
  const mapped = mappings.map((mapping) => ({ mapping, ...mappingText(mapping, spelling, names) }));
  const found = plainNames(mappings.map(({ name }) => name));
  for (const { mapping, text } of mapped) files.push({ name: `${found.get(mapping.name)}.map.yaml`, text });
  return { files, remarks: [...remarks, ...mapped.flatMap((each) => each.remarks)] };
}
