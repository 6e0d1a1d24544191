import type { CancellationToken, Connection } from 'vscode-languageserver';
import { stackOf } from '../mapper/failure.js';
import type { Notifications, Requests } from '../protocol/index.js';
import { checkParameters } from './parameters.js';

/** Registers the handler of a request, whose parameters are checked; what it throws goes to the log, with its stack, and fails that request alone. */
export function onRequest<M extends keyof Requests>(
  connection: Connection,
  method: M,
  handler: (params: Requests[M]['params'], token: CancellationToken) => Promise<Requests[M]['result']>,
): void {
  connection.onRequest<unknown, void>(method, async (params, token) => {
    checkParameters(method, params);
    try {
      return await handler(params, token);
    } catch (error) {
      connection.console.error(`${method} failed: ${stackOf(error)}`);
      throw error;
    }
  });
}

/** Tells the client. */
export function notify<M extends keyof Notifications>(
  connection: Connection,
  method: M,
  params: Notifications[M],
): void {
  void connection.sendNotification(method, params);
}

/** The same cancellation for those who know nothing of LSP. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
