#!/usr/bin/env node
/*
 * Stands in for Accelergy 0.4: takes its command line, reads its input files, flattens the architecture, resolves compound
 * components down to primitive ones, and writes ERT.yaml and ART.yaml as it does; logs and fails as it does. Its energies
 * are of a formula. ACCELERGY_STAND_IN makes it hang, crash, be an older version, or end without tables.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';

const write = (name, table) =>
  writeFileSync(join(values.outdir, name), stringify(table, { aliasDuplicateObjects: false }));
const log = (level, line) => console.error(`2026-01-02 03:04:05 ${level.padEnd(8)} ${line}`);
const behaviour = process.env.ACCELERGY_STAND_IN ?? '';

/** Ends as Accelergy does on what it has foreseen. */
function fail(...lines) {
  log('ERROR', '================= An error has caused Accelergy to crash. Error below =================');
  log('ERROR', '');
  for (const line of lines) log('ERROR', line);
  process.exit(1);
}

/** Ends as Accelergy does on what it has not: a stack trace in a frame, twice. */
function crash(message) {
  const trace = [
    '|| Traceback (most recent call last):',
    '||   File "accelergy_console.py", line 342, in main',
    '||     run()',
  ];
  for (const text of ['Error below: ', 'Error above. ']) {
    console.error(`${'='.repeat(60)}\nAccelergy has encountered an error and crashed. ${text}\n${'='.repeat(60)}`);
    console.error([...trace, `|| ${message}`].join('\n'));
  }
  process.exit(255);
}

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    outdir: { type: 'string', short: 'o', default: './' },
    precision: { type: 'string', short: 'p', default: '6' },
    output_files: { type: 'string', short: 'f' },
  },
});
log('INFO', 'generating outputs according to the following specified output flags...');

if (behaviour === 'hang') setInterval(() => {}, 1000);
else if (behaviour === 'module') crash("ModuleNotFoundError: No module named 'ruamel'");
else if (behaviour === 'crash')
  crash('AttributeError: Architecture Description must contain subtree or local key at top-level');
else if (behaviour === 'silent') log('INFO', 'no input is provided, exiting...');
else if (behaviour === 'garbled') {
  writeFileSync(join(values.outdir, 'ERT.yaml'), 'ERT: {tables: [{name: a, actions: [{name: read, energy: many}]}]}\n');
} else estimate();

function estimate() {
  // Its last option takes as many words as there are: input files come before.
  const inputs = files.filter((file) => file.endsWith('.yaml')).map((file) => parse(readFileSync(file, 'utf8')));
  if (inputs.length === 0) return;
  const { architecture } = inputs.find((input) => 'architecture' in input) ?? {};
  const supported = behaviour === 'old' ? ['0.2', '0.3'] : ['0.2', '0.3', '0.4'];
  if (!supported.includes(String(architecture.version))) {
    const told = `input parser version for ${files[0]} is v${architecture.version}, cannot be parsed by current accelergy v0.3`;
    fail(told);
  }
  const classes = new Map(
    inputs.flatMap((input) => input.compound_components?.classes ?? []).map((one) => [one.name, one]),
  );
  const [{ name: root, local }] = architecture.subtree;
  const ert = [];
  const art = [];
  for (const { name, class: of, attributes } of local) {
    const found = classes.get(of);
    if (!found) fail(`class "${of}" is not defined`);
    for (const key of ['name', 'attributes', 'actions', 'subcomponents'])
      if (!(key in found)) crash(`AssertionError: Missing required key "${key}"`);
    const parts = new Map(found.subcomponents.map((part) => [base(part.name), part]));
    const energyOf = ({ subcomponents }) =>
      subcomponents.reduce((sum, { name: part, actions }) => {
        const primitive = parts.get(base(part));
        if (!primitive) crash(`KeyError: '${part}'`);
        return (
          sum +
          actions.reduce((all, action) => all + range(part) * energy(primitive, action) * (action.energy_scale ?? 1), 0)
        );
      }, 0);
    const rounded = (value) => Number(value.toFixed(Number(values.precision)));
    const path = `${root}.${name}[1..1]`;
    ert.push({
      name: path,
      actions: found.actions.map((action) => ({
        name: action.name,
        arguments: attributes,
        energy: rounded(energyOf(action)),
      })),
    });
    const area = found.subcomponents.reduce(
      (sum, part) => sum + range(part.name) * areaOf(part) * (part.area_scale ?? 1),
      0,
    );
    art.push({ name: path, area: rounded(area) });
  }
  write('ERT.yaml', { ERT: { version: '0.4', tables: ert } });
  write('ART.yaml', { ART: { version: '0.4', tables: art } });
}

function base(name) {
  return name.replace(/\[.*\]/, '');
}

function range(name) {
  const [, from, to] = /\[(\d+)\.\.(\d+)\]/.exec(name) ?? [0, 1, 1];
  return Number(to) - Number(from) + 1;
}

/** pJ; what no plug-in knows ends the run. */
function energy({ class: of, attributes }, { name: action, arguments: given }) {
  if (given?.action_latency_cycles === undefined) crash("KeyError: 'action_latency_cycles'");
  const { width = 1, depth = 1, type } = attributes;
  const leaks = action === 'leak';
  switch (of) {
    case 'SRAM':
      if (width > 1024) break;
      return leaks ? (width * depth) / 2 ** 28 : (width * Math.sqrt(depth)) / 256;
    case 'DRAM':
      return leaks ? 0 : { LPDDR4: 8, DDR3: 70 }[type] * width;
    case 'aladdin_register':
      return leaks ? 1e-6 : 0.009;
    case 'aladdin_comparator':
      return leaks ? 1e-6 : (0.029 * attributes.n_bits) / 32;
    case 'aladdin_adder':
    case 'intadder':
      return leaks ? 1e-6 : (0.21 * width) / 32;
    case 'aladdin_multiplier':
      return leaks ? 1e-5 : (12.68 * attributes.width_a * attributes.width_b) / 1024;
    case 'wire':
      return 3.254e-4 * width * Number.parseFloat(attributes.length);
  }
  return fail(
    `Can not find an energy estimator for ${of}(width=${width}, depth=${depth}).${action}()`,
    'Why plug-ins did not estimate:',
    `| CACTI with accuracy 0% estimating accuracy: Class name ${of} not supported.`,
  );
}

function areaOf({ class: of, attributes: { width = 1, depth = 1 } }) {
  return of === 'DRAM' ? 0 : of === 'SRAM' ? width * depth * 0.4 : width;
}
