import type { DraftLevel, DraftProperty } from '../draft.js';
import { accessesOf, leakageProperty, reportNoAccesses } from '../ert.js';
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
  const accesses = accessesOf(energies, component.name);
  const known = energies.get(component.name);
  if (!accesses) {
    if (estimates) {
      const why = 'no model is of what passes words on and keeps none.';
      report.add('ffarch/import-not-estimated', { level, why }, component.from, ['level', level]);
    } else reportNoAccesses(energies, level, component.name, component.from, report);
  }
  const how = `\`${level}\` becomes a link, where a word takes a write and a read on its way in, and an update on its way out`;
  const errs = 'A word that instances inside share passes once, so the energy may come out lower than there';
  report.add('ffarch/import-approximated', { construct: 'no_coalesce', how, errs }, pass, ['level', level]);
  const word = component.attributes.bits('datawidth', 'word_bits', 'data_width');
  const properties: DraftProperty[] = [
    ...(word ? [{ name: 'valueBits', value: `${word.value}`, from: word.from }] : []),
    ...(accesses
      ? [
          {
            name: 'energy',
            value: `read ${amount(accesses.read.value + accesses.write.value)} pJ, write ${amount((known?.get('update') ?? accesses.write).value)} pJ`,
            from: accesses.read.from,
          },
          ...leakageProperty(accesses.leak),
        ]
      : []),
    bandwidthOf(component, report, level),
    ...listed('bypass', bypassed, null),
  ];
  return { kind: 'link', name: level, from: component.from, properties };
}
