import { URI } from 'langium';
import { plural } from '../../../language/figures.js';
import type * as ast from '../../../language/generated/ast.js';
import { architecturesOf } from '../../../language/references/declarations.js';
import { type Asked, askedIn } from '../../accelergy/asked.js';
import { comparedOf, tablesText } from '../../accelergy/compared.js';
import type { AccelergyOutcome } from '../../protocol/index.js';
import { useTables } from '../mapping/use-tables.js';
import { onRequest, signalOf } from '../requests.js';
import type { Context } from './context.js';

/** Estimates by an installed Accelergy. */
export function serveAccelergy({ connection, services, accelergy, reading }: Context): void {
  const architectures = (uri: string): ast.Architecture[] => {
    const document = services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
    return document ? architecturesOf(document) : [];
  };
  onRequest(
    connection,
    'factorflow/accelergy',
    async ({ uri, architecture, program }, token): Promise<AccelergyOutcome> => {
      if (!accelergy)
        return failed('Accelergy is a program, and there are none in a browser. Open the folder on the desktop.');
      const prepared = await reading((): AccelergyOutcome | Prepared => {
        const all = architectures(uri);
        const meant = architecture === undefined ? all : all.filter(({ name }) => name === architecture);
        const [node, another] = meant;
        if (!node) return failed('This file declares no architecture that Accelergy could estimate.');
        if (another) return { kind: 'several', architectures: meant.map(({ name }) => name) };
        const asked = askedIn(node, services.lowering.LoweringProvider.lowering);
        return typeof asked === 'string' ? failed(asked) : { name: node.name, asked };
      });
      if ('kind' in prepared) return prepared;
      const { name, asked } = prepared;
      const outcome = await accelergy(program, asked, signalOf(token));
      if (outcome.kind === 'cancelled') return outcome;
      if (outcome.kind === 'failed') {
        connection.console.warn(`${outcome.message}\n${outcome.output}`.trimEnd());
        return failed(outcome.message);
      }
      const summary = `${plural(asked.length, 'level')}: ${asked.map((level) => level.name).join(', ')}`;
      connection.console.info(`Accelergy estimated ${name}, ${summary}`);
      const text = tablesText(name, comparedOf(asked, outcome.tables), outcome.text);
      return {
        kind: 'estimated',
        architecture: name,
        text,
        summary,
        file: `${name.replace(/[^\p{L}\p{N}_.-]+/gu, '_')}.ERT.yaml`,
      };
    },
  );
  onRequest(connection, 'factorflow/useTables', ({ uri, architecture, file }) =>
    reading(() => {
      const node = architectures(uri).find(({ name }) => name === architecture);
      return node ? useTables(node, file) : [];
    }),
  );
}

/** What Accelergy is asked for. */
interface Prepared {
  readonly name: string;
  readonly asked: readonly Asked[];
}

const failed = (message: string): Extract<AccelergyOutcome, { kind: 'failed' }> => ({ kind: 'failed', message });
