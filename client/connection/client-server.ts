import type * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  State,
} from 'vscode-languageclient';
import type { Server } from './supervisor.js';

/** A server with the client that speaks to it, which starts it once and no other. */
export class ClientServer implements Server {
  /** What its client is made with: that leaves to the supervisor what to do about a server that ends. */
  static readonly OPTIONS = {
    errorHandler: {
      // What could not be sent is no reason to end a server.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true, message: 'The language server has ended.' }),
    },
    initializationFailedHandler: () => false,
  } satisfies LanguageClientOptions;

  /** Rejects when the server ends. */
  readonly end: Promise<never>;

  constructor(
    readonly client: BaseLanguageClient,
    private readonly output: vscode.LogOutputChannel,
    ended: () => void,
  ) {
    const { error } = client;
    // The supervisor says it once when no server comes up, the client would for each.
    client.error = (message, data) => error.call(client, message, data, false);
    this.end = new Promise((_, reject) =>
      client.onDidChangeState(({ newState }) => {
        if (newState !== State.Stopped && newState !== State.StartFailed) return;
        reject(new Error('The language server ended before it answered.'));
        ended();
      }),
    );
    // Nobody may be waiting for it.
    this.end.catch(() => undefined);
  }

  start(): Promise<void> {
    return this.client.start();
  }

  async stop(): Promise<void> {
    try {
      await this.client.dispose();
    } catch (error) {
      this.output.warn(`The language server did not end as asked: ${error}`);
    }
  }
}
