import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { checkout } from './checkout.js';
import { codeOnPath, hasDisplay } from './executable.js';
import { temporaryFolder } from './lifetime.js';
import { startServer } from './server.js';

/*
 * `npm start`: VS Code on the examples with this checkout's extension loaded; the desktop one where there is one, else
 * the server, whose address is printed, until Ctrl-C.
 */
const desktop = hasDisplay() ? codeOnPath() : undefined;
if (desktop) {
  const { status } = spawnSync(desktop, [`--extensionDevelopmentPath=${checkout()}`, checkout('examples')], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}

const token = randomUUID();
const server = await startServer({
  home: temporaryFolder('start'),
  builtin: [checkout()],
  flags: [`--connection-token=${token}`, `--default-folder=${checkout('examples')}`],
});
console.log(`FactorFlow in VS Code: ${server.url}/?tkn=${token}\nCtrl-C ends it.`);
await server.ended;
