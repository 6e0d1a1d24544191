import * as vscode from 'vscode';

/**
 * Asks for a number for each name of a size that a model leaves open, one after the other.
 *
 * @returns undefined when the user has had enough
 */
export async function askSizes(
  file: string,
  names: readonly string[],
): Promise<Readonly<Record<string, number>> | undefined> {
  const sizes: Record<string, number> = {};
  for (const [at, name] of names.entries()) {
    const text = await vscode.window.showInputBox({
      title: names.length > 1 ? `Import ${file} (${at + 1}/${names.length})` : `Import ${file}`,
      prompt: `The model leaves the size "${name}" open. What is it?`,
      value: '1',
      validateInput: (given) =>
        isSize(given) ? undefined : 'A size is 0 or a positive whole number, such as 1 or 128.',
      ignoreFocusOut: true,
    });
    if (text === undefined) return undefined;
    sizes[name] = Number(text);
  }
  return sizes;
}

const isSize = (text: string): boolean => /^\s*\d+\s*$/.test(text) && Number.isSafeInteger(Number(text));
