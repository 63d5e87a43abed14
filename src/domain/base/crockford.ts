/**
 * Codes that people type: Crockford's base32 (https://www.crockford.com/base32.html) in groups of
 * four, and a last character that checks them. Every wrong character and every swap of neighbours is
 * noticed.
 *
 * The check is the Damm algorithm over the field of 32 elements (H. M. Damm, Discrete Mathematics 307,
 * 2007), so it is a character of the same alphabet. Crockford's own check symbol may be `~`, `$` or
 * `=`, which printers and keyboards of some countries lack, and that of ISO 7064 MOD 37-2 may be `O`
 * or `I`, which are read as `0` and `1` here.
 */

import { base32crockford } from "@scure/base";

import { err, ok, type Result } from "./result.ts";

export type CodeFault =
  | { readonly type: "code/character"; readonly character: string }
  /** `found` counts the characters that were written. */
  | { readonly type: "code/length"; readonly found: number; readonly wanted: number }
  /** A character is wrong, or two are swapped: the check doesn't say which. */
  | { readonly type: "code/mistyped" };

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** x⁵ + x² + 1: what makes five bits a field. */
const FIELD_POLYNOMIAL = 0b10_0101;

/** The code of so many bytes, which have to be a multiple of five: `XXXX-XXXX-…-C`. */
export function bytesToCode(bytes: Uint8Array): string {
  return withCheck(base32crockford.encode(bytes));
}

/**
 * Reads what a person typed or scanned: letters of either case, spaces and dashes anywhere, `O` for
 * `0`, `I` and `L` for `1`. `characters` counts those of the secret, without the check.
 */
export function readCode(text: string, characters: number): Result<string, CodeFault> {
  const written = text
    .toUpperCase()
    .replaceAll(/[\s\p{Dash}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/gu, "1");
  const read = Array.from(written);
  const foreign = read.find((character) => !CROCKFORD.includes(character));
  if (foreign !== undefined) return err({ type: "code/character", character: foreign });
  const [found, wanted] = [read.length, characters + 1];
  if (found !== wanted) return err({ type: "code/length", found, wanted });
  const code = withCheck(written.slice(0, characters));
  return code.endsWith(`-${written.slice(characters)}`) ? ok(code) : err({ type: "code/mistyped" });
}

/** Returns the secret of a code, without its hyphens and check character. */
export function codeToSecret(code: string): string {
  return code.replaceAll("-", "").slice(0, -1);
}

function withCheck(secret: string): string {
  return [...(secret.match(/.{4}/gu) ?? []), checkOf(secret)].join("-");
}

/** Each place weighs twice the next in the field, so neither a change nor a swap can cancel out. */
function checkOf(secret: string): string {
  const sum = Array.from(secret).reduce(
    (sum, character) => doubled(sum ^ CROCKFORD.indexOf(character)),
    0,
  );
  return CROCKFORD[sum] ?? "";
}

function doubled(element: number): number {
  const shifted = element << 1;
  return shifted < CROCKFORD.length ? shifted : shifted ^ FIELD_POLYNOMIAL;
}
