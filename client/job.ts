import type * as vscode from 'vscode';
import type { Notifications, Requests } from '../server/protocol/index.js';
import type { Connection } from './connection/connection.js';

/** The requests that take their time, and what tells how they stand. */
const PROGRESS = {
  'factorflow/map': 'factorflow/mapProgress',
  'factorflow/mapNetwork': 'factorflow/networkProgress',
  'factorflow/mapSaved': 'factorflow/savedProgress',
  'factorflow/explore': 'factorflow/exploreProgress',
} as const satisfies Partial<Record<keyof Requests, keyof Notifications>>;

type JobRequest = keyof typeof PROGRESS;

/** How a job is shown while it runs. */
export interface JobText<M extends JobRequest> {
  /** What is done to what: `Mapping KQV on Eyeriss`. */
  readonly title: string;
  /** What Cancel keeps: `the best so far`. */
  readonly keeps: string;
  /** Whether it goes on without a notification, since nobody has asked for it. */
  readonly quiet?: boolean;
  progress(progress: Notifications[(typeof PROGRESS)[M]]): string;
}

/**
 * Asks the server for what takes its time, with progress, and for the user to cancel.
 *
 * @returns undefined when the server stopped, which the log says.
 */
export async function runJob<M extends JobRequest>(
  connection: Connection,
  request: M,
  params: Omit<Requests[M]['params'], 'job'>,
  { title, keeps, quiet, progress: text }: JobText<M>,
): Promise<Requests[M]['result'] | undefined> {
  const job = crypto.randomUUID();
  const search = async (tell: (message: string) => void, token: vscode.CancellationToken) => {
    const listening = connection.on(PROGRESS[request], (progress) => {
      if (progress.job === job) tell(text(progress));
    });
    try {
      return await connection.request(request, { ...params, job } as Requests[M]['params'], token);
    } catch (error) {
      connection.output.error(`${title}: ${error}`);
      return undefined;
    } finally {
      listening.dispose();
    }
  };
  return connection.searches.run(title, keeps, search, quiet);
}
