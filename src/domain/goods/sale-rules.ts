/** What a shop says of how a product is sold, beside its price: the codes of its packs, and to whom. */

/** A barcode on what holds several pieces: the case of 24 has its own. */
export interface PackCode {
  readonly code: string;
  readonly pieces: number;
}

export interface SaleRules {
  /** A pack is sold as so many pieces, each at the product's price. */
  readonly packCodes: ReadonlyArray<PackCode>;
  /** The years that a buyer has to be old; zero where anybody may buy it. */
  readonly age: number;
  /** Whether half of it is sold beside half of something else, such as a pizza (`halves.ts`). */
  readonly half: boolean;
  /** Whether what is sold is a voucher worth its price (`voucher-goods.ts`). */
  readonly voucher: boolean;
  /** Whether each piece has a serial number, which is asked for when it is sold (`serial-numbers.ts`). */
  readonly serial: boolean;
  /** The goods that it is a variant of, such as a shirt in sizes and colours (`families.ts`); empty for none. */
  readonly family: string;
  /** Which of them it is, by row and column of their grid: `M`, `red`; or empty. */
  readonly row: string;
  readonly column: string;
}

export const PACK_CODES_MAX = 20;
export const PACK_PIECES_MAX = 999;
export const AGE_MAX = 99;

/** What holds of a product as long as nobody says otherwise. */
export const USUAL_RULES: SaleRules = {
  packCodes: [],
  age: 0,
  half: false,
  voucher: false,
  serial: false,
  family: "",
  row: "",
  column: "",
};
