import { coefficientOf, ROLES, type Role, type Workload } from '../../domain/index.js';
import { exact, number } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { constantsOf, resolveNetwork, resolveWorkload } from '../../lower/index.js';
import { toNumber } from '../../lower/rational.js';
import { distinct } from '../../model/distinct.js';
import { printName, printPath } from '../../print/print.js';
import { documentation, type HoverContext } from './context.js';
import { blocks, code, counted, source, table } from './markdown.js';

/** The MACs of a workload and the words of its operands. */
export function workloadHover(node: ast.Workload | ast.Layer, context: HoverContext): string {
  const network = resolveNetwork(node);
  if (network) return networkHover(network, context);
  const target = resolveWorkload(node);
  const { lowering } = context;
  const workload = ast.isLayerReference(node) ? lowering.named(node.workload) : target && lowering.workload(target);
  const head = ast.isWorkload(target)
    ? `workload ${printName(target.name)}`
    : target
      ? printPath([target.$container.name, target.name])
      : 'workload';
  const coupling = target?.coupling ? ` : ${printName(target.coupling.$refText)}` : '';
  return blocks(
    source(`${head}${coupling}`),
    target && documentation(target, context),
    workload?.value && numbers(workload.value),
    workload?.sound === false ? 'It has errors: what is missing counts as 1.' : undefined,
  );
}

function numbers(workload: Workload): string {
  const { sizes, strides, coupling } = workload;
  const given = [...Object.entries(sizes), ...Object.entries(strides).filter(([, value]) => value !== 1)];
  return blocks(
    given.map(([name, value]) => `${code(name)} ${number(value)}`).join(', '),
    `${counted(macs(workload), 'MAC')}.`,
    table(
      ['operand', 'words'],
      ROLES.map((role) => [code(coupling.operands[role].name), number(words(workload, role))]),
    ),
  );
}

function macs({ sizes }: Workload): number {
  return Object.values(sizes).reduce((product, size) => product * size, 1);
}

function words({ coupling, sizes, strides }: Workload, role: Role): number {
  return coupling.operands[role].axes.reduce((product, axis) => {
    const coefficients = axis.map((term) => coefficientOf(term, strides));
    return (
      product *
      distinct(
        coefficients,
        axis.map(({ dimension }) => sizes[dimension] ?? 1),
      )
    );
  }, 1);
}

/** Networks longer than this are cut short. */
const MOST_LAYERS = 24;

/** The layers of a network, with their MACs. */
export function networkHover(node: ast.Network, context: HoverContext): string {
  const layers = context.lowering.network(node).value?.layers ?? [];
  const total = layers.reduce((sum, { workload, repeat }) => sum + macs(workload) * repeat, 0);
  const rest = layers.length - MOST_LAYERS;
  return blocks(
    source(headOf(node)),
    documentation(node, context),
    table(
      ['layer', 'MACs', 'times'],
      layers
        .slice(0, MOST_LAYERS)
        .map(({ name, workload, repeat }) => [code(name), number(macs(workload)), number(repeat)]),
    ),
    rest > 0 ? `And ${number(rest)} more.` : undefined,
    `${counted(total, 'MAC')}.`,
    constants(node, context),
  );
}

/** `network Mine = Llama3_8B with tokens = 4096`, as it is written. */
function headOf({ name, base, bindings }: ast.Network): string {
  const values = bindings.map(({ $cstNode }) => $cstNode?.text ?? '').join(', ');
  const other = base ? ` = ${printName(base.$refText)}${values && ` with ${values}`}` : '';
  return `network ${printName(name)}${other}`;
}

/** The constants of which a network can be had with other values. */
function constants(network: ast.Network, { lowering }: HoverContext): string | undefined {
  const values = lowering.within(network);
  const all = [...constantsOf(network)].flatMap((constant) => {
    const { value } = values.constant(constant);
    return value ? [`${code(constant.name)} ${exact(toNumber(value))}`] : [];
  });
  return all.length > 0 ? `With other values on request: ${all.join(', ')}.` : undefined;
}
