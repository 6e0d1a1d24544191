import { DefaultServiceRegistry, type LangiumCoreServices, type URI } from 'langium';

/**
 * Knows documents by the language that the editor opened them in, or by their extension, and remembers the former:
 * `untitled:Untitled-1` has no extension to tell it by while it is being closed.
 */
export class RememberingServiceRegistry extends DefaultServiceRegistry {
  private readonly opened = new Map<string, LangiumCoreServices>();

  override getServices(uri: URI): LangiumCoreServices {
    const remembered = this.opened.get(uri.toString());
    if (remembered) return remembered;
    const services = super.getServices(uri);
    if (this.textDocuments?.get(uri)) this.opened.set(uri.toString(), services);
    return services;
  }
}
