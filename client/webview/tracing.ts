import * as vscode from 'vscode';
import type { LevelPlace, PlacesParams } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { openDocument, rangeOf, revealPlace } from '../editor.js';
import type { Pointed, Shown } from '../panel/protocol.js';
import type { Panels } from './panels.js';

/**
 * Leads from the levels and loops of a result to their lines and back: what is pointed at in the page is marked in the editors
 * that show its line, a click goes there, and the level under the cursor is marked in the page.
 */
export class Tracing implements vscode.Disposable {
  private readonly mark = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editor.rangeHighlightBorder'),
  });
  private readonly subscriptions: vscode.Disposable;
  /** Of what is shown, until a document changes. */
  private known: { readonly of: string; readonly places: Promise<LevelPlace[]> } | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly panels: Panels<Shown>,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.mark,
      panels.onDidPoint((pointed) => void this.point(pointed)),
      connection.on('factorflow/declarationsChanged', () => {
        this.known = undefined;
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void this.follow(textEditor)),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async point({ level, dimension, go }: Pointed): Promise<void> {
    const all = level === null ? [] : await this.places();
    const places = all.filter((place) => place.level === level && (!dimension || place.dimension === dimension));
    if (go) await this.go(places.length > 0 ? places : all.filter((place) => place.level === level));
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      const lines = places.filter((place) => place.uri === uri).map(({ name }) => rangeOf(name));
      editor.setDecorations(this.mark, lines);
    }
  }

  private async go([place]: readonly LevelPlace[]): Promise<void> {
    const document = place && (await openDocument(place.uri));
    if (document) await revealPlace(document, rangeOf(place.name));
  }

  /** Marks the level around the cursor in the page. */
  private async follow({ document, selection: { active } }: vscode.TextEditor): Promise<void> {
    if (document.languageId !== 'ffarch' || !this.panels.shown) return;
    const uri = document.uri.toString();
    const around = (await this.places()).filter((place) => place.uri === uri && rangeOf(place.range).contains(active));
    this.panels.mark(around[0]?.level ?? null);
  }

  private places(): Promise<LevelPlace[]> {
    const { shown } = this.panels;
    if (!shown) return Promise.resolve([]);
    const { architecture, uri, report } = shown;
    const { mappingName: name } = report;
    const params: PlacesParams = { architecture, ...(name !== undefined && { mapping: { uri, name } }) };
    const of = JSON.stringify(params);
    if (this.known?.of !== of) this.known = { of, places: this.ask(params) };
    return this.known.places;
  }

  private async ask(params: PlacesParams): Promise<LevelPlace[]> {
    try {
      return await this.connection.request('factorflow/places', params);
    } catch (error) {
      this.connection.output.debug(`Levels were not found in documents: ${error}`);
      return [];
    }
  }
}
