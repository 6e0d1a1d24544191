import type { AstNode } from 'langium';
import type { InlayHint } from 'vscode-languageserver-types';
import { show } from '../../lower/index.js';

export type Hint = Pick<InlayHint, 'position' | 'label' | 'tooltip'>;

/** A hint behind a node. */
export function behind(node: AstNode | undefined, label: string, tooltip?: string): Hint[] {
  const position = node?.$cstNode?.range.end;
  return position ? [{ position, label, tooltip }] : [];
}

const UNITS: readonly (readonly [name: string, value: number])[] = [
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
];

const SHORT = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `64`, `9,216` or `96 Ki`: whole up to four digits, then to three significant ones. */
export function short(count: number): string {
  const unit = UNITS.find(([, value]) => count >= value);
  if (!unit || (count < 1e4 && count % unit[1] !== 0)) return count < 1e4 ? WHOLE.format(count) : SHORT.format(count);
  return `${SHORT.format(count / unit[1])} ${unit[0]}`;
}

/** What an expression comes to: whole numbers in full, others to six digits. */
export function exact(value: number): string {
  return Number.isInteger(value) ? show(value) : DIGITS.format(value);
}

const DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** Of a part that fits, never 100 % unless it is all; of one that does not, never 100 %. */
export function share(part: number, whole: number): string {
  const percent = Math.round((part / whole) * 100);
  if (percent === 0) return '< 1 %';
  if (part < whole) return `${Math.min(percent, 99)} %`;
  return `${part > whole ? Math.max(percent, 101) : 100} %`;
}
