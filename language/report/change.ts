import { inUnit, number, percent, significant } from '../figures.js';

/** From here on a change is said as a factor. */
const FACTOR = 3;

/** What has become of a value, for people: `−12.3 %`, `+4 %`, `× 3.2`, `÷ 3.2`, `=`; `was 0` where it was nothing. */
export function changeText(before: number, now: number): string {
  if (now === before) return '=';
  if (before === 0) return 'was 0';
  const times = now / before;
  if (times >= FACTOR) return `× ${number(significant(times, 3))}`;
  if (times > 0 && times <= 1 / FACTOR) return `÷ ${number(significant(1 / times, 3))}`;
  return percent(Math.abs(times - 1)).replace(/^(< )?/, `$1${times > 1 ? '+' : '−'}`);
}

/** What has become of a share, in points of a percent: `+12.3 points`. */
export function pointsText(before: number, now: number): string {
  if (now === before) return '=';
  return `${now > before ? '+' : '−'}${inUnit(number(significant(Math.abs(now - before) * 100, 3)), 'points')}`;
}

/** Whether a change is for the better. */
export type Turn = 'same' | 'better' | 'worse';

export function turnOf(better: 'lower' | 'higher', before: number, now: number): Turn {
  if (now === before) return 'same';
  return now < before === (better === 'lower') ? 'better' : 'worse';
}
