import type { DraftProperty } from '../draft.js';
import type { Report } from '../report.js';
import { amount } from './amount.js';
import type { Component } from './stage.js';

/** Words per cycle that nothing reaches, where only the other direction has a limit. */
const NO_LIMIT = '1e9';

/** Words per cycle of a component, in each direction. */
export function bandwidthOf({ attributes }: Component, report: Report, level: string): DraftProperty {
  const read = attributes.number('read_bandwidth');
  const write = attributes.number('write_bandwidth');
  const shared = attributes.number('shared_bandwidth');
  if (read || write) {
    const value = `read ${read ? amount(read.value) : NO_LIMIT}, write ${write ? amount(write.value) : NO_LIMIT}`;
    return { name: 'bandwidth', value, from: (read ?? write)?.from ?? null };
  }
  if (shared) {
    const how = 'reads and writes together';
    report.add(
      'ffarch/import-approximated',
      { construct: 'shared_bandwidth', how, errs: 'Drains count here and not there, so cycles may come out higher' },
      shared.from,
      ['level', level],
    );
    return { name: 'bandwidth', value: `shared ${amount(shared.value)}`, from: shared.from };
  }
  const both = attributes.number('bandwidth');
  return both
    ? { name: 'bandwidth', value: amount(both.value), from: both.from }
    : { name: 'bandwidth', value: 'unbounded', from: null };
}
