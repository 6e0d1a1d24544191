import type { Pointed } from './protocol.js';

/**
 * Marks what belongs to one level all over the page: in tables and figures, whose parts say so with `data-level`, loops also with
 * `data-dimension`; what belongs to several has a line for each of them, and leads to the first. It is the level that the user points at or has the focus on, else the one under the cursor of the document.
 */
export class Levels {
  private pointed: string | null = null;
  private cursor: string | null = null;

  /** @param tell the extension host, where the user points or clicks */
  constructor(
    private readonly page: HTMLElement,
    tell: (pointed: Pointed) => void,
  ) {
    const point = (target: EventTarget | null) => {
      // Where the focus makes the page scroll below a mouse that rests, the level of the focus stays.
      const level = levelOf(target) ?? levelOf(page.querySelector(':focus-visible'));
      if (level === this.pointed) return;
      this.pointed = level;
      this.mark();
      tell({ level, go: false });
    };
    page.addEventListener('pointerover', ({ target }) => point(target));
    page.addEventListener('pointerleave', () => point(null));
    page.addEventListener('focusin', ({ target }) => point(target));
    page.addEventListener('focusout', () => point(null));
    page.addEventListener('click', ({ target }) => {
      const level = levelOf(target);
      // Whoever selects text to copy it stays here.
      if (level === null || String(getSelection()) !== '') return;
      const dimension = (target as Element).closest<HTMLElement>('[data-dimension]')?.dataset.dimension;
      tell({ level, ...(dimension !== undefined && { dimension }), go: true });
    });
  }

  /** The level under the cursor of the document, if any. */
  follow(level: string | null): void {
    this.cursor = level;
    this.mark();
  }

  /** After the page was drawn again, too. */
  mark(): void {
    const level = this.pointed ?? this.cursor;
    this.page.classList.toggle('pointing', this.pointed !== null);
    for (const part of this.page.querySelectorAll<HTMLElement | SVGElement>(
      level === null ? '.marked' : '[data-level]',
    ))
      part.classList.toggle('marked', level !== null && levelsOf(part).includes(level));
  }
}

const levelsOf = (part: HTMLElement | SVGElement): string[] => part.dataset.level?.split('\n') ?? [];

function levelOf(target: EventTarget | null): string | null {
  const part = (target as Element | null)?.closest<HTMLElement>('[data-level]');
  return (part && levelsOf(part)[0]) ?? null;
}
