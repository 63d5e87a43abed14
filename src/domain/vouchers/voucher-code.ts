/**
 * The code of a voucher: twelve random digits and two that check them, so that a slip of a finger is told from
 * a voucher that nobody sold. The letter before them keeps a scanned one apart from the number of an article.
 * Source: ISO 7064, MOD 97-10.
 */

const DIGITS = 12;
const MODULUS = 97;
const SIGN = "V";
const CODE = /^v?(?<digits>\d{12})(?<check>\d{2})$/iu;
/** As people type it: with blanks and dashes wherever they like. */
const WRITTEN_CODE = /v[\s-]*\d(?:[\s-]*\d){13}/giu;
/** So many digits at its end tell one paper from another. */
const SHOWN_DIGITS = 4;
/** Each digit takes one byte: what is beyond the last whole ten of bytes would favour low digits. */
const FAIR_BELOW = 250;

/** A code that was read; `mistyped` where the two digits don't fit the others. */
export type ReadCode =
  | { readonly type: "code"; readonly code: string }
  | { readonly type: "mistyped" }
  | { readonly type: "none" };

/** Returns the code, such as `V48293017765512`, of random bytes; throws where there are too few of them. */
export function voucherCode(bytes: Uint8Array): string {
  const digits = [...bytes].filter((byte) => byte < FAIR_BELOW).slice(0, DIGITS);
  if (digits.length < DIGITS) throw new Error("Too few random bytes for the code of a voucher.");
  const text = digits.map((byte) => byte % 10).join("");
  return SIGN + text + checkOf(text);
}

/** Reads what was typed or scanned, with or without the letter, blanks and dashes. */
export function readVoucherCode(text: string): ReadCode {
  const { digits, check } = CODE.exec(text.replaceAll(/[\s-]/gu, ""))?.groups ?? {};
  if (digits === undefined) return { type: "none" };
  return checkOf(digits) === check
    ? { type: "code", code: SIGN + digits + check }
    : { type: "mistyped" };
}

/** Whether a typed or scanned text begins as a code does: nothing else that is typed at a till looks so. */
export function isVoucherCode(text: string): boolean {
  return /^v[\d\s-]{14,}$/iu.test(text.trim()) && readVoucherCode(text).type !== "none";
}

/** Reads a code with the sum before it that it is to pay, as where one is scanned behind `15`; undefined for others. */
export function readSumAndCode(
  text: string,
): { readonly sum: string; readonly code: string } | undefined {
  const { sum, code } = /^(?<sum>[\d.,]+)\s*(?<code>v.*)$/iu.exec(text.trim())?.groups ?? {};
  return sum !== undefined && code !== undefined && isVoucherCode(code) ? { sum, code } : undefined;
}

/** Returns a text as a screen shows it, which guests and others see: with the end alone of a code in it. */
export function withoutCode(text: string): string {
  return text.replaceAll(WRITTEN_CODE, (code) => {
    let hidden = code.replaceAll(/\D/gu, "").length - SHOWN_DIGITS;
    return code.replaceAll(/\d/gu, (digit) => {
      hidden -= 1;
      return hidden < 0 ? digit : "*";
    });
  });
}

/** Returns the code in groups, as people read it out: `V 4829 3017 7655 12`. */
export function voucherCodeText(code: string): string {
  return [code.slice(0, 1), ...(code.slice(1).match(/.{1,4}/gu) ?? [])].join(" ");
}

function checkOf(digits: string): string {
  const check = MODULUS + 1 - ((Number(digits) * 100) % MODULUS);
  return String(check).padStart(2, "0");
}

/** The most signs of a voucher's number: so many tell the vouchers of a shop apart on its papers. */
const NUMBER_LENGTH = 6;

/** Returns the number by which people speak of a voucher. It is no secret: nothing is paid by it. */
export function voucherNumber(id: string): string {
  return id.slice(0, NUMBER_LENGTH).toUpperCase();
}
