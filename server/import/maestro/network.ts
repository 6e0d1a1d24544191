import { type Collected, CollectedNetwork } from '../kernels/collected.js';
import { spellingOf } from '../kernels/spelling.js';
import { nameOfFile } from '../name-of-file.js';
import type { Report } from '../report.js';
import type { SourceFile } from '../source-file.js';
import { unknownKey } from '../unknown-key.js';
import { layerOf, type MaestroLayer, unknownIn } from './layers.js';
import type { MaestroSyntax } from './syntax.js';

/** A layer of a network, and what it is to MAESTRO. */
export interface NetworkLayer extends Collected {
  readonly maestro: MaestroLayer;
}

/** A network of MAESTRO. */
export interface MaestroNetwork {
  readonly syntax: MaestroSyntax;
  readonly network: CollectedNetwork;
  readonly layers: readonly NetworkLayer[];
  readonly assumptions: readonly string[];
}

/** The layers of a file. */
export function networkOf(syntax: MaestroSyntax, file: SourceFile, report: Report): MaestroNetwork {
  for (const layer of syntax.layers)
    for (const [at, known] of unknownIn(layer)) {
      const construct = `${at.text} of ${layer.name.text}`;
      report.add('ffarch/import-lost', { construct, effect: unknownKey(at.text, known) }, at.place);
    }
  const name = syntax.network?.text ?? nameOfFile(file);
  const network = new CollectedNetwork(name, syntax.network?.place ?? file.place, report);
  const layers: NetworkLayer[] = [];
  for (const each of syntax.layers) {
    const maestro = layerOf(each, syntax);
    if ('work' in maestro) {
      const layer = network.add({
        name: each.name.text,
        spelling: spellingOf(maestro.work),
        repeat: 1,
        from: each.name.place,
      });
      if (layer) layers.push({ ...layer, maestro });
    } else if ('operations' in maestro) network.addOther(each.type?.text ?? 'layer', maestro.operations, maestro.words);
    else network.leaveOut(each.name.text, maestro.reason, maestro.at.place);
  }
  const untyped = syntax.layers.find(({ type }) => !type);
  const grouped = syntax.layers.some(({ type }) => type?.text === 'NGCONV');
  return {
    syntax,
    network,
    layers,
    assumptions: [
      ...(untyped ? [`Layers without a type, such as \`${untyped.name.text}\`, are CONV.`] : []),
      ...(grouped ? ['K and C of NGCONV are channels of each group, as MAESTRO multiplies them by G.'] : []),
    ],
  };
}
