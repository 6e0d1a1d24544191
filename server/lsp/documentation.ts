import type { Documentation } from '../../language/services/session/documentation.js';

/** The page `docs/diagnostics.md` as it is installed with the client, with a line for each code. */
export class DocumentationPage implements Documentation {
  private readonly places = new Map<string, string>();

  /** @param uri of the page, with this text */
  open(uri: string, text: string): void {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const code = /^### (ffarch\/\S+)$/.exec(line)?.[1];
      // Editors take this fragment for a line; browsers that show the page ignore it.
      if (code) this.places.set(code, `${uri}#L${index + 1}`);
    }
  }

  of(code: string): { href: string } | undefined {
    const href = this.places.get(code);
    return href === undefined ? undefined : { href };
  }
}
