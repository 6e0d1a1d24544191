import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { checkout } from './checkout.js';

/**
 * Starts a headless Chromium: the one at `CHROMIUM` in the environment, else on Linux the one that the npm package
 * @sparticuz/chromium ships, else (on systems it has none for) an installed Chrome.
 */
export async function launchBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-quic', '--no-first-run', ...offline];
  const executablePath = process.env.CHROMIUM ?? (process.platform === 'linux' ? await bundledChromium() : undefined);
  return chromium.launch(executablePath ? { executablePath, args } : { channel: 'chrome', args });
}

/** A browser for tests has nothing to ask of the network. */
const offline = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The package holds Chromium compressed; it is unpacked once per installation. */
async function bundledChromium(): Promise<string> {
  const unpacked = checkout('node_modules/.cache/chromium');
  if (!existsSync(unpacked)) await unpackChromium(unpacked);
  // Chromium draws text with the system's fonts where there are any, and with those of the package where not.
  if (!existsSync('/etc/fonts/fonts.conf')) process.env.FONTCONFIG_PATH ??= path.join(unpacked, 'fonts');
  return path.join(unpacked, 'chromium');
}

/** Unpacks beside the target and renames, so that a second run at the same time never sees half a browser. */
async function unpackChromium(target: string): Promise<void> {
  const own = `${target}-${process.pid}`;
  mkdirSync(own, { recursive: true });
  const { TMPDIR } = process.env;
  try {
    // The package unpacks into the temporary directory and offers no other way to name the place.
    process.env.TMPDIR = own;
    const { default: bundle } = await import('@sparticuz/chromium');
    await bundle.executablePath();
    renameSync(own, target);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}
