import { type AstNodeDescription, type Scope, type Stream, stream } from 'langium';

/** Descriptions by name. */
export type Names = ReadonlyMap<string, readonly AstNodeDescription[]>;

/** What is equally near. */
export type Tier = readonly Names[];

/** What is visible in tiers, nearest first: a name in one shadows the same name in all tiers after it. */
export class TieredScope implements Scope {
  /** @param incomplete whether there may be more, in text that could not be read */
  constructor(
    readonly tiers: readonly Tier[],
    readonly incomplete = false,
  ) {}

  getElement(name: string): AstNodeDescription | undefined {
    return this.nearest(name)[0];
  }

  /** All that the nearest tier has under the name; several are ambiguous. */
  getElements(name: string): Stream<AstNodeDescription> {
    return stream(this.nearest(name));
  }

  getAllElements(): Stream<AstNodeDescription> {
    const names = new Set(this.tiers.flatMap((tier) => tier.flatMap((part) => [...part.keys()])));
    return stream(names).flatMap((name) => this.nearest(name));
  }

  /** The same without a stream: linking asks for each name in a file. */
  nearest(name: string): readonly AstNodeDescription[] {
    for (const tier of this.tiers) {
      const found = tier.length === 1 ? tier[0]!.get(name) : tier.flatMap((names) => names.get(name) ?? []);
      if (found && found.length > 0) return found;
    }
    return [];
  }
}
