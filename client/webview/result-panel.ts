import * as vscode from 'vscode';
import type { Shown } from '../panel/protocol.js';
import { RESULT } from '../panel/result/view.js';
import { type Actions, type Judge, Panels } from './panels.js';

/** The one panel that shows results: reused for the next result, whatever it is of. */
export class ResultPanel extends Panels<Shown> {
  constructor(extension: vscode.Uri, actions: Actions<Shown>, judge: Judge<Shown>) {
    super(extension, RESULT, actions, judge, () => '');
  }

  /** Shows the last result again, and says so when there is none. */
  showLast(): void {
    if (this.last) this.show(this.last);
    else
      void vscode.window.showInformationMessage(
        'Nothing has been mapped or evaluated yet; run FactorFlow: Map Workload.',
      );
  }
}
