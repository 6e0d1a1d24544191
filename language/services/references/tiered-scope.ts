import { type AstNodeDescription, type Scope, type Stream, stream } from 'langium';

/** Descriptions by name. */
export type Tier = ReadonlyMap<string, readonly AstNodeDescription[]>;

/** What is visible in tiers, nearest first: a name in one shadows the same name in all tiers behind it. */
export class TieredScope implements Scope {
  constructor(private readonly tiers: readonly Tier[]) {}

  getElement(name: string): AstNodeDescription | undefined {
    return this.nearest(name)[0];
  }

  /** All that the nearest tier has under the name; several are ambiguous. */
  getElements(name: string): Stream<AstNodeDescription> {
    return stream(this.nearest(name));
  }

  getAllElements(): Stream<AstNodeDescription> {
    const visible = new Map<string, readonly AstNodeDescription[]>();
    for (const tier of this.tiers) {
      for (const [name, descriptions] of tier) {
        if (!visible.has(name)) {
          visible.set(name, descriptions);
        }
      }
    }
    return stream(visible.values()).flat();
  }

  /** The same without a stream: linking asks for each name in a file. */
  nearest(name: string): readonly AstNodeDescription[] {
    for (const tier of this.tiers) {
      const descriptions = tier.get(name);
      if (descriptions) {
        return descriptions;
      }
    }
    return [];
  }
}
