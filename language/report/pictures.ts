/** The figures that there are of a result, by name. */
export const PICTURES = ['machine', 'energy', 'time', 'cycles', 'nest', 'roofline'] as const;

export type Picture = (typeof PICTURES)[number];
