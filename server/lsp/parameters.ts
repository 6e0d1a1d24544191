import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { type Allowed, COUNT, oneOf, SEARCH_VALUES, SWITCH } from '../mapper/values.js';
import type {
  AccelergyParams,
  Basis,
  BasisArchitecture,
  BasisReading,
  BasisWorkload,
  DiagramParams,
  EvaluateParams,
  EvaluatePointParams,
  ExploreParams,
  ExportParams,
  ImportParams,
  InsertMappingsParams,
  MapNetworkParams,
  MapParams,
  MappingToInsert,
  MapSavedParams,
  ModelOptions,
  PlacesParams,
  Range,
  Reference,
  Requests,
  SearchOptions,
  UseTablesParams,
} from '../protocol/index.js';

/** Says what is wrong with a value, which is called by the name; undefined if nothing is. */
type Check = (value: unknown, name: string) => string | undefined;

/**
 * Checks the parameters of a request, so what it does can rely on their types.
 *
 * @throws an InvalidParams response that names the first parameter that does not fit, and what it takes.
 */
export function checkParameters(method: keyof Requests, params: unknown): void {
  const wrong = PARAMETERS[method](params, '');
  if (wrong !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, wrong);
}

const is =
  ({ takes, fits }: Allowed): Check =>
  (value, name) =>
    fits(value) ? undefined : wrong(value, name, takes);

const optional =
  (check: Check): Check =>
  (value, name) =>
    value === undefined ? undefined : check(value, name);

const orNull = ({ takes, fits }: Allowed): Check =>
  is({ takes: `${takes}, or null`, fits: (value) => value === null || fits(value) });

const object =
  <T>(fields: { readonly [K in keyof T]-?: Check }): Check =>
  (value, name) => {
    if (!isObject(value)) return wrong(value, name || 'params', 'an object');
    for (const field in fields) {
      const found = fields[field](value[field], name ? `${name}.${field}` : field);
      if (found !== undefined) return found;
    }
    return undefined;
  };

const list =
  (check: Check): Check =>
  (value, name) => {
    if (!Array.isArray(value)) return wrong(value, name, 'a list');
    return value.map((one, i) => check(one, `${name}[${i}]`)).find((found) => found !== undefined);
  };

/** An object with values of a kind, whatever their names. */
const record =
  (check: Check): Check =>
  (value, name) => {
    if (!isObject(value)) return wrong(value, name, 'an object');
    return Object.entries(value)
      .map(([key, one]) => check(one, `${name}.${key}`))
      .find((found) => found !== undefined);
  };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function wrong(value: unknown, name: string, takes: string): string {
  const given = value === undefined ? 'missing' : (JSON.stringify(value) ?? typeof value);
  return `\`${name}\` is ${given.length > 50 ? `${given.slice(0, 50)}…` : given}, but must be ${takes}.`;
}

const TEXT = is({ takes: 'a string', fits: (value) => typeof value === 'string' });
const INDEX = is({
  takes: 'a whole number, at least 0',
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
});
const POSITIVE = is({
  takes: 'a whole number, at least 1',
  fits: (value) => Number.isSafeInteger(value) && Number(value) > 0,
});
const SIZES = record(POSITIVE);
const REFERENCE = object<Reference>({ uri: TEXT, name: TEXT });
const POSITION = object<Range['start']>({ line: INDEX, character: INDEX });

const MODEL = object<ModelOptions>({ bias: is(SWITCH), freeDrains: is(SWITCH), timeloopBounds: is(SWITCH) });

const SEARCH = object<SearchOptions>({
  objective: is(SEARCH_VALUES.objective),
  strategy: is(SEARCH_VALUES.strategy),
  pad: is(SEARCH_VALUES.pad),
  ragged: is(SEARCH_VALUES.ragged),
  timeLimit: orNull(SEARCH_VALUES.timeLimit),
  gap: orNull(SEARCH_VALUES.gap),
  threads: is(SEARCH_VALUES.threads),
  seed: is(SEARCH_VALUES.seed),
});

const READING = { meaning: TEXT, facts: record(TEXT) };

const BASIS = object<Basis>({
  architecture: object<BasisArchitecture>({
    reference: REFERENCE,
    meaning: TEXT,
    readings: record(object<BasisReading>(READING)),
  }),
  workloads: list(object<BasisWorkload>({ reference: REFERENCE, ...READING, dimensions: TEXT, repeat: POSITIVE })),
  network: optional(REFERENCE),
  options: MODEL,
});

