import type { Basis } from '../../server/protocol/index.js';
import type { Choices } from './choices.js';
import type { Figure } from './figures/figure.js';
import type { Html } from './html.js';

/**
 * A kind of panel as pure functions of what it shows, which is plain data: the extension host and the page in the webview
 * share them.
 */
export interface View<S> {
  /** VS Code's name for this kind of webview, under which it brings one back after a reload. */
  readonly type: string;
  /** Of the tab and of the page. Showing something with the title of an open panel replaces what that shows. */
  title(shown: S): string;
  /** What a screen reader says when the page shows it. */
  summary(shown: S): string;
  /** Whether a state that VS Code kept can still be shown; an older version may have written it. */
  is(state: unknown): state is S;
  /** What its numbers were computed from; nothing where they are computed again when something changes. */
  bases(shown: S): readonly Basis[];
  /** The label of the button that computes numbers that no longer hold again, whose action is `again`. */
  readonly again: string;
  /** What the page holds, in so many pixels of width, as the user has chosen. */
  page(shown: S, width: number, choices?: Choices): Html;
  /** The figure that is saved by the button of that `data-index`, as the user has chosen; undefined where there is none. */
  figure?(shown: S, index: number, choices: Choices): Figure | undefined;
}
