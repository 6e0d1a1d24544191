import * as vscode from 'vscode';
import type { Compared, Shown } from '../panel/protocol.js';
import { RESULT } from '../panel/result/view.js';
import { alone, beside, same } from './beside.js';
import { type Actions, type Judge, Panels } from './panels.js';

/** The last two results of a pair that differ. */
interface Latest {
  readonly now: Compared['report'];
  readonly before: Compared['report'] | undefined;
}

/** The one panel that shows results: reused for the next result, whatever it is of. */
export class ResultPanel extends Panels<Shown> {
  private readonly pairs = new Map<string, Latest>();

  constructor(extension: vscode.Uri, output: vscode.LogOutputChannel, actions: Actions<Shown>, judge: Judge<Shown>) {
    super(extension, output, RESULT, actions, judge, () => '');
  }

  /** Beside the one that is pinned, if any. */
  override show(shown: Shown, column?: vscode.ViewColumn): void {
    const own = alone(shown);
    super.show(beside(own, this.last, this.before(own)), column);
  }

  /** Shows a result beside another. */
  compare(shown: Shown, report: Compared['report']): void {
    super.show({ ...alone(shown), compared: { as: 'chosen', report } });
  }

  /** The next results are shown beside this one. */
  pin(shown: Shown): void {
    super.show({ ...alone(shown), pinned: true });
  }

  unpin(shown: Shown): void {
    super.show(alone(shown));
  }

  /** Shows the last result again, and says so when there is none. */
  showLast(): void {
    if (this.last) super.show(this.last);
    else
      void vscode.window.showInformationMessage(
        'Nothing has been mapped or evaluated yet; run FactorFlow: Map Workload.',
      );
  }

  /** The result before of the same pair, which is other than this one. */
  private before({ architecture, workload, report }: Shown): Compared['report'] | undefined {
    const key = JSON.stringify([architecture, workload]);
    const latest = this.pairs.get(key);
    if (latest && same(latest.now, report)) return latest.before;
    this.pairs.set(key, { now: report, before: latest?.now });
    return latest?.now;
  }
}
