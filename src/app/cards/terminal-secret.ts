/**
 * The passphrase that a Nexo terminal's key is made of: a secret of the shop, told from till to till and in
 * no event. An event names a secret by a hash of its value, so random bytes stand before the passphrase:
 * else whoever has an export could try passphrases against that hash.
 */

import { type Random } from "../../domain/ports.ts";
import { type Terminal } from "../../domain/terminals/terminals.ts";
import { type StagedSecrets } from "../../ledger/staged-secrets.ts";
import { type Till } from "../till/till.ts";

const SALT_BYTES = 32;
const ID_BYTES = 8;

/** A passphrase as it is kept: under a name that no other one has. */
export interface NewPassphrase {
  readonly name: string;
  readonly value: Uint8Array;
}

export function newPassphrase(passphrase: string, random: Random): NewPassphrase {
  const value = Buffer.concat([random.bytes(SALT_BYTES), Buffer.from(passphrase, "utf8")]);
  return { name: Buffer.from(random.bytes(ID_BYTES)).toString("hex"), value };
}

/** Puts it among the secrets of the terminal, and returns its id there. */
export function stagePassphrase(
  secrets: Pick<StagedSecrets, "put">,
  terminal: string,
  { name, value }: NewPassphrase,
): string {
  const id = `terminal-key/${terminal}/${name}`;
  secrets.put(id, value);
  return id;
}

/** Returns the passphrase of a terminal; undefined where it has none, or this till doesn't know it yet. */
export function readPassphrase(
  { ledger }: Pick<Till, "ledger">,
  { passphrase: id }: Pick<Terminal, "passphrase">,
): string | undefined {
  const value = id === "" ? undefined : ledger.secrets.get(id);
  return value && Buffer.from(value.subarray(SALT_BYTES)).toString("utf8");
}
