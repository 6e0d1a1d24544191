import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../host/browser.js';
import { checkout } from '../host/checkout.js';
import { temporaryFolder } from '../host/lifetime.js';
import { installExtension, type Server, serverLog, startServer } from '../host/server.js';
import { Workbench } from './workbench.js';

/*
 * One VS Code server with the packaged extension installed, and one browser, for all UI tests: importing this file
 * starts them before the first test and ends them after the last.
 */
const home = temporaryFolder('ui');
let windows = 0;
let workspace: string;
let server: Server;
let browser: Browser;
let workbench: Workbench | undefined;

before('install the package and start VS Code', async () => {
  await installExtension(home, checkout('dist/factorflow.vsix'));
  [server, browser] = await Promise.all([
    startServer({
      home,
      flags: ['--without-connection-token'],
      settings: { 'workbench.colorTheme': 'Default Dark Modern', 'files.autoSave': 'off' },
    }),
    launchBrowser(),
  ]);
});

/**
 * Opens a window on a copy of the examples of its own, as a user who was never here before would see it.
 * It closes with the test; when that fails, its last sight and the server's log are kept.
 */
export async function openWorkbench(): Promise<Workbench> {
  workspace = path.join(home, String(++windows), 'examples');
  cpSync(checkout('examples'), workspace, { recursive: true });
  return openWindow(`${server.url}/?${new URLSearchParams({ folder: workspace })}`);
}

/** Opens a window at an address, which closes with the test as that of {@link openWorkbench} does. */
export async function openWindow(url: string): Promise<Workbench> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(30_000);
  workbench = new Workbench(page);
  await workbench.open(url);
  return workbench;
}

/** Puts a file into the workspace of the window that is open, for a test that needs other text than the examples'. */
export function addFile(name: string, text: string): void {
  const file = path.join(workspace, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

afterEach('close the window', async function () {
  if (this.currentTest?.isFailed() && workbench) {
    const name = `failed ${this.currentTest.fullTitle()}`;
    console.error(`Screenshot: ${await workbench.screenshot(name)}\n${serverLog(home)}`);
  }
  await workbench?.close();
  workbench = undefined;
});

after('end VS Code', async () => {
  await browser?.close();
  await server?.stop();
});
