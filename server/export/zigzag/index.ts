import { type Architecture, architectureFor, type Layer } from '../../../language/domain/index.js';
import { plural } from '../../../language/figures.js';
import type { Exported, ExportRemark } from '../export.js';
import { hardwareOf, precisionOf } from './hardware.js';
import { dimensionNames, workloadText } from './workload.js';

/** An architecture and layers as files of ZigZag: `hardware.yaml`, `workload.yaml`, and `mapping.yaml` with what is unrolled. */
export function exportZigzag(architecture: Architecture, layers: readonly Layer[]): Exported {
  const [first] = layers;
  const { text, dimensions, remarks } = hardwareOf(
    first ? architectureFor(architecture, first.workload.coupling) : architecture,
  );
  const names = first ? dimensionNames(first.workload) : new Map<string, string>();
  const spatial = dimensions.flatMap(({ name, level }) => {
    const loops = level.factors.filter(
      ({ operator, value }) => operator === '=' && value > 1 && Number.isFinite(value),
    );
    return loops.length === 0
      ? []
      : [
          `    ${name}:`,
          ...loops.map(({ dimension, value }) => `      - ${names.get(dimension) ?? dimension}, ${value}`),
        ];
  });
  const mapping = [
    '- name: default',
    ...(spatial.length > 0 ? ['  spatial_mapping:', ...spatial] : []),
    '  memory_operand_links:',
    '    O: O',
    '    W: I2',
    '    I: I1',
    '',
  ].join('\n');
  const repeated = layers.filter(({ repeat }) => repeat > 1);
  const repeats: ExportRemark[] = repeated.map(({ name, repeat }) => ({
    kind: 'lost',
    what: name,
    effect: `It runs ${plural(repeat, 'time')} here, and once there.`,
  }));
  return {
    files: [
      { name: 'hardware.yaml', text },
      { name: 'mapping.yaml', text: mapping },
      ...(layers.length > 0 ? [{ name: 'workload.yaml', text: workloadText(layers, precisionOf(architecture)) }] : []),
    ],
    remarks: [...remarks, ...repeats],
  };
}
