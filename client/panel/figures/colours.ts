/** The colours of figures on one ground. */
export interface Colours {
  readonly ground: string;
  readonly ink: string;
  /** Of what explains: axes, units, shares. */
  readonly muted: string;
  /** Of what is there but not used. */
  readonly track: string;
  readonly line: string;
  /** The input, the weights and the output, in this order. */
  readonly operands: readonly [string, string, string];
  readonly macs: string;
  readonly leakage: string;
  /** Of what takes time or room that there is not. */
  readonly over: string;
  /** Of what memories add to the latency, one after the other. */
  readonly stalls: readonly [string, string, string];
  /** One after the other; a ninth dimension has the first again, and its name tells them apart. */
  readonly dimensions: readonly string[];
}

/**
 * On white, in print too. The hues are those of Okabe and Ito (Color Universal Design, 2008), which people with each of the
 * common colour-vision deficiencies tell apart; the operands also differ in lightness, so grey copies keep them apart.
 */
export const PRINT: Colours = {
  ground: '#ffffff',
  ink: '#1a1a1a',
  muted: '#595959',
  track: '#ececec',
  line: '#bdbdbd',
  operands: ['#e69f00', '#0b5394', '#009e73'],
  macs: '#7a7a7a',
  leakage: '#c9c9c9',
  over: '#c1272d',
  stalls: ['#c1272d', '#e88b7d', '#8a1538'],
  dimensions: ['#0072b2', '#b85c00', '#007d5c', '#a3457c', '#7a6a00', '#3d6f8f', '#6b4fa0', '#555555'],
};

/** The same hues on a dark ground, lighter. */
const DARK: Pick<Colours, 'operands' | 'macs' | 'leakage' | 'over' | 'stalls' | 'dimensions'> = {
  operands: ['#f0b93a', '#5aa9e6', '#2bb88f'],
  macs: '#a6a6a6',
  leakage: '#6b6b6b',
  over: '#f2777a',
  stalls: ['#f2777a', '#f7b5a8', '#d0476b'],
  dimensions: ['#6cb8f0', '#f0a35e', '#4cc9a4', '#dd9bc0', '#d8cf5a', '#9cc3dc', '#b7a3e3', '#c0c0c0'],
};

const THEME = {
  ground: 'var(--vscode-editor-background)',
  ink: 'var(--vscode-foreground)',
  muted: 'var(--muted)',
  track: 'var(--track)',
  line: 'var(--line)',
};

/** On pages of VS Code, by the kind of theme; its chart colours do not keep green and orange apart for everybody. */
export const ON_DARK: Colours = { ...PRINT, ...DARK, ...THEME };
export const ON_LIGHT: Colours = { ...PRINT, ...THEME };
