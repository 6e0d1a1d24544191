import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { checkout, testResults } from '../host/checkout.js';
import { vscodeExecutable } from '../host/executable.js';
import { temporaryFolder } from '../host/lifetime.js';

/*
 * Runs the suite of this folder inside a real VS Code that has a copy of the examples open, and prints its report.
 * `npm run test:extension -- TITLE` runs the tests with such a title only.
 */
const workspace = temporaryFolder('workspace');
cpSync(checkout('examples'), workspace, { recursive: true });
const result = path.join(testResults, 'extension');
rmSync(`${result}.json`, { force: true });
rmSync(`${result}.txt`, { force: true });

const status = await runTests({
  vscodeExecutablePath: await vscodeExecutable(),
  extensionDevelopmentPath: checkout(),
  extensionTestsPath: checkout('dist/test/extension/suite.cjs'),
  launchArgs: [workspace, '--disable-extensions'],
  extensionTestsEnv: { FACTORFLOW_RESULT: result, FACTORFLOW_GREP: process.argv[2] },
}).catch((error) => {
  if (error instanceof TestRunFailedError) return 1;
  throw error;
});
if (existsSync(`${result}.txt`)) console.log(readFileSync(`${result}.txt`, 'utf8'));
// VS Code counts an extension host that ends by itself as success: the report tells whether the suite came to its end.
else console.error('The extension host ended before its tests did.');
process.exitCode = existsSync(`${result}.txt`) ? status : 1;
