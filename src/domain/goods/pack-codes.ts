/** The barcodes of a product and of its packs: which stand for it, and for how many pieces. */

import { toGtin14 } from "./barcode.ts";
import { type PackCode, type SaleRules } from "./sale-rules.ts";

/** Returns how many pieces come under a barcode of the product: those of a pack, else one. */
export function piecesUnder({ packCodes }: SaleRules, code: string): number {
  return packCodes.find((pack) => isSameCode(pack.code, code))?.pieces ?? 1;
}

/** Returns whether a barcode is one of the product's own, or that of a pack of it. */
export function bearsCode(
  { barcodes, packCodes }: SaleRules & { readonly barcodes: ReadonlyArray<string> },
  code: string,
): boolean {
  return (
    barcodes.some((own) => isSameCode(own, code)) ||
    packCodes.some((pack) => isSameCode(pack.code, code))
  );
}

const GTIN = /^[0-9]{8,14}$/u;

/** Returns whether two codes are one: a UPC-A is an EAN-13 with a zero before it. */
export function isSameCode(one: string, other: string): boolean {
  return GTIN.test(one) && GTIN.test(other) ? toGtin14(one) === toGtin14(other) : one === other;
}

export function packCodesText(codes: ReadonlyArray<PackCode>): string {
  return codes.map(({ code, pieces }) => `${code}=${pieces}`).join(" ");
}
