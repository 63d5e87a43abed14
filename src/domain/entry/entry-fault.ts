/**
 * Why a text of the register's line, or of the payment, does nothing. Facts only: the sentence that a
 * person reads is made of them by whoever shows it, in the person's language.
 */

/** A fault in the typed options of goods. */
export type OptionFault =
  | { readonly type: "no-options" }
  | { readonly type: "too-many"; readonly group: string; readonly max: number }
  /** `first` is the name of option 1. */
  | {
      readonly type: "no-such-number";
      readonly number: number;
      readonly count: number;
      readonly first: string;
    }
  | {
      readonly type: "no-such-name";
      readonly typed: string;
      readonly count: number;
      readonly first: string;
    }
  /** The stroke is there, what follows it is not. */
  | { readonly type: "which"; readonly count: number; readonly first: string };

/** `code` is always the shortest text that names the goods. */
export type EntryFault =
  | { readonly type: "too-long"; readonly max: number }
  | { readonly type: "nothing-called"; readonly typed: string }
  /** The text begins the name of an option, and no goods. */
  | { readonly type: "is-option"; readonly option: string; readonly typed: string }
  /** The text is a receipt number as on paper, and no goods have that name. */
  | { readonly type: "receipt-number"; readonly number: string }
  | { readonly type: "option"; readonly name: string; readonly why: OptionFault }
  | {
      readonly type: "by-weight";
      readonly sku: string;
      readonly name: string;
      readonly code: string;
    }
  /** A scale's label says the weight already. */
  | { readonly type: "labelled"; readonly name: string }
  | { readonly type: "by-piece"; readonly name: string; readonly code: string }
  | { readonly type: "too-heavy"; readonly typed: string; readonly code: string }
  | { readonly type: "barcode-no-quantity"; readonly typed: string }
  | { readonly type: "no-quantity"; readonly typed: string }
  | {
      readonly type: "no-fixed-price";
      readonly sku: string;
      readonly name: string;
      readonly code: string;
    }
  | { readonly type: "no-amount"; readonly typed: string; readonly code: string }
  /** `2 latte`: a blank is no quantity. */
  | { readonly type: "so-many"; readonly count: string; readonly goods: string }
  /** `3*` and nothing behind it. */
  | { readonly type: "of-what"; readonly typed: string }
  /** A quantity and an option without goods: the option is meant for some of a line. */
  | { readonly type: "takes-options"; readonly name: string }
  /** `100 cola`: the number is goods already. */
  | { readonly type: "one-by-one"; readonly name: string; readonly code: string }
  | { readonly type: "has-options"; readonly name: string; readonly code: string }
  | {
      readonly type: "with-option";
      readonly name: string;
      readonly code: string;
      readonly option: string;
      readonly number: number;
    }
  | { readonly type: "no-barcode"; readonly typed: string }
  /** The digits of a barcode, whose last one doesn't fit the others. */
  | { readonly type: "wrong-check"; readonly typed: string }
  | { readonly type: "no-number"; readonly typed: string }
  /** `first` is the name of a hit; empty for none. */
  | { readonly type: "no-plu"; readonly typed: string; readonly first: string }
  /** Tills apart gave several goods the same number. */
  | { readonly type: "contested"; readonly typed: string; readonly names: ReadonlyArray<string> }
  /** The text is the family of several goods; `such` is what one of them may be typed as. */
  | {
      readonly type: "family";
      readonly family: string;
      readonly count: number;
      readonly such: string;
    }
  | { readonly type: "no-line-price" }
  | { readonly type: "rate-too-high" }
  | { readonly type: "line-quantity" }
  /** How the command of that sign is typed. */
  | {
      readonly type: "how";
      readonly sign: "+" | "*" | "/" | "!" | "=" | "-" | ":" | ";" | "<";
    }
  | { readonly type: "no-sign"; readonly sign: string }
  /** `forms` are the two amounts that it may become. */
  | { readonly type: "unfinished"; readonly typed: string; readonly forms: ReadonlyArray<string> }
  | { readonly type: "barcode-no-money" }
  /** Goods whose empties were typed, and that bring no deposit along. */
  | { readonly type: "no-deposit"; readonly name: string }
  /** Goods of which nobody may have half a piece, typed as half of one. */
  | { readonly type: "whole"; readonly name: string }
  /** Half and half of one product. */
  | { readonly type: "same-halves"; readonly name: string }
  /** No currency that is known here. */
  | { readonly type: "no-currency"; readonly code: string }
  | { readonly type: "no-money"; readonly typed: string }
  | { readonly type: "no-tip"; readonly typed: string }
  | { readonly type: "no-split"; readonly typed: string };
