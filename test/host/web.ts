import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { checkout } from './checkout.js';
import { quietSettings } from './server.js';

/*
 * VS Code for the Web: the workbench and its extension host in a web worker, all in the browser, with nothing behind it
 * but the files of this server. The workbench is the one that the npm package code-server ships built. As on vscode.dev,
 * the extension comes from another origin than the page, and the workspace from an extension with a file system.
 */
const vscode = checkout('node_modules/code-server/lib/vscode');

export interface WebOptions {
  /** The folder of the extension, as it is installed. */
  extension: string;
  /** Folders of more extensions. */
  builtin?: string[];
  /** The folder that is open in the window. */
  workspace: string;
  /** Whether the page is isolated from other origins, and its workers so may share memory. */
  isolated: boolean;
  /** User settings on top of {@link quietSettings}. */
  settings?: Record<string, unknown>;
  /** A script in the extension's folder whose `run` the extension host is to call, and who hears what that posts to `/report`. */
  tests?: { script: string; report(text: string): void };
}

/** Serves on a free port of this machine, until `stop`. */
export async function startWeb(options: WebOptions): Promise<{ url: string; stop(): void }> {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    respond(request, response, options, port);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/${options.isolated ? '?vscode-coi=3' : ''}`, stop };
}

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

function respond(request: IncomingMessage, response: ServerResponse, options: WebOptions, port: number): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (options.isolated) {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  }
  const [, place, ...rest] = decodeURIComponent(pathname).split('/');
  const inside = path.posix.normalize(`/${rest.join('/')}`);
  try {
    switch (place) {
      case '':
        response.setHeader('Content-Type', 'text/html').end(page(options, port));
        break;
      case 'vscode':
        sendFile(response, path.join(vscode, inside));
        break;
      case 'extension':
        sendFile(response, path.join(options.extension, inside));
        break;
      case 'builtin': {
        const [, index, ...file] = inside.split('/');
        sendFile(response, path.join(builtinExtensions(options)[Number(index)], ...file));
        break;
      }
      case 'report':
        text(request).then((body) => {
          options.tests?.report(body);
          response.end();
        });
        break;
      case 'workspace':
        sendEntry(response, path.join(options.workspace, inside), search);
        break;
      default:
        response.writeHead(404).end();
    }
  } catch {
    response.writeHead(404).end();
  }
}

/** With the file system of the workspace, the first of them. */
function builtinExtensions({ builtin = [] }: WebOptions): string[] {
  return [checkout('test/host/files'), ...builtin];
}

function sendFile(response: ServerResponse, file: string): void {
  if (!statSync(file).isFile()) throw new Error(`${file} is not a file`);
  response.setHeader('Content-Type', TYPES[path.extname(file)] ?? 'application/octet-stream');
  if (file.endsWith('/workbench/workbench.js')) response.end(withoutServer(readFileSync(file, 'utf8')));
  else createReadStream(file).pipe(response);
}

/** What the file system in `files/` asks: `?stat`, `?list`, or the text. */
function sendEntry(response: ServerResponse, entry: string, question: string): void {
  const kind = (file: string) => (statSync(file).isDirectory() ? 'directory' : 'file');
  if (question === '?list') {
    response.end(JSON.stringify(readdirSync(entry).map((name) => [name, kind(path.join(entry, name))])));
  } else if (question === '?stat') {
    const { size, mtimeMs } = statSync(entry);
    response.end(JSON.stringify({ kind: kind(entry), size, mtime: mtimeMs }));
  } else sendFile(response, entry);
}

/** What code-server adds to the workbench: that there is a server behind the page, and that it keeps the user's data. */
const SERVER_BEHIND = [
  [/remoteAuthority:location\.host/, 'remoteAuthority:void 0'],
  [
    /(get userRoamingDataHome\(\)\{[^}]*\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote/,
    '$1vscodeUserData',
  ],
] as const;

/** The workbench as it was before code-server's changes. */
function withoutServer(workbench: string): string {
  return SERVER_BEHIND.reduce((text, [added, before]) => {
    if (!added.test(text)) throw new Error(`This code-server is another one: ${added} is not in its workbench.`);
    return text.replace(added, before);
  }, workbench);
}

/** The page of the workbench, with its configuration. */
function page(options: WebOptions, port: number): string {
  const elsewhere = (name: string) => ({ scheme: 'http', authority: `localhost:${port}`, path: `/${name}` });
  const configuration = {
    additionalBuiltinExtensions: [
      ...builtinExtensions(options).map((_, index) => elsewhere(`builtin/${index}`)),
      ...(options.tests ? [] : [elsewhere('extension')]),
    ],
    // Only what counts as under development can be tested.
    developmentOptions: options.tests && {
      extensions: [elsewhere('extension')],
      extensionTestsPath: elsewhere(`extension/${options.tests.script}`),
    },
    configurationDefaults: { ...quietSettings, ...options.settings },
    enableWorkspaceTrust: false,
    folderUri: { scheme: 'test-files', path: '/workspace' },
    productConfiguration: {
      // A build has all of VS Code's extensions built in; without a commit it is none, and the page says which it has.
      commit: null,
      enableTelemetry: false,
      nameLong: 'VS Code for the Web',
      nameShort: 'VS Code',
    },
    webviewEndpoint: `http://127.0.0.1:${port}/vscode/out/vs/workbench/contrib/webview/browser/pre`,
    // Asked for by code-server's changes.
    isEnabledCoderGettingStarted: false,
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    userDataPath: '/',
  };
  const values: Record<string, string> = {
    WORKBENCH_NLS_FALLBACK_URL: '/vscode/out/nls.messages.js',
    WORKBENCH_NLS_URL: '/vscode/out/nls.messages.js',
    WORKBENCH_WEB_BASE_URL: '/vscode',
    WORKBENCH_WEB_CONFIGURATION: attribute(configuration),
  };
  const template = readFileSync(path.join(vscode, 'out/vs/code/browser/workbench/workbench.html'), 'utf8');
  return template
    .replace(
      '</head>',
      `<meta id="vscode-workbench-builtin-extensions" data-settings="${attribute(themes())}">\n</head>`,
    )
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

function themes(): object[] {
  return ['theme-defaults', 'theme-seti'].map((extensionPath) => {
    const json = (name: string) =>
      JSON.parse(readFileSync(path.join(vscode, 'extensions', extensionPath, name), 'utf8'));
    return { extensionPath, packageJSON: json('package.json'), packageNLS: json('package.nls.json') };
  });
}

const attribute = (value: unknown): string => JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
