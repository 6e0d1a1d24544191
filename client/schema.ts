import { number } from '../language/figures.js';

type Type = 'string' | 'boolean' | 'number' | 'integer' | 'null';

/** As much of JSON Schema as package.json describes settings with. */
export interface Schema {
  readonly type: Type | readonly Type[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly default: unknown;
}

/** Whether a setting may have a value. VS Code underlines in the settings file what may not be there, but hands it over. */
export function fits(schema: Schema, value: unknown): boolean {
  const types = [schema.type].flat() as Type[];
  if (!types.some((type) => is(type, value))) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (typeof value !== 'number') return true;
  const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = schema;
  return value >= minimum && value > exclusiveMinimum && value <= maximum;
}

/** What a setting takes, for messages: `a whole number from 1 to 256`. */
export function takes({ type, enum: names, minimum, exclusiveMinimum, maximum }: Schema): string {
  if (names) return `one of ${names.join(', ')}`;
  const most = maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? undefined : number(maximum);
  const range = [
    ...(minimum === undefined
      ? []
      : [most === undefined ? `, at least ${number(minimum)}` : ` from ${number(minimum)}`]),
    ...(exclusiveMinimum === undefined ? [] : [` above ${number(exclusiveMinimum)}`]),
    ...(most === undefined ? [] : [` to ${most}`]),
  ];
  const kinds = [type].flat().map((one) => [NOUNS[one as Type], ...(one === 'null' ? [] : range)].join(''));
  return kinds.join(', or ');
}

const NOUNS: Readonly<Record<Type, string>> = {
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  null: 'null',
};

function is(type: Type, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'integer') return Number.isSafeInteger(value);
  if (type === 'number') return Number.isFinite(value);
  return typeof value === type;
}
