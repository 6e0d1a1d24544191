import { accepts } from '../../language/domain/index.js';
import { standardLibrary } from '../../language/library/standard.js';
import { DEFAULT_OPTIONS } from '../../language/model/index.js';
import { Mapper } from '../../server/mapper/job.js';
import { searchLayers } from '../../server/mapper/network.js';
import { DEFAULT_SEARCH } from '../../server/mapper/request.js';
import { NodeThreads } from '../../server/mapper/threads/node.js';
import { printTable, show, type Verdict } from './table.js';

const ARCHITECTURES = ['EyerissNet', 'SimbaNet', 'GemminiNet', 'TPUv1Net'];
const NETWORKS = ['ResNet50', 'Llama3_8B'];
/** Seconds for a network on one architecture. */
const MOST = 30;

/** What came of a network on an architecture. */
interface Row {
  readonly name: string;
  readonly on: string;
  /** Layers of different sizes: mapped, proven, and those that the architecture cannot run. */
  readonly mapped: number;
  readonly proven: number;
  readonly without: number;
  readonly seconds: number;
}

/** Whole networks on each architecture for all kernels: every layer that it can run, side by side, equal ones once. */
export async function networks(): Promise<Verdict[]> {
  const mapper = new Mapper(new NodeThreads());
  const rows: Row[] = [];
  for (const name of NETWORKS) {
    const network = standardLibrary().networks.find((one) => one.name === name);
    if (!network) throw new Error(`The library has no network ${name}.`);
    for (const on of ARCHITECTURES) {
      const architecture = standardLibrary().architectures.find((one) => one.name === on);
      if (!architecture) throw new Error(`The library has no architecture ${on}.`);
      const layers = network.layers.filter(({ workload }) => accepts(architecture, workload.coupling));
      const started = performance.now();
      const results = await Promise.all(
        searchLayers(layers, ({ workload }) =>
          mapper.map({ architecture, workload, options: DEFAULT_OPTIONS, search: DEFAULT_SEARCH }),
        ),
      );
      const seconds = (performance.now() - started) / 1000;
      const proven = results.filter((result) => result.kind === 'mapped' && result.report.search.gap === 0).length;
      const mapped = results.filter(({ kind }) => kind === 'mapped').length;
      rows.push({ name, on, mapped, proven, without: network.layers.length - mapped, seconds });
    }
  }
  await mapper.dispose();
  printTable(
    'Whole networks, layers side by side in the worker pool',
    ['network', 'on', 'layers', 'proven', 'not mapped', 'seconds'],
    rows.map(({ name, on, mapped, proven, without, seconds }) => [name, on, mapped, proven, without, seconds]),
  );
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const slowest = Math.max(...rows.map(({ seconds }) => seconds));
  return [
    { what: 'a whole network, slowest', target: `≤ ${MOST} s`, measured: `${show(slowest)} s`, met: slowest <= MOST },
    {
      what: 'its layers that are mapped are proven',
      target: 'all',
      measured: `${sum(({ proven }) => proven)} of ${sum(({ mapped }) => mapped)}`,
      met: rows.every(({ mapped, proven }) => proven === mapped),
    },
  ];
}
