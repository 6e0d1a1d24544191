import { type IMPORTING, messageOf, type Params, type Severity, severityOf } from '../../language/diagnostics/index.js';
import { number, plural } from '../../language/figures.js';
import { and } from '../../language/wording.js';
import { oneLine } from './one-line.js';
import type { Place } from './source-file.js';

/** What can be said of a file that is imported. */
export type ImportCode = keyof typeof IMPORTING;

/** Something that was found in a file, as a diagnostic at its line. */
export interface ImportFinding {
  readonly code: ImportCode;
  /** Of an error nothing comes; a warning is something lost, an information something approximated. */
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
}

/** What is counted of a result, in the order of the last line. */
const KINDS = ['level', 'layer', 'mapping'] as const;

export type PartKind = (typeof KINDS)[number];

/** The most findings that are kept but for errors: nobody reads more, and files may be made to give any number. */
const MOST_FINDINGS = 1000;

/** What becomes of the parts of an import. What is exact is only counted. */
export class Report {
  private readonly kept = new Map<string, ImportFinding>();
  private readonly parts = new Map<PartKind, Map<string, boolean>>();
  /** What is approximated and no part of the result. */
  private apart = 0;
  /** Findings beyond the most that are kept. */
  private more = 0;

  /**
   * Says something of a place; the same of the same place is said once.
   *
   * @param part what is then not exact; null where that is counted by itself, undefined for what is no part of the result
   */
  add<C extends ImportCode>(
    code: C,
    params: Params<C>,
    place: Place,
    part?: readonly [kind: PartKind, name: string] | null,
  ): void {
    const severity = severityOf(code, params);
    if (part) this.part(part[0], part[1], false);
    const message = oneLine(messageOf(code, params), MOST_MESSAGE);
    const key = JSON.stringify([code, message, place.file.path, place.start]);
    if (this.kept.has(key)) return;
    if (severity !== 'error' && this.kept.size >= MOST_FINDINGS) {
      this.more++;
      return;
    }
    this.kept.set(key, { code, severity, message, place });
    if (code === 'ffarch/import-approximated' && part === undefined) this.apart++;
  }

  /** Counts a part of the result, such as a `level` or a `layer`: as exact, unless it was or is said otherwise. */
  part(kind: PartKind, name: string, exact = true): void {
    const parts = this.parts.get(kind) ?? new Map<string, boolean>();
    this.parts.set(kind, parts.set(name, exact && (parts.get(name) ?? true)));
  }

  /** By file, in the order in which they were first spoken of, and place. */
  get findings(): readonly ImportFinding[] {
    const findings = [...this.kept.values()];
    const files = [...new Set(findings.map(({ place }) => place.file))];
    return findings.sort(
      (a, b) => files.indexOf(a.place.file) - files.indexOf(b.place.file) || a.place.start - b.place.start,
    );
  }

  /** Whether something keeps the import from giving anything. */
  get failed(): boolean {
    return this.count('error') > 0;
  }

  /** Whether nothing is approximated or lost. Values that were estimated, as was allowed, are neither. */
  get exact(): boolean {
    return !this.failed && this.approximated + this.lost + this.more === 0;
  }

  /** `3 levels exact, 1 approximated, 2 constructs lost` */
  get summary(): string {
    if (this.failed) return `Nothing imported: ${plural(this.count('error'), 'error')}`;
    const exact = KINDS.flatMap((kind) => {
      const parts = [...(this.parts.get(kind)?.values() ?? [])].filter(Boolean);
      return parts.length === 0 ? [] : [plural(parts.length, kind)];
    });
    return [
      `${and(exact) || 'nothing'} exact`,
      `${number(this.approximated)} approximated`,
      `${plural(this.lost, 'construct')} lost`,
      ...(this.more > 0 ? [`${plural(this.more, 'more finding')} not listed`] : []),
    ].join(', ');
  }

  /** Parts of the result that are not exact, and what is approximated besides. */
  private get approximated(): number {
    const parts = [...this.parts.values()].flatMap((each) => [...each.values()]);
    return parts.filter((exact) => !exact).length + this.apart;
  }

  private get lost(): number {
    return this.count('warning');
  }

  private count(wanted: Severity): number {
    return [...this.kept.values()].filter(({ severity }) => severity === wanted).length;
  }
}

/** The most characters of a message: it may hold names and values of the file. */
const MOST_MESSAGE = 600;
