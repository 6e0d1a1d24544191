import type { Source } from '../domain/source.js';
import * as ast from '../generated/ast.js';
import {
  LEVEL_PROPERTIES,
  levelKindOf,
  levelsWith,
  meantProperty,
  type Property,
  type PropertyKeyword,
  propertyOf,
} from '../schema/index.js';
import { didYouMean, nearest } from './nearest.js';
import type { Problems } from './problems.js';
import { sourceOf } from './source.js';

/** The properties of a level by keyword. Reports those that it does not have, and those given twice: the first counts. */
export class Properties {
  private readonly byKeyword = new Map<string, ast.Property>();

  constructor(
    readonly level: ast.Level,
    private readonly problems: Problems,
  ) {
    const kind = levelKindOf(level);
    const known: readonly string[] = LEVEL_PROPERTIES[kind];
    for (const property of level.properties) {
      const { keyword } = property;
      if (!known.includes(keyword)) {
        const meant = meantProperty(keyword);
        const elsewhere = levelsWith(keyword);
        const owner = elsewhere.length > 0 ? ` It belongs to a ${elsewhere.join(' or ')}.` : '';
        problems.error(
          'ffarch/unknown-property',
          `A ${kind} has no property \`${keyword}\`.${owner || didYouMean(meant, known)}`,
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
    return (
      property && this.given(property, Boolean(property.quantity || property.unbounded || property.parts.length > 0))
    );
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

  /** What the language says of a property that this kind of level has. */
  row(keyword: PropertyKeyword): Property {
    return propertyOf(levelKindOf(this.level), keyword)!;
  }

  has(keyword: string): boolean {
    return this.byKeyword.has(keyword);
  }

  /** Reports a property that the level cannot do without, unless one is there that is misspelt, which is enough to say. */
  missing(keyword: PropertyKeyword): void {
    const kind = levelKindOf(this.level);
    const known: readonly string[] = LEVEL_PROPERTIES[kind];
    const isMeant = ({ keyword: written }: ast.Property) =>
      !known.includes(written) && nearest(written, known) === keyword;
    if (this.level.properties.some(isMeant)) {
      this.problems.incomplete();
      return;
    }
    this.problems.error(
      'ffarch/missing-property',
      `\`${this.level.name}\` has no \`${keyword}\`. Add a line like \`${keyword}: ${this.row(keyword).typical}\`.`,
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
