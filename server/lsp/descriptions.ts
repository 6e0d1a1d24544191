import { type Architecture, isSpatial, type Level, type Network, type Workload } from '../../language/domain/index.js';
import { plural } from '../../language/figures.js';

/** `DRAM · GlobalBuffer · PEs[168] · Register · MAC` */
export function levelsText({ levels }: Architecture): string {
  return levels.map(levelText).join(' · ');
}

function levelText(level: Level): string {
  return isSpatial(level) && !(level.type === 'compute' && level.mesh === 1)
    ? `${level.name}[${level.mesh}]`
    : level.name;
}

/** `M 512 · K 256 · N 256`; strides only where they are not 1. */
export function sizesText({ sizes, strides }: Workload): string {
  const given = [...Object.entries(sizes), ...Object.entries(strides).filter(([, value]) => value !== 1)];
  return given.map(([name, value]) => `${name} ${value}`).join(' · ');
}

/** `6 layers: KQV × 12 · scores × 12 · …` */
export function layersText({ layers }: Network): string {
  const names = layers.map(({ name, repeat }) => (repeat === 1 ? name : `${name} × ${repeat}`));
  return `${plural(layers.length, 'layer')}: ${names.join(' · ')}`;
}
