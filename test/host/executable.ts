import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { checkout } from './checkout.js';

/**
 * The VS Code that the extension tests run in, as the executable that `runTests` of @vscode/test-electron starts:
 * `VSCODE_EXECUTABLE` from the environment; else a download of the version that `VSCODE_DOWNLOAD` names (`stable`,
 * `1.91.0`), if that succeeds; else an installed desktop VS Code; else the bundled server, behind the same flags.
 */
export async function vscodeExecutable(): Promise<string> {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (process.env.VSCODE_DOWNLOAD) {
    try {
      return await downloadAndUnzipVSCode(process.env.VSCODE_DOWNLOAD);
    } catch (error) {
      console.error(`VS Code ${process.env.VSCODE_DOWNLOAD} cannot be downloaded: ${error}`);
    }
  }
  const cli = hasDisplay() ? codeOnPath() : undefined;
  return (cli && desktopApplication(cli)) ?? checkout('test/host/code');
}

/** The `code` command on the path, as its real file; undefined where there is none. */
export function codeOnPath(): string | undefined {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
  return found && realpathSync(found);
}

/** Desktop VS Code shows a window: on Linux that takes an X or Wayland display. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/**
 * The application behind a `code` command, which itself returns at once and so cannot tell how tests went. Undefined
 * where `code` is something else, such as the one in the terminal of a remote window.
 */
function desktopApplication(cli: string): string | undefined {
  const places = {
    linux: ['../code'],
    darwin: ['../../../MacOS/Code', '../../../MacOS/Electron'],
    win32: ['../Code.exe'],
  };
  const candidates = places[process.platform as keyof typeof places] ?? [];
  return candidates.map((place) => path.join(path.dirname(cli), place)).find((file) => existsSync(file));
}
