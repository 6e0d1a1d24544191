import * as ast from '../generated/ast.js';
import type { Source } from '../lowered/source.js';
import { didYouMean, nearest } from './nearest.js';
import type { Problems } from './problems.js';
import { sourceOf } from './source.js';

type LevelType = 'memory' | 'fanout' | 'compute';

/** The properties that each type of level has, in the order in which the language reference lists them. */
export const LEVEL_PROPERTIES: Readonly<Record<LevelType, readonly string[]>> = {
  memory: [
    'size',
    'wordBits',
    'valueBits',
    'energy',
    'bandwidth',
    'bypass',
    'factors',
    'order',
    'leakage',
    'buffering',
    'multipleReuses',
    'area',
  ],
  fanout: ['multicast', 'reduction', 'peToPe', 'powerGating', 'factors', 'area'],
  compute: ['energy', 'cycles', 'factors', 'leakage', 'area'],
};

/** What properties are called elsewhere, in lower case and without underscores. */
const SYNONYMS: Readonly<Record<string, string>> = {
  ...{ capacity: 'size', depth: 'size', entries: 'size' },
  ...{ width: 'wordBits', linewidth: 'wordBits', blockbits: 'wordBits' },
  ...{ datawidth: 'valueBits', databits: 'valueBits', precision: 'valueBits', bitwidth: 'valueBits' },
  ...{ accessenergy: 'energy', readenergy: 'energy', writeenergy: 'energy', energyperaccess: 'energy' },
  ...{ bw: 'bandwidth', throughput: 'bandwidth', readbandwidth: 'bandwidth', writebandwidth: 'bandwidth' },
  ...{ doublebuffering: 'buffering', multiplebuffering: 'buffering' },
  ...{ constraints: 'factors', permutation: 'order', looporder: 'order', dataflow: 'order' },
  ...{ staticpower: 'leakage', broadcast: 'multicast', forwarding: 'peToPe', latency: 'cycles' },
};

/** The properties of a level by keyword. Reports those that it does not have, and those given twice: the first counts. */
export class Properties {
  private readonly byKeyword = new Map<string, ast.Property>();

  constructor(
    readonly level: ast.Level,
    private readonly problems: Problems,
  ) {
    const type = level.$type.toLowerCase() as LevelType;
    const known = LEVEL_PROPERTIES[type];
    for (const property of level.properties) {
      const { keyword } = property;
      if (!known.includes(keyword)) {
        const meant = SYNONYMS[keyword.replace(/_/g, '').toLowerCase()] ?? keyword;
        const elsewhere = Object.entries(LEVEL_PROPERTIES).filter(([, names]) => names.includes(keyword));
        const owner = elsewhere.length > 0 ? ` It belongs to a ${elsewhere.map(([name]) => name).join(' or ')}.` : '';
        problems.error(
          'ffarch/unknown-property',
          `A ${type} has no property \`${keyword}\`.${owner || didYouMean(meant, known)}`,
          property,
          'keyword',
          owner ? undefined : nearest(meant, known),
        );
      } else if (this.byKeyword.has(keyword)) {
        problems.repeated(
          'ffarch/repeated-property',
          `\`${keyword}\` of \`${level.name}\` is given twice. Keep one of them.`,
          property,
          'keyword',
          sourceOf(this.byKeyword.get(keyword)!),
        );
      } else {
        this.byKeyword.set(keyword, property);
      }
    }
  }

  quantity(keyword: ast.QuantityProperty['keyword']): ast.QuantityProperty | undefined {
    const property = this.get(keyword, ast.isQuantityProperty);
    return property && this.given(property, Boolean(property.quantity || property.unbounded));
  }

  directed(keyword: ast.DirectedProperty['keyword']): ast.DirectedProperty | undefined {
    const property = this.get(keyword, ast.isDirectedProperty);
    return property && this.given(property, Boolean(property.quantity || property.parts.length > 0));
  }

  word(keyword: ast.WordProperty['keyword']): ast.WordProperty | undefined {
    const property = this.get(keyword, ast.isWordProperty);
    return property && this.given(property, Boolean(property.word));
  }

  bypass(): ast.BypassProperty | undefined {
    return this.get('bypass', ast.isBypassProperty);
  }

  factors(): readonly ast.FactorConstraint[] {
    return this.get('factors', ast.isFactorsProperty)?.constraints ?? [];
  }

  order(): readonly ast.OrderEntry[] {
    return this.get('order', ast.isOrderProperty)?.entries ?? [];
  }

  has(keyword: string): boolean {
    return this.byKeyword.has(keyword);
  }

  /** Reports a property that the level cannot do without, unless one is there that is misspelt, which is enough to say. */
  missing(keyword: string, example: string): void {
    const known = LEVEL_PROPERTIES[this.level.$type.toLowerCase() as LevelType];
    const isMeant = ({ keyword: written }: ast.Property) =>
      !known.includes(written) && nearest(written, known) === keyword;
    if (this.level.properties.some(isMeant)) {
      this.problems.incomplete();
      return;
    }
    this.problems.error(
      'ffarch/missing-property',
      `\`${this.level.name}\` has no \`${keyword}\`. Add a line like \`${keyword}: ${example}\`.`,
      this.level,
      'name',
    );
  }

  sources(): Record<string, Source> {
    return Object.fromEntries([...this.byKeyword].map(([keyword, property]) => [keyword, sourceOf(property)]));
  }

  private get<T extends ast.Property>(keyword: string, is: (item: unknown) => item is T): T | undefined {
    const property = this.byKeyword.get(keyword);
    return is(property) ? property : undefined;
  }

  private given<T extends ast.Property>(property: T, isGiven: boolean): T | undefined {
    if (isGiven) {
      return property;
    }
    this.problems.error(
      'ffarch/value-missing',
      `\`${property.keyword}\` has no value. Write one behind the colon.`,
      property,
    );
    return undefined;
  }
}
