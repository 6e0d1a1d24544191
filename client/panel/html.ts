/** Text that is markup already; everything else is escaped on its way into a template. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What a template takes. */
export type Content = Html | string | number | null | undefined | readonly Content[];

/** A template whose values are escaped, lists joined, and null left out. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.reduce((markup, text, i) => markup + render(values[i - 1]) + text));
}

function render(value: Content): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(render).join('');
  return escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
