import { execFileSync } from 'node:child_process';
import { openDesktop, serveExamples, serveExamplesForWeb } from './examples.js';
import { codeOnPath, hasDisplay } from './executable.js';
import { endWithParent, temporaryFolder } from './lifetime.js';

/*
 * `npm start`: builds, and opens VS Code on the examples with this checkout's extension loaded: the desktop one where
 * there is one, else the server, whose address is printed, until Ctrl-C. With `--web`, VS Code for the Web.
 */
execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });

const desktop = hasDisplay() ? codeOnPath() : undefined;
if (process.argv.includes('--web')) {
  endWithParent();
  const { url } = await serveExamplesForWeb();
  console.log(`FactorFlow in VS Code for the Web: ${url}\nCtrl-C ends it.`);
} else if (desktop) process.exitCode = openDesktop(desktop);
else {
  endWithParent();
  const { url, ended } = await serveExamples(temporaryFolder('start'));
  console.log(`FactorFlow in VS Code: ${url}\nCtrl-C ends it.`);
  await ended;
}
