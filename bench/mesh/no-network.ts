/** What parts on a network of the kernel say where nobody may make one. */

import { whyNoNetwork } from "../../test/support/network.ts";

/** Says that the part is left out, where it has to be. */
export function isWithoutNetwork(what: string): boolean {
  const why = whyNoNetwork();
  if (why !== undefined) process.stderr.write(`${what} are left out: ${why}.\n`);
  return why !== undefined;
}
