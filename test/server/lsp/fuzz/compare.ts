import assert from 'node:assert/strict';
import type { Desk } from './fake-editor.js';
import { REQUESTS, type RequestName } from './requests.js';
import { type Step, take } from './steps.js';

/**
 * Takes the steps at a desk, and compares in the end with another, whose server has seen none of it: what is wrong in all
 * files, and the answers to everything that can be asked of those that are open. Nobody may complain.
 */
export async function liveAndCompare(
  worn: Desk,
  steps: readonly Step[],
  files: ReadonlyMap<string, string>,
  begin: () => Promise<Desk>,
): Promise<void> {
  for (const step of steps) await take(worn, step, files);
  await worn.settle();
  const fresh = await begin();
  for (const [name, text] of worn.texts) fresh.openFile(name, text);
  await fresh.settle();
  assert.deepEqual([...worn.complaints, ...fresh.complaints], []);
  assert.deepEqual(worn.findings(), fresh.findings());
  for (const [name, text] of worn.texts) {
    for (const request of Object.keys(REQUESTS) as RequestName[]) {
      const offset = Math.floor(text.length / 2);
      const [old, now] = await Promise.all([worn, fresh].map((desk) => desk.ask(request, name, offset)));
      assert.deepEqual(comparable(old), comparable(now), `${request} in ${name}`);
    }
  }
  assert.deepEqual([...worn.complaints, ...fresh.complaints], []);
  await Promise.all([worn.leave(), fresh.leave()]);
}

/** Files are read in any order, so what is listed of several has none. Semantic tokens have a number that tells nothing. */
function comparable(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map((one) => JSON.stringify(one)).sort();
  if (answer === null || typeof answer !== 'object') return answer;
  if ('items' in answer) return comparable(answer.items);
  return { ...answer, resultId: undefined };
}
