/**
 * The secrets of a person: the key of the name and the verifier of the PIN. Each gets a new id
 * whenever it is made, because of two values under one id only one holds.
 */

import { type DeviceId } from "../../domain/identity.ts";
import { officeKeyStart } from "../../domain/people/office-person.ts";
import { type Random } from "../../domain/ports.ts";
import { type Secrets } from "../../ledger/secrets.ts";
import { type StagedSecrets } from "../../ledger/staged-secrets.ts";
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

/** The key of a person's name that head office brings to a shop. */
export function newOfficeKeyId(
  number: string,
  { self, random }: { readonly self: DeviceId; readonly random: Random },
): string {
  return officeKeyStart(number, self) + randomName(random);
}

/** The one that counts for most; undefined when none is here: then nobody can sign in. */
export function shopPepper(secrets: Pick<Secrets, "idsFrom" | "get">): Pepper | undefined {
  return peppersOf(secrets)[0];
}

/** Returns all peppers that are here, the one that counts for most first. */
export function peppersOf(secrets: Pick<Secrets, "idsFrom" | "get">): ReadonlyArray<Pepper> {
  return [...secrets.idsFrom(PEPPER_PREFIX)].flatMap((id) => {
    const key = secrets.get(id);
    return key?.length === PEPPER_BYTES ? [{ id, key }] : [];
  });
}

/** A new pepper, written together with what is checked by it. */
export function stagePepper(secrets: Pick<StagedSecrets, "put">, random: Random): Pepper {
  const pepper = newPepper(random);
  secrets.put(pepper.id, pepper.key);
  return pepper;
}

function randomName(random: Random): string {
  return Buffer.from(random.bytes(ID_BYTES)).toString("hex");
}
