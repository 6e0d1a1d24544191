import { printName, printPath, WIDTH } from '../../language/print/print.js';
import type { Draft, DraftDeclaration, DraftLayer, DraftLevel, DraftMapping, DraftProperty } from './draft.js';
import { oneLine } from './one-line.js';
import type { Place, SourceFile } from './source-file.js';

/** A draft as a text. */
export interface Printed {
  readonly text: string;
  /** Where a line of the text, from 0, or the nearest before it that comes from a file, comes from. */
  placeOf(line: number): Place | undefined;
}

/**
 * A draft as a `.ffarch` document, formatted: where it comes from and what was assumed, then the declarations, each line
 * with the line that it comes from.
 *
 * @param sources the files that were given
 */
export function printDraft(
  { assumptions, declarations }: Draft,
  title: string,
  sources: readonly SourceFile[],
): Printed {
  const places = new Map<string, Place>();
  const line = lineWriter(sources, places);
  const head = [`// Imported from ${title}.`, ...assumptions.map((text) => `// Assumed: ${oneLine(text)}`)].join('\n');
  const text = `${[head, ...declarations.map((declaration) => printDeclaration(declaration, line))].join('\n\n')}\n`;
  const lines = text.split('\n');
  const placeOf = (at: number): Place | undefined => {
    for (let line = at; line >= 0; line--) {
      const place = places.get(lines[line]?.trim() ?? '');
      if (place) return place;
    }
    return undefined;
  };
  return { text, placeOf };
}

/** Writes a line with the place that it comes from at its end. */
type LineWriter = (text: string, from: Place | null, note?: string) => string;

/** @param places takes where each line comes from */
function lineWriter(sources: readonly SourceFile[], places: Map<string, Place>): LineWriter {
  const labels = new Map(sources.map((file) => [file, oneLine(shortestPath(file, sources))]));
  const labelOf = ({ file, start }: Place): string =>
    `${labels.get(file) ?? oneLine(file.name)}:${file.position(start).line + 1}`;
  return (text, from, note) => {
    const comment = [...(note ? [oneLine(note)] : []), ...(from ? [labelOf(from)] : [])].join(', ');
    const line = comment === '' ? text : `${text} // ${comment}`;
    if (from) places.set(line.trim(), from);
    return line;
  };
}

/** The name of a file, with as many of its folders as tell it from the others. */
function shortestPath({ path }: SourceFile, all: readonly SourceFile[]): string {
  const parts = path.split('/');
  const ends = parts.map((_, i) => parts.slice(parts.length - 1 - i).join('/'));
  return ends.find((end) => all.filter((other) => `/${other.path}`.endsWith(`/${end}`)).length === 1) ?? path;
}

function printDeclaration(declaration: DraftDeclaration, line: LineWriter): string {
  switch (declaration.kind) {
    case 'coupling': {
      const { name, dims, strides, computation, from } = declaration;
      return [
        line(`coupling ${printName(name)} {`, from),
        `  dims ${list(dims)}`,
        ...(strides.length > 0 ? [`  strides ${list(strides)}`] : []),
        `  ${computation}`,
        '}',
      ].join('\n');
    }
    case 'architecture': {
      const { name, couplings, properties, levels, from } = declaration;
      return [
        line(`architecture ${printName(name)} : ${list(couplings)} {`, from),
        ...properties.map((property) => `  ${printProperty(property, line)}`),
        ...levels.flatMap((level) => printLevel(level, line).map((text) => `  ${text}`)),
        '}',
      ].join('\n');
    }
    case 'workload': {
      const { name, coupling, sizes, from } = declaration;
      return printSizes(`workload ${printName(name)} : ${printName(coupling)}`, sizes, '', from, line).join('\n');
    }
    case 'network': {
      const { name, notes, layers, from } = declaration;
      const lines = layers.flatMap((layer) => printLayer(layer, line).map((text) => `  ${text}`));
      return [...notes.map((text) => `// ${text}`), line(`network ${printName(name)} {`, from), ...lines, '}'].join(
        '\n',
      );
    }
    case 'mapping':
      return printMapping(declaration, line);
  }
}

const list = (names: readonly string[]): string => names.map(printName).join(', ');

function printLevel({ kind, name, mesh, over, properties, from }: DraftLevel, line: LineWriter): string[] {
  const instances = mesh === undefined || (kind === 'compute' && mesh === 1) ? '' : `[${mesh}]`;
  const dimensions = over && over.length > 0 ? ` over ${list(over)}` : '';
  const head = `${kind} ${printName(name)}${instances}${dimensions}`;
  if (properties.length === 0) return [line(head, from)];
  return [line(`${head} {`, from), ...properties.map((property) => `  ${printProperty(property, line)}`), '}'];
}

/** A bound follows its name: `use >= 0.75`. */
const printProperty = ({ name, value, from, note }: DraftProperty, line: LineWriter): string =>
  line(`${name}${value.startsWith('>=') ? '' : ':'} ${value}`, from, note);

function printLayer({ name, coupling, sizes, repeat, from }: DraftLayer, line: LineWriter): string[] {
  const tail = repeat > 1 ? ` x ${repeat}` : '';
  return printSizes(`${printName(name)} : ${printName(coupling)}`, sizes, tail, from, line);
}

/** Sizes on one line, or where they are too many for one, a line each. */
function printSizes(
  head: string,
  sizes: readonly (readonly [name: string, size: number])[],
  tail: string,
  from: Place | null,
  line: LineWriter,
): string[] {
  const values = sizes.map(([name, size]) => `${printName(name)}: ${size}`);
  const together = `${head} { ${values.join(', ')} }${tail}`;
  if (together.length + 2 <= WIDTH) return [line(together, from)];
  return [
    line(`${head} {`, from),
    ...values.map((value, at) => `  ${value}${at < values.length - 1 ? ',' : ''}`),
    `}${tail}`,
  ];
}

function printMapping({ name, workload, architecture, levels, from }: DraftMapping, line: LineWriter): string {
  const said = levels
    .map(({ level, loops, bypass, from }) => ({
      label: `${[printName(level), ...(bypass.length > 0 ? ['bypass', list(bypass)] : [])].join(' ')}:`,
      loops: loops.filter(([, iterations]) => iterations > 1).map(([name, n]) => `${printName(name)} ${n}`),
      says: bypass.length > 0,
      from,
    }))
    .filter(({ loops, says }) => says || loops.length > 0);
  // Lines without loops have nothing to align.
  const width = Math.max(0, ...said.map(({ label, loops }) => (loops.length > 0 ? label.length : 0)));
  const lines = said.map(({ label, loops, from }) =>
    line(`  ${`${label.padEnd(width)} ${loops.join(', ')}`.trimEnd()}`, from),
  );
  const head = `mapping ${printName(name)} of ${printPath(workload)} on ${printName(architecture)} {`;
  return [line(head, from), ...lines, '}'].join('\n');
}
