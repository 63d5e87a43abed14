/**
 * The key as a credential that systemd hands to the till's service, sealed on the disk by the TPM
 * where there is one. The line in `ledger.key` only names it.
 */

import * as z from "zod";

import { StoreError } from "../store-error.ts";
import { KEY, type KeptKey, type KeyAccess, type KeyProvider, parseLine } from "./key-provider.ts";

/** The names that systemd allows; none is a path. */
export const CREDENTIAL_NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/u;

const namedSchema = z.object({
  version: z.literal(1),
  provider: z.literal("credential"),
  name: z.string().regex(CREDENTIAL_NAME),
});

export const credentialKey: KeyProvider<{ readonly type: "credential"; readonly name: string }> = {
  read: (text) => {
    const named = namedSchema.safeParse(parseLine(text)).data;
    return named === undefined ? undefined : keptKey(named.name);
  },
  make: ({ name }, { access }) => {
    const kept = keptKey(name);
    // The credential is read first: a missing one must not become the key of anything.
    kept.unlock(access);
    return kept;
  },
};

function keptKey(name: string): KeptKey {
  return {
    provider: "credential",
    text: JSON.stringify({ version: 1, provider: "credential", name }),
    credential: name,
    unlock: (access) => readKey(name, access),
  };
}

function readKey(name: string, { credential }: KeyAccess): string {
  const key = credential(name)?.trim().toLowerCase();
  if (key === undefined) {
    throw new StoreError(
      "store/no-credential",
      `Systemd has not handed over the credential ${name}: start this by a unit or systemd-run with LoadCredentialEncrypted=${name}.`,
    );
  }
  if (KEY.test(key)) return key;
  throw new StoreError(
    "store/wrong-key",
    `The credential ${name} holds no key: it needs 64 hexadecimal digits.`,
  );
}
