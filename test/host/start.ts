import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { checkout } from './checkout.js';
import { codeOnPath, hasDisplay } from './executable.js';
import { endWithParent, temporaryFolder } from './lifetime.js';
import { startServer } from './server.js';
import { startWeb } from './web.js';

/*
 * `npm start`: builds, and opens VS Code on the examples with this checkout's extension loaded: the desktop one where
 * there is one, else the server, whose address is printed, until Ctrl-C. With `--web`, VS Code for the Web.
 */
const shell = process.platform === 'win32';
execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', shell });

if (process.argv.includes('--web')) await openWeb();
else {
  const desktop = hasDisplay() ? codeOnPath() : undefined;
  if (desktop) openDesktop(desktop);
  else await openServer();
}

function openDesktop(code: string): void {
  const arguments_ = [`--extensionDevelopmentPath=${checkout()}`, checkout('examples')];
  process.exitCode = spawnSync(code, arguments_, { stdio: 'inherit', shell }).status ?? 1;
}

async function openServer(): Promise<void> {
  endWithParent();
  const token = randomUUID();
  const server = await startServer({
    home: temporaryFolder('start'),
    builtin: [checkout()],
    flags: [`--connection-token=${token}`, `--default-folder=${checkout('examples')}`],
  });
  console.log(`FactorFlow in VS Code: ${server.url}/?tkn=${token}\nCtrl-C ends it.`);
  await server.ended;
}

async function openWeb(): Promise<void> {
  endWithParent();
  const { url } = await startWeb({ extension: checkout(), workspace: checkout('examples'), isolated: false });
  console.log(`FactorFlow in VS Code for the Web: ${url}\nCtrl-C ends it.`);
}
