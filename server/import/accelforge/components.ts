import { ATTRIBUTES, type Attributes, estimate, isRefusal, needsNode } from '../../../language/estimates/index.js';
import type { DraftProperty } from '../draft.js';
import {
  componentOf,
  componentText,
  estimatedMac,
  estimatedMemory,
  type MemoryExtent,
  modelOf,
  SharedTechnology,
  TECHNOLOGY,
} from '../estimated.js';
import type { Report } from '../report.js';
import type { YamlView } from '../yaml/view.js';
import { numberOf, type Values } from './expression.js';
import { modelAttributes } from './older.js';

/** Bits of a row where no file says them. */
const ROW = 64;

/** Rows below which a memory is narrower than that. */
const LEAST_ROWS = 64;

/** Whether a component is there for what is around it, and costs nothing. */
export const isDummy = (node: YamlView): boolean => /^dummy/i.test(node.get('component_class')?.text ?? '');

/** The classes of components that AccelForge takes energies from, by the models of this language. */
export class ComponentModels {
  private readonly technology = new SharedTechnology();

  constructor(
    private readonly all: YamlView | undefined,
    private readonly values: Values,
    private readonly report: Report,
  ) {}

  /** What holds for all levels. */
  get properties(): readonly DraftProperty[] {
    return this.technology.properties;
  }

  /**
   * Bits that an access of a memory moves.
   *
   * @param width bits of the widest value that it keeps
   */
  rowOf(node: YamlView, rows: Pick<MemoryExtent, 'bits' | 'size'>, width: number): number {
    if (rows.bits > 1) return rows.bits;
    return this.attributesOf(node).width ?? (rows.size < ROW * LEAST_ROWS ? width : ROW);
  }

  /** @param width bits of the widest value that it keeps */
  memory(node: YamlView, level: string, rows: MemoryExtent, width: number): DraftProperty[] {
    const given = this.attributesOf(node);
    const bits = this.rowOf(node, rows, width);
    const named = node.get('component_class')?.text;
    if (named === undefined) return this.unnamed(estimatedMemory(level, { ...rows, bits }, node.place, this.report));
    const type = ATTRIBUTES.type.range.find((each) => each.toLowerCase() === named.toLowerCase());
    const depth = Number.isFinite(rows.size) ? { depth: Math.max(1, Math.floor(rows.size / bits)) } : {};
    const made = type
      ? this.of(node, level, 'dram', 'memory', { type }, { width: bits })
      : this.of(node, level, named, 'memory', given, { width: bits, ...depth });
    return made.length > 0 ? [...made, { name: 'wordBits', value: String(bits), from: null }] : [];
  }

  /** @param width bits of the operands */
  compute(node: YamlView, level: string, width: number, adderWidth: number): DraftProperty[] {
    const named = node.get('component_class')?.text;
    if (named === undefined) return this.unnamed(estimatedMac(level, width, adderWidth, node.place, this.report));
    return this.of(node, level, named, 'compute', { multiplier_width: width, ...this.attributesOf(node) }, {});
  }

  private unnamed(made: DraftProperty[]): DraftProperty[] {
    if (made.length > 0) this.technology.own(TECHNOLOGY);
    return made;
  }

  /**
   * @param given attributes by the names of Accelergy
   * @param widths attributes that follow from the level, which need not be said
   */
  private of(
    node: YamlView,
    level: string,
    named: string,
    kind: 'memory' | 'compute',
    given: Readonly<Record<string, number | string>>,
    widths: Attributes,
  ): DraftProperty[] {
    const refused = (why: string): [] => {
      this.report.add('ffarch/import-not-estimated', { level, why }, (node.get('component_class') ?? node).place);
      return [];
    };
    const meant = modelOf(named.replace(/(?<=[a-z])(?=SRAM|RF)/g, '_'), given, kind, { named });
    if (typeof meant === 'string') return refused(meant);
    const technology = this.technologyOf(node);
    const outcome = estimate(meant.component, { ...meant.attributes, ...widths }, Number.parseFloat(technology.value));
    if (isRefusal(outcome)) return refused(outcome.refused);
    const said = Object.fromEntries(Object.entries(meant.attributes).filter(([name]) => !(name in widths)));
    const property = componentOf(componentText(meant.component, said), level, node.place, this.report);
    return needsNode(meant.component) ? [...this.technology.own(technology), property] : [property];
  }

  /** The attributes of a component that are numbers. */
  private attributesOf(node: YamlView): Readonly<Record<string, number>> {
    const entries = [...(this.all?.entries ?? []), ...modelAttributes(node)];
    return Object.fromEntries(
      entries.flatMap(({ key, value }) => {
        const number = numberOf(value.text ?? '', this.values);
        return number === undefined ? [] : [[key, number]];
      }),
    );
  }

  private technologyOf(node: YamlView): DraftProperty {
    const metres = this.attributesOf(node).tech_node;
    if (metres === undefined || !(metres > 0)) return TECHNOLOGY;
    const own = modelAttributes(node).find(({ key }) => key === 'tech_node');
    const from = own?.value ?? this.all?.get('tech_node');
    return { name: 'technology', value: `${Number((metres * 1e9).toPrecision(6))}nm`, from: from?.place ?? null };
  }
}
