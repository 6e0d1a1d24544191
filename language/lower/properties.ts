import type { Source } from '../domain/source.js';
import * as ast from '../generated/ast.js';
import { nearest } from '../nearest.js';
import {
  meantProperty,
  ownerOf,
  ownersOf,
  type Property,
  type PropertyKeyword,
  propertiesOf,
  propertyOf,
  signOf,
} from '../schema/index.js';
import type { TableProperty } from './lowerings.js';
import { givenFirst } from './problem.js';
import type { Problems } from './problems.js';
import { sourceOf } from './source.js';

const isTableProperty = (property: unknown): property is TableProperty =>
  ast.isDirectedProperty(property) || ast.isQuantityProperty(property);

/**
 * The properties of a level or an architecture by keyword. Reports those that it does not have, and those given twice: the first counts. Orders
 * of different couplings are not the same property.
 */
export class Properties {
  /** Orders of one coupling with its name after the keyword. */
  private readonly byKeyword = new Map<string, ast.Property>();

  constructor(
    readonly level: ast.Level | ast.Architecture,
    private readonly problems: Problems,
  ) {
    const kind = ownerOf(level);
    const known: readonly string[] = propertiesOf(kind);
    for (const property of level.properties) {
      const { keyword } = property;
      if (!known.includes(keyword)) {
        const meant = meantProperty(keyword);
        const owners = ownersOf(keyword);
        const suggestion = owners.length > 0 ? undefined : nearest(meant, known);
        problems.add('ffarch/unknown-property', { kind, keyword, owners, suggestion }, property, 'keyword');
        continue;
      }
      const coupling = ast.isOrderProperty(property) ? property.coupling?.$refText : undefined;
      const key = coupling === undefined ? keyword : `${keyword} ${coupling}`;
      const earlier = this.byKeyword.get(key);
      if (earlier) {
        const params = { level: level.name, keyword, coupling };
        problems.add('ffarch/repeated-property', params, property, 'keyword', givenFirst(sourceOf(earlier)));
      } else {
        this.byKeyword.set(key, property);
      }
    }
  }

  quantity(keyword: ast.QuantityProperty['keyword']): ast.QuantityProperty | undefined {
    const property = this.get(keyword, ast.isQuantityProperty);
    return property && this.given(property, Boolean(property.quantity || property.unbounded || property.file));
  }

  directed(keyword: ast.DirectedProperty['keyword']): ast.DirectedProperty | undefined {
    const property = this.get(keyword, ast.isDirectedProperty);
    return (
      property &&
      this.given(
        property,
        Boolean(property.quantity || property.unbounded || property.file || property.parts.length > 0),
      )
    );
  }

  /** The `energy` or `area` where it comes from a file. */
  fromFile(keyword: TableProperty['keyword']): TableProperty | undefined {
    const property = this.get(keyword, isTableProperty);
    return property?.file === undefined ? undefined : property;
  }

  word(keyword: ast.WordProperty['keyword']): ast.WordProperty | undefined {
    const property = this.get(keyword, ast.isWordProperty);
    return property && this.given(property, Boolean(property.word));
  }

  operands(keyword: ast.OperandsProperty['keyword']): ast.OperandsProperty | undefined {
    return this.get(keyword, ast.isOperandsProperty);
  }

  bits(): ast.BitsProperty | undefined {
    const property = this.get('bits', ast.isBitsProperty);
    return property && this.given(property, property.widths.length > 0);
  }

  component(): ast.ComponentProperty | undefined {
    const property = this.get('component', ast.isComponentProperty);
    return property && this.given(property, Boolean(property.class));
  }

  use(): ast.UseProperty | undefined {
    const property = this.get('use', ast.isUseProperty);
    return property && this.given(property, Boolean(property.value));
  }

  factors(): readonly ast.FactorConstraint[] {
    return this.get('factors', ast.isFactorsProperty)?.constraints ?? [];
  }

  /** One for all couplings, and one for each that is named. */
  orders(): readonly ast.OrderProperty[] {
    return [...this.byKeyword.values()].filter(ast.isOrderProperty);
  }

  /** What the language says of a property that this kind of level has. */
  row(keyword: PropertyKeyword): Property {
    return propertyOf(ownerOf(this.level), keyword)!;
  }

  has(keyword: string): boolean {
    return this.byKeyword.has(keyword);
  }

  /** Reports a property that the level cannot do without, unless one is there that is misspelt, which is enough to say. */
  missing(keyword: PropertyKeyword): void {
    const known: readonly string[] = propertiesOf(ownerOf(this.level));
    const isMeant = ({ keyword: written }: ast.Property) =>
      !known.includes(written) && nearest(written, known) === keyword;
    if (this.level.properties.some(isMeant)) {
      this.problems.incomplete();
      return;
    }
    const params = { level: this.level.name, keyword, typical: this.row(keyword).typical };
    this.problems.add('ffarch/missing-property', params, this.level, 'name');
  }

  /** Where each property stands, and the mesh, which has no keyword. */
  sources(): Record<string, Source> {
    const mesh = ast.isFanout(this.level) || ast.isCompute(this.level) ? this.level.mesh : undefined;
    const places = [...this.byKeyword.values()].map((node) => [node.keyword, node] as const).reverse();
    const all = [...places, ...(mesh ? [['mesh', mesh] as const] : [])];
    return Object.fromEntries(all.map(([keyword, node]) => [keyword, sourceOf(node)]));
  }

  private get<T extends ast.Property>(keyword: string, is: (item: unknown) => item is T): T | undefined {
    const property = this.byKeyword.get(keyword);
    return is(property) ? property : undefined;
  }

  private given<T extends ast.Property>(property: T, isGiven: boolean): T | undefined {
    if (isGiven) {
      return property;
    }
    const { keyword } = property;
    const row = this.row(keyword as PropertyKeyword);
    this.problems.add(
      'ffarch/value-missing',
      { what: `\`${keyword}\``, example: `${keyword}${signOf(row)} ${row.typical}` },
      property,
    );
    return undefined;
  }
}
