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
export type Choices = { readonly [N in Name]: (typeof CHOICES)[N][number][0] };

export const DEFAULT_CHOICES: Choices = { counted: 'all', scale: 'logarithmic' };

/** The choices that were kept, as far as there still are such. */
export function choicesOf(kept: unknown): Choices {
  const chosen = Object.entries(kept ?? {}).filter(([name, value]) =>
    CHOICES[name as Name]?.some(([one]) => one === value),
  );
  return { ...DEFAULT_CHOICES, ...Object.fromEntries(chosen) };
}

/** A switch with a button for each value; the page takes up what `data-choice` and `data-value` say. */
export function choice(name: Name, label: string, choices: Choices): Html {
  return html`<fieldset class="choice" aria-label="${label}">${CHOICES[name].map(
    ([value, text]) =>
      html`<button key="${value}" type="button" class="secondary" aria-pressed="${String(choices[name] === value)}" data-choice="${name}" data-value="${value}">${text}</button>`,
  )}</fieldset>`;
}
