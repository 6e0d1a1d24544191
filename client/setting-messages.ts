import * as vscode from 'vscode';
import type { Schema } from './schema.js';
import { takes } from './schema.js';

/** Wrong values that were told, by setting and value. */
const told = new Set<string>();

/** Says that a setting has a value that it does not take, once for each value. */
export function tellWrongValue(name: string, schema: Schema, value: unknown): void {
  const given = JSON.stringify(value);
  if (told.has(`${name} ${given}`)) return;
  told.add(`${name} ${given}`);
  const message = `\`${name}\` is ${given}, but must be ${takes(schema)}. Its default, ${JSON.stringify(schema.default)}, counts instead.`;
  const open = 'Open Settings';
  void vscode.window
    .showWarningMessage(message, open)
    .then((chosen) => chosen === open && vscode.commands.executeCommand('workbench.action.openSettings', name));
}
