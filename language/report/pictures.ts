/** The figures that there are of a result, by name. */
export const PICTURES = ['machine', 'energy', 'time', 'cycles', 'nest', 'roofline'] as const;

export type Picture = (typeof PICTURES)[number];

/** All figures of what was mapped, that of networks, too. */
export const ALL_PICTURES = [...PICTURES, 'network'] as const;
