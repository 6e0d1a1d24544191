import {
  type Attributes,
  type ComponentClass,
  estimate,
  isRefusal,
  needsNode,
} from '../../../language/estimates/index.js';
import { and } from '../../../language/wording.js';
import type { DraftProperty } from '../draft.js';
import {
  componentOf,
  componentText,
  MOST_REGISTERS,
  modelOf,
  NODE,
  SharedTechnology,
  TECHNOLOGY,
} from '../estimated.js';
import type { Report } from '../report.js';
import type { Component } from './stage.js';

/** Bits of a word where no file says them: Timeloop's default. */
export const DEFAULT_WORD_BITS = 16;

/** What a memory has room for, in rows of so many bits; without a bound `depth` is null. */
export interface Rows {
  readonly bits: number;
  readonly depth: number | null;
}

/** Estimates what no table of energies gives, by what Accelergy's classes are in this language. */
export class ComponentEstimates {
  private readonly technology = new SharedTechnology();

  constructor(
    private readonly version: '0.3' | '0.4',
    /** Variables of the specification, by their names. */
    private readonly variables: Readonly<Record<string, string>>,
    private readonly report: Report,
  ) {}

  /** What holds for all levels. */
  get properties(): readonly DraftProperty[] {
    return this.technology.properties;
  }

  /** What a memory is made of; a sentence that says why that cannot be estimated. */
  ofMemory(component: Component, level: string, rows: Rows): DraftProperty[] | string {
    const { attributes } = component;
    // Bits of a word are not those of a row.
    const { datawidth, data_width, word_bits, ...given } = attributes.given();
    const assumed = /^dram$/i.test(attributes.text('technology'))
      ? 'dram'
      : (rows.depth ?? Number.POSITIVE_INFINITY) > MOST_REGISTERS
        ? 'sram'
        : 'regfile';
    const widths = { width: rows.bits, ...(rows.depth === null ? {} : { depth: rows.depth }) };
    return this.of(component, level, 'memory', given, assumed, widths);
  }

  /** What multiplies and adds is made of; a sentence that says why that cannot be estimated. */
  ofCompute(component: Component, level: string): DraftProperty[] | string {
    return this.of(
      component,
      level,
      'compute',
      { word_bits: DEFAULT_WORD_BITS, ...component.attributes.given() },
      'intmac',
      {},
    );
  }

  /**
   * @param kind what the level is
   * @param given attributes of the component
   * @param assumed what it is taken for where no file says its class, as in version 0.1
   * @param widths attributes that follow from the level
   */
  private of(
    { attributes, from }: Component,
    level: string,
    kind: 'memory' | 'compute',
    given: Readonly<Record<string, unknown>>,
    assumed: ComponentClass,
    widths: Attributes,
  ): DraftProperty[] | string {
    const name = attributes.text('subclass') || attributes.text('class');
    const meant = modelOf(name || assumed, { ...this.variables, ...given }, kind, { version: this.version });
    if (typeof meant === 'string') return meant;
    const own = withoutRows(meant.attributes, widths);
    const outcome = estimate(meant.component, { ...widths, ...own }, meant.technology ?? NODE);
    if (isRefusal(outcome)) return outcome.refused;
    if (meant.dropped.length > 0) {
      const how = `\`${level}\` is estimated without ${and(meant.dropped)}, as Accelergy 0.4 takes smart buffers for one bank with one port`;
      const errs = 'Energy, leakage and area may come out lower';
      this.report.add('ffarch/import-approximated', { construct: meant.dropped[0] ?? '', how, errs }, from, [
        'level',
        level,
      ]);
    }
    const property = componentOf(componentText(meant.component, own), level, from, this.report);
    return [
      ...this.technologyOf(meant.component, meant.technology),
      name === '' ? { ...property, note: 'estimated, class assumed' } : property,
    ];
  }

  private technologyOf(component: ComponentClass, nm: number | null): DraftProperty[] {
    if (!needsNode(component)) return [];
    const property = nm === null ? TECHNOLOGY : { name: 'technology', value: `${nm}nm`, from: null };
    return this.technology.own(property);
  }
}

/** What a component says itself: rows that follow from the level need not be said. */
function withoutRows(attributes: Attributes, widths: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => {
      // Of a memory whose entries are words, rows are counted by its level.
      if (name === 'depth' && widths.depth !== undefined) return false;
      return !(name === 'width' && value === widths.width);
    }),
  );
}
