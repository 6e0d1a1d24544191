import type { ServerState } from '../connection/supervisor.js';

/** What a status item shows, as plain data. */
export interface Item {
  text: string;
  detail?: string;
  severity: 'information' | 'warning' | 'error';
  busy: boolean;
  command: { title: string; command: string };
}

const OUTPUT = { title: 'Show Output', command: 'factorflow.showOutput' };
const RESTART = { title: 'Restart', command: 'factorflow.restartServer' };

/** How the language server is, and what can be done about it. */
export function serverItem(state: ServerState): Item {
  switch (state) {
    case 'starting':
      return { text: 'Language server is starting', severity: 'information', busy: true, command: OUTPUT };
    case 'running':
      return { text: 'Language server is running', severity: 'information', busy: false, command: RESTART };
    case 'stopped':
      return {
        text: 'Language server has stopped',
        detail: 'There are no diagnostics or hovers; the output says why.',
        severity: 'error',
        busy: false,
        command: RESTART,
      };
  }
}

/** A search that runs: the mapper's on a pair or a network, or an exploration. */
export interface Search {
  /** `Mapping MB6 on Eyeriss` */
  readonly title: string;
  /** How it stands, in a line; empty before it has said anything. */
  readonly message: string;
}

/** What is searched now; undefined while nothing is. */
export function searchesItem(searches: readonly Search[]): Item | undefined {
  const [first] = searches;
  if (!first) return undefined;
  const { title, message } = first;
  const command = 'factorflow.cancelSearch';
  const running = { severity: 'information', busy: true } as const;
  return searches.length === 1
    ? { ...running, text: title, detail: message, command: { title: 'Cancel', command } }
    : {
        ...running,
        text: `${searches.length} searches running`,
        detail: searches.map(({ title }) => title).join(' · '),
        command: { title: 'Cancel…', command },
      };
}
