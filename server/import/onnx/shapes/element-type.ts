import { ELEMENT } from '../graph.js';
import type { Call } from './call.js';

/** The element type of operators whose results have one of their own; 0 for others. */
export function elementType(operator: string, call: Call): number {
  switch (operator) {
    case 'Cast':
      return call.integer('to', 0);
    case 'Shape':
    case 'Size':
    case 'ArgMax':
    case 'ArgMin':
    case 'NonZero':
      return ELEMENT.int64;
    case 'ConstantOfShape':
      return call.attribute('value')?.tensor?.type ?? ELEMENT.float;
    case 'Constant':
      return (
        call.attribute('value')?.tensor?.type ??
        (call.attribute('value_int') || call.attribute('value_ints') ? ELEMENT.int64 : ELEMENT.float)
      );
    default:
      return 0;
  }
}
