import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { checkout, testResults } from '../host/checkout.js';
import { vscodeExecutable } from '../host/executable.js';

/*
 * Runs the suite of this folder inside a real VS Code that has a copy of the examples open, and prints its report.
 */
const workspace = mkdtempSync(path.join(os.tmpdir(), 'factorflow-workspace-'));
cpSync(checkout('examples'), workspace, { recursive: true });
const result = path.join(testResults, 'extension');
rmSync(`${result}.json`, { force: true });
rmSync(`${result}.txt`, { force: true });

process.exitCode = await runTests({
  vscodeExecutablePath: await vscodeExecutable(),
  extensionDevelopmentPath: checkout(),
  extensionTestsPath: checkout('dist/test/extension/suite.cjs'),
  launchArgs: [workspace, '--disable-extensions'],
  extensionTestsEnv: { FACTORFLOW_RESULT: result },
}).catch((error) => {
  if (error instanceof TestRunFailedError) return 1;
  throw error;
});
if (existsSync(`${result}.txt`)) console.log(readFileSync(`${result}.txt`, 'utf8'));
rmSync(workspace, { recursive: true, force: true });
