import { NETWORK, type NetworkShown } from '../panel/network/view.js';

/** A network that was mapped, as its panel shows it. */
export interface KeptNetwork {
  /** Unique: the network on the architecture. */
  readonly id: string;
  readonly shown: NetworkShown;
}

/** Mapped networks in a session. */
const MOST = 20;

/** Characters of JSON from which VS Code finds the state of an extension large. */
export const MOST_CHARACTERS = 512 * 1024;

/** What was mapped last comes first, and takes the place of what was known of the same network on the same architecture. */
export function withNetwork(networks: readonly KeptNetwork[], shown: NetworkShown): KeptNetwork[] {
  const id = idOf(shown);
  return [{ id, shown }, ...networks.filter((other) => other.id !== id)].slice(0, MOST);
}

/** Which networks are kept for the next session: the last ones that fit into what VS Code stores. */
export function fitting(networks: readonly KeptNetwork[], most = MOST_CHARACTERS): KeptNetwork[] {
  let left = most;
  return networks.filter(({ shown }) => {
    const { length } = JSON.stringify(shown);
    if (length > left) return false;
    left -= length;
    return true;
  });
}

/** Those of an earlier session; what an older version wrote, or anything else, is left out. */
export function restored(state: unknown): KeptNetwork[] {
  const all = Array.isArray(state) ? state : [];
  return all.filter((shown) => NETWORK.is(shown)).map((shown) => ({ id: idOf(shown), shown }));
}

function idOf({ network: { name, basis }, architecture, uri }: NetworkShown): string {
  return `network ${JSON.stringify([basis.network ?? { uri, name }, architecture])}`;
}
