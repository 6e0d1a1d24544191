import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
/** The windows of a test, each with its folder. */
const workbenches = new Map<Workbench, string>();
/** Those that stay for the next test. */
const kept = new Set<Workbench>();

before('install the package and start VS Code', async () => {
  await installExtension(home, checkout('dist/factorflow.vsix'));
  [server, browser] = await Promise.all([
    startServer({
      home,
      // Seconds for which the extensions of a window that was closed run on: three hours would leave them all to the last test.
      flags: ['--without-connection-token', '--reconnection-grace-time=10'],
      settings: { 'workbench.colorTheme': 'Default Dark Modern', 'files.autoSave': 'off' },
    }),
    launchBrowser(),
  ]);
});

/**
 * Opens a window on a copy of the examples of its own, as a user who was never here before would see it.
 * A test may open several; they close with it, and when it fails, the last sight of each and the server's log are kept.
 */
export async function openWorkbench(): Promise<Workbench> {
  workspace = path.join(home, String(++windows), 'examples');
  cpSync(checkout('examples'), workspace, { recursive: true });
  return openWindow(`${server.url}/?${new URLSearchParams({ folder: workspace })}`);
}

/**
 * Gives the tests of a suite one window to take turns in, since opening windows is most of what such tests take. Each finds it
 * without editors; after a test that has failed, the next one gets another.
 */
export function sharedWorkbench(): () => Promise<Workbench> {
  let shared: Workbench | undefined;
  const leave = () => {
    if (shared) kept.delete(shared);
    shared = undefined;
  };
  afterEach(async function () {
    if (this.currentTest?.isFailed()) leave();
    else await shared?.closeEditors().catch(leave);
  });
  after(async () => {
    const last = shared;
    leave();
    await last?.close();
    if (last) workbenches.delete(last);
  });
  return async () => {
    shared ??= await openWorkbench();
    kept.add(shared);
    workspace = workbenches.get(shared)!;
    return shared;
  };
}

/** Opens a window at an address, which closes with the test as that of {@link openWorkbench} does. */
export async function openWindow(url: string): Promise<Workbench> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(60_000);
  const workbench = new Workbench(page);
  workbenches.set(workbench, workspace);
  await workbench.open(url);
  return workbench;
}

/** Puts a file into the workspace of the window that was opened last, for a test that needs others than the examples. */
export function addFile(name: string, content: string | Uint8Array): void {
  const file = path.join(workspace, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** The path of a file of a window's workspace. */
export function fileOf(name: string, workbench: Workbench): string {
  return path.join(workbenches.get(workbench)!, name);
}

/** What is saved in a file of a window's workspace. */
export function readFile(name: string, workbench: Workbench): string {
  return readFileSync(fileOf(name, workbench), 'utf8');
}

afterEach('close the windows', async function () {
  for (const [i, workbench] of [...workbenches.keys()].entries()) {
    if (this.currentTest?.isFailed()) {
      const name = `failed ${this.currentTest.fullTitle()}${i === 0 ? '' : ` ${i + 1}`}`;
      console.error(`Screenshot: ${await workbench.screenshot(name)}`);
    }
    if (kept.has(workbench)) continue;
    await workbench.close();
    workbenches.delete(workbench);
  }
  if (this.currentTest?.isFailed()) console.error(serverLog(home));
});

after('end VS Code', async () => {
  await browser?.close();
  await server?.stop();
});
