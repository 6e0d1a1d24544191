import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { checkout } from './checkout.js';
import { startServer } from './server.js';
import { startWeb } from './web.js';

/*
 * What `npm start` opens: VS Code on the examples with this checkout's extension loaded, and another that shows the
 * walkthrough and an example first. Whoever installs the extension is shown the walkthrough by VS Code itself, unless
 * `workbench.welcomePage.walkthroughs.openOnInstall` says otherwise.
 */
const workspace = checkout('examples');
const welcome = checkout('test/host/welcome');

/** In the desktop VS Code whose command line is `code`; returns its exit status when the window opens or `code` fails. */
export function openDesktop(code: string): number {
  const extensions = [checkout(), welcome].map((folder) => `--extensionDevelopmentPath=${folder}`);
  const shell = process.platform === 'win32';
  return spawnSync(code, [...extensions, workspace], { stdio: 'inherit', shell }).status ?? 1;
}

/**
 * In the VS Code server, for whoever has the address, which holds a token.
 *
 * @param home an empty folder for all that the server writes
 */
export async function serveExamples(
  home: string,
): Promise<{ url: string; stop(): Promise<void>; ended: Promise<void> }> {
  const token = randomUUID();
  const server = await startServer({
    home,
    builtin: [checkout(), welcome],
    flags: [`--connection-token=${token}`, `--default-folder=${workspace}`],
  });
  return { ...server, url: `${server.url}/?tkn=${token}` };
}

/** In VS Code for the Web. */
export function serveExamplesForWeb(): Promise<{ url: string; stop(): void }> {
  return startWeb({ extension: checkout(), builtin: [welcome], workspace, isolated: false });
}