const MAPPING = list(
  object({
    level: TEXT,
    loops: list((value, name) =>
      Array.isArray(value) && value.length === 2
        ? (TEXT(value[0], `${name}[0]`) ?? POSITIVE(value[1], `${name}[1]`))
        : wrong(value, name, 'a pair of dimension and iterations'),
    ),
    bypass: optional(list(TEXT)),
  }),
);

/** Of a result that is to be inserted or exported: what that is made of. */
const REPORT = object<ExportParams['report']>({
  sizes: SIZES,
  mapping: MAPPING,
  padded: optional(record(object({ from: POSITIVE, to: POSITIVE }))),
  mappingName: optional(TEXT),
});

const NOTHING: Check = () => undefined;

const PARAMETERS: { readonly [M in keyof Requests]: Check } = {
  'factorflow/candidates': object<Requests['factorflow/candidates']['params']>({
    uri: TEXT,
    position: optional(POSITION),
    subject: optional(is(oneOf(['workload', 'network']))),
  }),
  'factorflow/diagram': object<DiagramParams>({ architecture: REFERENCE }),
  'factorflow/map': object<MapParams>({
    job: TEXT,
    uri: TEXT,
    architecture: REFERENCE,
    workload: REFERENCE,
    options: MODEL,
    search: SEARCH,
    start: optional(MAPPING),
  }),
  'factorflow/mapNetwork': object<MapNetworkParams>({
    job: TEXT,
    uri: TEXT,
    architecture: REFERENCE,
    network: REFERENCE,
    options: MODEL,
    search: SEARCH,
    starts: optional(list((value, name) => (value === null ? undefined : MAPPING(value, name)))),
  }),
  'factorflow/mapSaved': object<MapSavedParams>({
    job: TEXT,
    uri: TEXT,
    pairs: is(oneOf(['known', 'all'])),
    options: MODEL,
    search: SEARCH,
  }),
  'factorflow/explore': object<ExploreParams>({
    job: TEXT,
    uri: TEXT,
    architecture: REFERENCE,
    workload: REFERENCE,
    options: MODEL,
    random: is(COUNT),
    starts: is(COUNT),
    objective: is(SEARCH_VALUES.objective),
    ragged: is(SEARCH_VALUES.ragged),
    seed: is(SEARCH_VALUES.seed),
  }),
  'factorflow/evaluatePoint': object<EvaluatePointParams>({
    architecture: REFERENCE,
    workload: REFERENCE,
    options: MODEL,
    names: object<EvaluatePointParams['names']>({ levels: list(TEXT), dimensions: list(TEXT) }),
    mapping: object<EvaluatePointParams['mapping']>({ loops: list(INDEX), bypass: optional(list(INDEX)) }),
  }),
  'factorflow/import': object<ImportParams>({
    uris: list(TEXT),
    sizes: record(INDEX),
    ert: list(TEXT),
    estimate: is(SWITCH),
  }),
  'factorflow/accelergy': object<AccelergyParams>({ uri: TEXT, architecture: optional(TEXT), program: TEXT }),
  'factorflow/useTables': object<UseTablesParams>({ uri: TEXT, architecture: TEXT, file: TEXT }),
  'factorflow/evaluate': object<EvaluateParams>({
    uri: TEXT,
    mapping: optional(TEXT),
    position: optional(POSITION),
    options: optional(MODEL),
  }),
  'factorflow/places': object<PlacesParams>({ architecture: REFERENCE, mapping: optional(REFERENCE) }),
  'factorflow/judge': object<{ basis: Basis }>({ basis: BASIS }),
  'factorflow/insertMappings': object<InsertMappingsParams>({
    uri: TEXT,
    mappings: list(object<MappingToInsert>({ architecture: REFERENCE, workload: REFERENCE, report: REPORT })),
  }),
  'factorflow/exportTimeloop': object<ExportParams>({ architecture: REFERENCE, workload: REFERENCE, report: REPORT }),
  'factorflow/overview': NOTHING,
  'factorflow/result': object<{ id: string }>({ id: TEXT }),
  'factorflow/removeResults': object<{ ids?: string[] }>({ ids: optional(list(TEXT)) }),
  'factorflow/keptResults': NOTHING,
};
