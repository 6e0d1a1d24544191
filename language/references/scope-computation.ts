import { DefaultScopeComputation, type LocalSymbols, MultiMap } from 'langium';

/** What is inside declarations is reached through them, so there are no local symbols. */
export class FfarchScopeComputation extends DefaultScopeComputation {
  override async collectLocalSymbols(): Promise<LocalSymbols> {
    return new MultiMap();
  }
}
