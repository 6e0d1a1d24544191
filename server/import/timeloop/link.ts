import type { DraftLevel, DraftProperty } from '../draft.js';
import type { Place } from '../source-file.js';
import { amount } from './amount.js';
import { bandwidthOf } from './bandwidth.js';
import type { Surroundings } from './levels.js';
import { listed } from './listed.js';
import type { Component } from './stage.js';

/** What passes words on and keeps none, such as a converter. A word inwards is written and read there, one outwards is an update. */
export function linkLevel(
  component: Component,
  level: string,
  pass: Place,
  bypassed: readonly { readonly name: string }[],
  { energies, estimates, report }: Pick<Surroundings, 'energies' | 'estimates' | 'report'>,
): DraftLevel {
  const known = energies.get(component.name);
  const read = known?.get('read');
  const write = known?.get('write') ?? known?.get('update');
  const leak = known?.get('leak');
  if (!read || !write) {
    const part = ['level', level] as const;
    if (estimates) {
      const why = 'no model is of what passes words on and keeps none.';
      report.add('ffarch/import-not-estimated', { level, why }, component.from, part);
    } else report.add('ffarch/import-no-energy', { level, action: read ? 'a write' : 'a read' }, component.from, part);
  }
  const how = `\`${level}\` becomes a link, where a word takes a write and a read on its way in, and an update on its way out`;
  const errs = 'A word that instances inside share passes once, so the energy may come out lower than there';
  report.add('ffarch/import-approximated', { construct: 'no_coalesce', how, errs }, pass, ['level', level]);
  const word = component.attributes.number('datawidth', 'word_bits', 'data_width');
  const properties: DraftProperty[] = [
    ...(word ? [{ name: 'valueBits', value: `${word.value}`, from: word.from }] : []),
    ...(read && write
      ? [
          {
            name: 'energy',
            value: `read ${amount(read.value + write.value)} pJ, write ${amount((known?.get('update') ?? write).value)} pJ`,
            from: read.from,
          },
        ]
      : []),
    ...(leak && leak.value > 0 ? [{ name: 'leakage', value: `${amount(leak.value)} pJ`, from: leak.from }] : []),
    bandwidthOf(component, report, level),
    ...listed('bypass', bypassed, null),
  ];
  return { kind: 'link', name: level, from: component.from, properties };
}
