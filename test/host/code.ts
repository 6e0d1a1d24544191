import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.js';
import { testResults } from './checkout.js';
import { temporaryFolder } from './lifetime.js';
import { type Server, serverLog, startServer } from './server.js';

/*
 * Takes the flags that @vscode/test-electron gives to desktop VS Code, runs the extension tests in the VS Code server
 * with a headless browser as its window, and exits with the tests' status. Of the other flags (no sandbox, no updates,
 * profile folders) none means anything to the server.
 */
const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
  },
});
const [workspace] = positionals;
const tests = values.extensionTestsPath as string;
const extensions = values.extensionDevelopmentPath as string[];

/** Minutes without an end after which the window counts as hung; mocha's own limits come long before. */
const limit = 10;

// The pipe that `runTests` gives us closes when it ends, however it does.
process.stdin.once('close', () => process.exit(1)).resume();

const home = temporaryFolder('extension');
// The test driver is what makes a built workbench look at the test keys of the payload below.
const server = await startServer({ home, flags: ['--without-connection-token', '--enable-smoke-test-driver'] });
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const status = await runTests(page, server);
if (status !== 0) await reportFailure(page, status);
await browser.close();
await server.stop();
process.exit(typeof status === 'number' ? status : 1);

/** Opens the window and waits for the tests' exit status, or for what kept them from having one. */
function runTests(page: Page, server: Server): Promise<number | string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(`The tests have not ended after ${limit} minutes.`), limit * 60_000).unref();
    page.on('crash', () => resolve('The browser page crashed.'));
    server.ended.then(() => resolve('The VS Code server ended.'));
    openWindow(page, server, resolve).catch((error) => resolve(String(error)));
  });
}

async function openWindow(page: Page, server: Server, exit: (status: number) => void): Promise<void> {
  await page.exposeFunction('codeAutomationExit', exit);
  // The workbench relays all that any part of it logs; the suite writes its own results to a file instead.
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    if (process.env.VSCODE_LOG) console.error(`[${type}]`, ...args);
  });
  const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${path.resolve(file)}`;
  const payload = [
    ...extensions.map((folder) => ['extensionDevelopmentPath', remote(folder)]),
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (workspace) query.set('folder', path.resolve(workspace));
  await page.goto(`${server.url}/?${query}`);
}

/** Failed tests report themselves; a failed window needs its server's log. */
async function reportFailure(page: Page, status: number | string): Promise<void> {
  mkdirSync(testResults, { recursive: true });
  const screenshot = path.join(testResults, 'extension-host.png');
  await page.screenshot({ path: screenshot }).then(
    () => console.error(`The window at the end: ${screenshot}`),
    (error) => console.error(`The window cannot be seen: ${error}`),
  );
  if (typeof status === 'string') console.error(`${status}\n${serverLog(home)}`);
}
