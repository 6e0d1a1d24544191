import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { checkout } from './checkout.js';
import { codeOnPath, hasDisplay } from './executable.js';
import { endWithParent, temporaryFolder } from './lifetime.js';
import { startServer } from './server.js';

/*
 * `npm start`: builds, and opens VS Code on the examples with this checkout's extension loaded: the desktop one where
 * there is one, else the server, whose address is printed, until Ctrl-C.
 */
const shell = process.platform === 'win32';
execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', shell });
const desktop = hasDisplay() ? codeOnPath() : undefined;
if (desktop) {
  const { status } = spawnSync(desktop, [`--extensionDevelopmentPath=${checkout()}`, checkout('examples')], {
    stdio: 'inherit',
    shell,
  });
  process.exit(status ?? 1);
}

endWithParent();
const token = randomUUID();
const server = await startServer({
  home: temporaryFolder('start'),
  builtin: [checkout()],
  flags: [`--connection-token=${token}`, `--default-folder=${checkout('examples')}`],
});
console.log(`FactorFlow in VS Code: ${server.url}/?tkn=${token}\nCtrl-C ends it.`);
await server.ended;
