/**
 * The codes of vouchers. A code is in no event: its voucher's name is a hash of it under the shop's pepper, which
 * stands among the secrets, apart from every export of events. So an export can't be searched for codes, and
 * whoever has the pepper too pays for each guess. A till knows the code of a voucher that it makes until it has
 * printed it.
 */

import { createHash, scryptSync } from "node:crypto";

import { toBase32 } from "../../domain/base/base32.ts";
import { type NewVouchers } from "../../domain/commands/decision.ts";
import { type Random } from "../../domain/ports.ts";
import { voucherCode } from "../../domain/vouchers/voucher-code.ts";
import { createVoucherTries, type VoucherTries, type VoucherTriesDeps } from "./voucher-tries.ts";

/** A guess takes some 2 ms of a processor, and all codes together 60 years of one. */
const COST = { N: 2 ** 10, r: 8, p: 1 };
/** As many as 26 characters of base32 take. */
const HASH_BYTES = 17;
const ID_CHARACTERS = 26;
/** Of which some are left out, so that no digit is more likely than another. */
const CODE_BYTES = 24;
/** The codes that are kept until their papers are made: those of a few sales. */
const CODES_KEPT = 200;

export interface VoucherCodes {
  /** Makes vouchers; undefined where the pepper has not come to this till yet. */
  readonly makers: () => NewVouchers | undefined;
  /** Returns the code of a voucher that this process has made a moment ago; undefined for all others. */
  readonly codeOf: (id: string) => string | undefined;
  /** Returns the vouchers whose codes this process knows, also such as were made for an act that was refused. */
  readonly known: () => ReadonlyArray<string>;
  /** Returns the names that a voucher of that code may have: one for each pepper of the shop. */
  readonly idsOf: (code: string) => ReadonlyArray<string>;
  /** Returns the hashes that a coupon of that code may be kept by: one for each pepper of the shop. */
  readonly couponHashes: (code: string) => ReadonlyArray<string>;
  readonly tries: VoucherTries;
}

export function createVoucherCodes({
  peppers,
  random,
  ...tries
}: VoucherTriesDeps & {
  /** Returns the shop's peppers that are here, the one that counts for most first. */
  readonly peppers: () => ReadonlyArray<Uint8Array>;
  readonly random: Random;
}): VoucherCodes {
  const codesById = new Map<string, string>();

  function newId(pepper: Uint8Array): string {
    const code = voucherCode(random.bytes(CODE_BYTES));
    const id = hashOf(code, pepper);
    codesById.set(id, code);
    const [oldest] = codesById.keys();
    if (codesById.size > CODES_KEPT && oldest !== undefined) codesById.delete(oldest);
    return id;
  }

  return {
    makers: () => {
      const [pepper] = peppers();
      return pepper === undefined ? undefined : { newId: () => newId(pepper) };
    },
    tries: createVoucherTries(tries),
    codeOf: (id) => codesById.get(id),
    known: () => [...codesById.keys()],
    idsOf: (code) => peppers().map((pepper) => hashOf(code, pepper)),
    couponHashes: (code) =>
      peppers().map((pepper) => hashOf(`coupon ${code.trim().toUpperCase()}`, pepper)),
  };
}

/** Returns a hash of a code as 26 characters of base32. */
function hashOf(code: string, pepper: Uint8Array): string {
  const salt = createHash("sha256").update("voucher\0").update(pepper).digest();
  return toBase32(scryptSync(code, salt, HASH_BYTES, COST), ID_CHARACTERS);
}
