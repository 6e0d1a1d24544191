import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../host/browser.js';
import { checkout } from '../host/checkout.js';
import { temporaryFolder } from '../host/lifetime.js';
import { installExtension } from '../host/server.js';
import { startWeb, type WebOptions } from '../host/web.js';
import { WebWorkbench } from './workbench.js';

/*
 * One browser for all tests of the web; each test has a page of its own with the packaged extension in it. Importing this
 * file starts the browser before the first test and ends it after the last.
 */
const home = temporaryFolder('web');
const log: string[] = [];
let windows = 0;
let extension: string;
let browser: Browser;
let workbench: WebWorkbench | undefined;
let stop: (() => void) | undefined;

before('unpack the package and start a browser', async () => {
  [extension, browser] = await Promise.all([installExtension(home, checkout('dist/factorflow.vsix')), launchBrowser()]);
});

/**
 * Opens VS Code for the Web on a copy of the examples, and of more files by name.
 *
 * @param isolated whether the page's workers may share memory
 */
export async function openWorkbench(options: Window = {}): Promise<WebWorkbench> {
  const { opened, url } = await openWindow(options);
  await opened.open(url);
  return opened;
}

/** Opens a window at an address that a test serves itself. */
export async function openAddress(url: string): Promise<WebWorkbench> {
  const opened = await openPage();
  await opened.open(url);
  return opened;
}

/**
 * Opens a window that runs a bundle of tests, and gives what they report.
 *
 * @param bundle makes the bundle, which must be in the extension's folder for VS Code to run it
 */
export async function openTests(bundle: (file: string) => Promise<void>): Promise<string> {
  const script = 'tests.cjs';
  await bundle(path.join(extension, script));
  return new Promise((report, fail) => {
    openWindow({ tests: { script, report }, settings: { 'workbench.editor.languageDetection': false } })
      .then(({ opened, url }) => opened.open(url))
      .catch(fail);
  });
}

interface Window {
  files?: Record<string, string>;
  settings?: Record<string, unknown>;
  isolated?: boolean;
  tests?: WebOptions['tests'];
}

async function openWindow({ files = {}, settings = {}, isolated = false, tests }: Window) {
  const workspace = path.join(home, String(++windows));
  cpSync(checkout('examples'), workspace, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(workspace, name), text);
  const own = { 'workbench.colorTheme': 'Default Dark Modern', 'files.autoSave': 'off', ...settings };
  const server = await startWeb({ extension, workspace, isolated, tests, settings: own });
  stop = server.stop;
  return { opened: await openPage(), url: server.url };
}

async function openPage(): Promise<WebWorkbench> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => log.push(message.text()));
  workbench = new WebWorkbench(page);
  return workbench;
}

afterEach('close the window', async function () {
  if (this.currentTest?.isFailed() && workbench) {
    const name = `failed web ${this.currentTest.fullTitle()}`;
    console.error(`Screenshot: ${await workbench.screenshot(name)}\n${log.slice(-40).join('\n')}`);
  }
  log.length = 0;
  await workbench?.close();
  stop?.();
  workbench = undefined;
});

after('end the browser', () => browser?.close());
