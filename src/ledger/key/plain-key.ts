/**
 * The key itself, in hexadecimal: the default, because it asks nobody for anything.
 *
 * It protects a disk image or backup that is stolen without it, and nothing else: who takes the whole
 * box can read the ledger. `till doctor` says so.
 */

import { KEY, type KeptKey, type KeyProvider, newKey } from "./key-provider.ts";

export const plainKey: KeyProvider<{ readonly type: "file" }> = {
  read: (text) => (KEY.test(text) ? keptKey(text) : undefined),
  make: (_, { random }) => keptKey(newKey(random)),
};

function keptKey(key: string): KeptKey {
  return { provider: "file", text: key, unlock: () => key };
}
