import type { Html } from '../html.js';

/** A figure: what is drawn, in pixels from the upper left corner, and what is said of it. */
export interface Figure {
  /** `Energy by level` */
  readonly title: string;
  /** What it is of, which a page says already and a file must: `byHand: MB6 on Eyeriss` */
  readonly subject?: string;
  /** What the picture shows, in a sentence or two, for those who do not see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: Html;
}
