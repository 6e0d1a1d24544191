import { COMPARED, type ComparedFigure } from '../../language/report/index.js';
import { type Html, html } from './html.js';

/** How tables may be shown, each by the name of the choice; the first of each unless the user says otherwise. */
const CHOICES = {
  /** Whether operations are counted over all instances, or of one. */
  counted: [
    ['all', 'All instances'],
    ['each', 'Per instance'],
  ],
  scale: [
    ['logarithmic', 'Logarithmic'],
    ['linear', 'Linear'],
  ],
} as const;

type Name = keyof typeof CHOICES;

/** What the user has chosen. */
export type Choices = { readonly [N in Name]: (typeof CHOICES)[N][number][0] } & {
  /** By which figure architectures are compared; without, by what the searches went for. */
  readonly compared?: ComparedFigure;
  /** The index of the architecture to which the others are compared, as text; without, the first. */
  readonly base?: string;
  /** By which column layers of a network are sorted, and which way: `energy descending`; without, as the network has them. */
  readonly sorted?: string;
};

export const DEFAULT_CHOICES: Choices = { counted: 'all', scale: 'logarithmic' };

/** What may be chosen, by the name of the choice. */
const ALLOWED: Readonly<Record<keyof Choices, (value: unknown) => boolean>> = {
  counted: (value) => CHOICES.counted.some(([one]) => one === value),
  scale: (value) => CHOICES.scale.some(([one]) => one === value),
  compared: (value) => COMPARED.some((figure) => figure === value),
  base: (value) => typeof value === 'string' && /^\d+$/.test(value),
  sorted: (value) => typeof value === 'string' && / (a|de)scending$/.test(value),
};

/** The choices that were kept, as far as there still are such. */
export function choicesOf(kept: unknown): Choices {
  const chosen = Object.entries(kept ?? {}).filter(([name, value]) => ALLOWED[name as keyof Choices]?.(value));
  return { ...DEFAULT_CHOICES, ...Object.fromEntries(chosen) };
}

/** A switch between the ways in which tables may be shown. */
export const choice = (name: Name, label: string, choices: Choices): Html =>
  switchOf(name, label, CHOICES[name], choices[name]);

/** A switch with a button for each value; the page takes up what `data-choice` and `data-value` say. */
export function switchOf(
  name: keyof Choices,
  label: string,
  values: readonly (readonly [value: string, text: string])[],
  chosen: string,
): Html {
  return html`<fieldset class="choice" aria-label="${label}">${values.map(
    ([value, text]) =>
      html`<button key="${value}" type="button" class="secondary" aria-pressed="${String(chosen === value)}" data-choice="${name}" data-value="${value}">${text}</button>`,
  )}</fieldset>`;
}
