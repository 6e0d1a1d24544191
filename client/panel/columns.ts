/** From so many pixels on there are two columns, as in panel.css. */
const TWO = 1200;
/** Pixels between them. */
const GAP = 40;

/** The pixels of a column on a page of so many. */
export const columnWidth = (page: number): number => (page >= TWO ? Math.floor((page - GAP) / 2) : page);
