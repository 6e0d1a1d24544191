/** A column of a table. */
export interface Column<Row> {
  readonly name: string;
  /** Empty for what has none. */
  readonly unit: string;
  /** Whether it is a part of a whole, from 0 to 1, which a bar can show. */
  readonly isShare?: boolean;
  of(row: Row): number;
  /** A value, as `of` gives it, in the unit. */
  show(value: number): string;
}
