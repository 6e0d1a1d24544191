import { bytes, plural } from '../../figures.js';
import type * as ast from '../../generated/ast.js';
import { show } from '../../lower/index.js';
import type { Level } from '../../lowered/index.js';
import type { HoverContext } from './context.js';
import { type Block, blocks, code } from './markdown.js';
import { PROPERTY_DOCS } from './property-docs.js';

/** What a property means, its unit and default, and what it comes to here. */
export function propertyHover(node: ast.Property, { lowering }: HoverContext): Block {
  const level = node.$container;
  const doc = PROPERTY_DOCS[level.$type.toLowerCase() as Level['type']][node.keyword];
  if (!doc) return undefined;
  const lowered = lowering.architecture(level.$container).value?.levels[level.$containerIndex ?? 0];
  const here = lowered && comesTo(node.keyword, lowered);
  return blocks(
    `${code(node.keyword)} of a ${level.$type.toLowerCase()}`,
    doc.meaning,
    [doc.unit && `In ${doc.unit}.`, doc.default && `Default: ${doc.default}.`, `Example: ${code(doc.example)}.`]
      .filter(Boolean)
      .join(' '),
    here && `Here **${here}**.`,
  );
}

/** What a property of a level comes to, where that is more than what is written. */
function comesTo(keyword: string, level: Level): string | undefined {
  switch (keyword) {
    case 'size':
      return level.type === 'memory' && level.size !== null
        ? `${plural(level.size, 'word')}${level.valueBits === null ? '' : ` (${bytes(level.size, level.valueBits)})`}`
        : undefined;
    case 'bandwidth':
      return level.type === 'memory'
        ? `read ${show(level.readBandwidth)}, write ${show(level.writeBandwidth)} words/cycle`
        : undefined;
    case 'energy':
      if (level.type === 'memory')
        return `read ${show(level.readEnergy)}, write ${show(level.writeEnergy)} pJ per word`;
      return level.type === 'compute' ? `${show(level.energy)} pJ per MAC` : undefined;
    case 'area':
      return level.area === null ? undefined : `${show(level.area)} µm²`;
    case 'buffering':
      return level.type === 'memory' && level.size !== null
        ? `${plural(level.size / level.buffering, 'word')} for tiles`
        : undefined;
    default:
      return undefined;
  }
}
