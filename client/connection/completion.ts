import type * as vscode from 'vscode';
import type { CompletionMiddleware } from 'vscode-languageclient';
import type { CompletionData } from '../../server/protocol/index.js';

/** As if by typing: Enter takes no entry that would change nothing. */
const GO_ON: vscode.Command = {
  title: 'Go on',
  command: 'editor.action.triggerSuggest',
  arguments: [{ auto: true }],
};

/** Asks for completions again after one that leaves a place for the next, such as `DRAM: `. */
export const goOn: CompletionMiddleware = {
  async provideCompletionItem(document, position, context, token, next) {
    const answer = await next(document, position, context, token);
    for (const item of Array.isArray(answer) ? answer : (answer?.items ?? [])) {
      if (dataOf(item)?.goesOn) item.command = GO_ON;
    }
    return answer;
  },
};

function dataOf(item: vscode.CompletionItem): CompletionData | undefined {
  return (item as { data?: CompletionData }).data;
}
