import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
/** The windows that are open, each with its folder. */
const workbenches = new Map<Workbench, string>();
/** The one that tests take turns in, and whether the present test does. */
let shared: Workbench | undefined;
let sharing = false;

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
  restoreExamples(workspace);
  return openWindow(`${server.url}/?${new URLSearchParams({ folder: workspace })}`);
}

/**
 * The window in which the tests of this process take turns, since opening windows is most of what such tests take. Each finds
 * it without editors and with the examples as they are; what a user did in earlier tests, such as results that are kept, it
 * has. After a test that has failed, the next one gets another. Tests whose settings must not reach the next one even for a moment,
 * as those of searches, or that depend on what is kept, have a window of their own from {@link openWorkbench}.
 */
export async function sharedWorkbench(): Promise<Workbench> {
  shared ??= await openWorkbench();
  sharing = true;
  workspace = workbenches.get(shared)!;
  return shared;
}

/** Makes a folder one with the examples as they are and nothing else. What is right already is not touched. */
function restoreExamples(folder: string): void {
  const examples = checkout('examples');
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (!existsSync(path.join(examples, name))) rmSync(path.join(folder, name), { recursive: true });
  cpSync(examples, folder, { recursive: true, filter: (from, to) => !sameFile(from, to) });
}

/** Whether both are files with the same content. */
function sameFile(one: string, other: string): boolean {
  return existsSync(other) && statSync(one).isFile() && readFileSync(one).equals(readFileSync(other));
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
  const failed = this.currentTest?.isFailed() ?? false;
  for (const [i, workbench] of [...workbenches.keys()].entries()) {
    if (failed) {
      const name = `failed ${this.currentTest?.fullTitle()}${i === 0 ? '' : ` ${i + 1}`}`;
      console.error(`Screenshot: ${await workbench.screenshot(name)}`);
    }
    if (workbench === shared && !failed && (!sharing || (await tidied(workbench)))) continue;
    if (workbench === shared) shared = undefined;
    await workbench.close();
    workbenches.delete(workbench);
  }
  sharing = false;
  if (failed) console.error(serverLog(home));
});

/** Whether a window and its folder could be made what the next test expects. */
async function tidied(workbench: Workbench): Promise<boolean> {
  try {
    await workbench.closeEditors();
  } catch {
    return false;
  }
  restoreExamples(workbenches.get(workbench)!);
  return true;
}

after('end VS Code', async () => {
  await browser?.close();
  await server?.stop();
});
