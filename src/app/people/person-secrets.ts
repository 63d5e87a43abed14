/**
 * What of a person stands among the secrets: the key of the name and the verifier of the PIN, each under
 * a new id whenever it is made, because no secret is ever overwritten.
 */

import { type Random } from "../../domain/ports.ts";
import { type Secrets } from "../../ledger/secrets.ts";
import { type Pepper } from "./pin.ts";

const PEPPER_BYTES = 32;
const ID_BYTES = 8;
const PEPPER_PREFIX = "pepper/";

export function newPepper(random: Random): Pepper {
  return { id: `${PEPPER_PREFIX}${randomName(random)}`, key: random.bytes(PEPPER_BYTES) };
}

export function newVerifierId(number: string, random: Random): string {
  return `pin/${number}/${randomName(random)}`;
}

export function newNameKeyId(number: string, random: Random): string {
  return `person/${number}/${randomName(random)}`;
}

/** Throws when it is not here: then nobody could have signed in either. */
export function shopPepper(secrets: Secrets): Pepper {
  for (const { id } of secrets.rows()) {
    const key = id.startsWith(PEPPER_PREFIX) ? secrets.get(id) : undefined;
    if (key !== undefined) return { id, key };
  }
  throw new Error("The pepper of the shop is not among the secrets.");
}

export interface StagedSecrets extends Pick<Secrets, "put" | "get"> {
  /** Writes what was put, as a part of the transaction that runs. */
  readonly keep: () => void;
}

/** Secrets of something that may yet be refused: they are kept together with it, or not at all. */
export function stageSecrets(secrets: Secrets): StagedSecrets {
  const staged = new Map<string, Uint8Array>();
  return {
    put: (id, value) => {
      staged.set(id, value);
    },
    get: (id) => staged.get(id) ?? secrets.get(id),
    keep: () => {
      for (const [id, value] of staged) secrets.put(id, value);
    },
  };
}

function randomName(random: Random): string {
  return Buffer.from(random.bytes(ID_BYTES)).toString("hex");
}
