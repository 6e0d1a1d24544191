import type { Construct, Documentation } from '../../language/session/documentation.js';
import type { InitializationOptions } from '../protocol/index.js';
import { command, linkTo } from './commands.js';

/** The pages as they are installed with the client: `docs/diagnostics.md` with a line for each code, and the others. */
export class InstalledDocumentation implements Documentation {
  private readonly places = new Map<string, string>();

  /** @param links Whether links to commands of the client may stand in hovers. */
  constructor(private readonly links: () => boolean) {}

  /** @param page the page of all diagnostics; one that a client gives in another form is none */
  open(page: InitializationOptions['documentation']): void {
    const { uri, text } = page ?? {};
    if (typeof uri !== 'string' || typeof text !== 'string') return;
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

  reference(construct: Construct): string | undefined {
    if (!this.links()) return undefined;
    const place = { page: 'docs/language.md', section: construct };
    return linkTo(command(`language.md: ${construct}`, 'factorflow.openDocumentation', place));
  }
}
