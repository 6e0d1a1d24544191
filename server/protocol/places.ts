import type { Location, Range, Reference } from './locations.js';

/** Whose levels and loops are looked for. */
export interface PlacesParams {
  architecture: Reference;
  /** A declaration of this name in this document; left out for a mapping that is declared nowhere. */
  mapping?: Reference;
}

/** Where a level is declared, or what a mapping says of it. */
export interface LevelPlace extends Location {
  level: string;
  /** The dimension of a loop; null for the level, or the line of the mapping. */
  dimension: string | null;
  /** What leads there: its name, where it has one. */
  name: Range;
}
