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

/** The most findings that are kept: nobody reads more, and files may be made to give any number. */
const MOST_FINDINGS = 1000;

/** What becomes of the parts of an import. What is exact is only counted. */
export class Report {
  private readonly kept = new Map<string, ImportFinding>();
  private readonly parts = new Map<PartKind, Map<string, boolean>>();

  /** Says something of a place; the same of the same place is said once. `part` is then not exact. */
  add<C extends ImportCode>(
    code: C,
    params: Params<C>,
    place: Place,
    part?: readonly [kind: PartKind, name: string],
  ): void {
    const severity = severityOf(code, params);
    if (part) this.part(part[0], part[1], false);
    const message = oneLine(messageOf(code, params), MOST_MESSAGE);
    const key = JSON.stringify([code, message, place.file.path, place.start]);
    if (this.kept.has(key)) return;
    if (this.kept.size < MOST_FINDINGS) this.kept.set(key, { code, severity, message, place });
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

  /** `3 levels exact, 1 approximated, 2 constructs lost` */
  get summary(): string {
    if (this.failed) return `Nothing imported: ${plural(this.count('error'), 'error')}`;
    const exact = KINDS.flatMap((kind) => {
      const parts = [...(this.parts.get(kind)?.values() ?? [])].filter(Boolean);
      return parts.length === 0 ? [] : [plural(parts.length, kind)];
    });
    const approximated = [...this.parts.values()].flatMap((parts) => [...parts.values()]).filter((is) => !is).length;
    return [
      `${and(exact) || 'nothing'} exact`,
      `${number(approximated)} approximated`,
      `${plural(this.count('warning'), 'construct')} lost`,
    ].join(', ');
  }

  private count(wanted: Severity): number {
    return [...this.kept.values()].filter(({ severity }) => severity === wanted).length;
  }
}

/** The most characters of a message: it may hold names and values of the file. */
const MOST_MESSAGE = 600;
