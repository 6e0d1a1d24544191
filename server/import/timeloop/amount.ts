/** A number as the language reads it, without losing a digit. */
export const amount = (value: number): string => String(value);
