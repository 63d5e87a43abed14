/**
 * Barcodes by their digits: check digits, the labels that a scale prints, and our own receipts.
 *
 * A code with a wrong check digit is refused, never guessed at: a misread price is worse than none.
 */

import { err, ok, type Result } from "../base/result.ts";
import {
  minor,
  type MinorUnits,
  thousandths,
  type Thousandths,
  THOUSANDTHS_MAX,
  zeroMinor,
} from "../money/amounts.ts";
import { divideRounded, type HalfRule, productOf } from "../money/rounding.ts";
import { lineGross } from "./pricing.ts";

export type BarcodeFault =
  | { readonly type: "barcode/no-code"; readonly text: string }
  | {
      readonly type: "barcode/wrong-check-digit";
      readonly text: string;
      readonly expected: string;
    };

/** EAN-8, UPC-A, EAN-13 (ISBN, JAN) and GTIN-14. */
const CODE = /^(?:[0-9]{8}|[0-9]{12,14})$/u;

/** The check digit after these digits: weights 3 and 1 from the right. Throws RangeError for others. */
export function checkDigit(body: string): string {
  if (!/^[0-9]+$/u.test(body)) throw new RangeError(`Not digits: ${body}`);
  const digits = Array.from(body, Number).toReversed();
  const sum = digits.reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/**
 * A code of 8, 12, 13 or 14 digits whose check digit is right. Source: docs/rules/arithmetic.md, R13;
 * fixtures/vectors/goods.json, B03.
 */
export function parseBarcode(text: string): Result<string, BarcodeFault> {
  if (!CODE.test(text)) return err({ type: "barcode/no-code", text });
  const expected = checkDigit(text.slice(0, -1));
  if (text.endsWith(expected)) return ok(text);
  return err({ type: "barcode/wrong-check-digit", text, expected });
}

const UPC_E = /^(?<system>[01])(?<digits>[0-9]{6})(?<check>[0-9])$/u;

/**
 * Returns the UPC-A of twelve digits that a UPC-E of eight stands for, which leaves zeros out of the middle; undefined
 * for a text that is none, or whose check digit is wrong. Source: GS1 General Specifications 5.2.2.4.
 */
export function expandUpcE(text: string): string | undefined {
  const { system = "", digits = "", check = "" } = UPC_E.exec(text)?.groups ?? {};
  if (system === "") return undefined;
  const code = `${system}${middleOfUpcE(digits)}${check}`;
  return parseBarcode(code).ok ? code : undefined;
}

/** The last of the six digits says where the zeros were. */
function middleOfUpcE(digits: string): string {
  const last = Number(digits.at(-1));
  if (last <= 2) return `${digits.slice(0, 2)}${last}0000${digits.slice(2, 5)}`;
  if (last === 3) return `${digits.slice(0, 3)}00000${digits.slice(3, 5)}`;
  if (last === 4) return `${digits.slice(0, 4)}00000${digits.slice(4, 5)}`;
  return `${digits.slice(0, 5)}0000${last}`;
}

/** How codes are compared: the twelve digits of a UPC-A are an EAN-13 with a zero before it. */
export function toGtin14(barcode: string): string {
  return barcode.padStart(14, "0");
}

/** How the scales of a shop write their labels: prefix, item, value, check digit; 13 digits. */
export interface ScaleRule {
  readonly prefix: string;
  readonly itemDigits: number;
  /** The meaning of the value in the code: grams, or the price in minor units. */
  readonly holds: "weight" | "price";
}

/** The commonest setting of European scales. */
export const usualScaleRules: ReadonlyArray<ScaleRule> = [
  { prefix: "21", itemDigits: 5, holds: "weight" },
  { prefix: "02", itemDigits: 5, holds: "price" },
];

interface ScaleItem {
  /** The digits of the item on the scale, with leading zeros. */
  readonly item: string;
  /** The label's code with the value zero, by which the product may be stored. */
  readonly productCode: string;
}

export type ScaleLabel =
  | (ScaleItem & { readonly type: "weight"; readonly quantity: Thousandths })
  | (ScaleItem & {
      readonly type: "price";
      readonly price: MinorUnits;
      /** The decimals of the price, where the code says them itself; missing for minor units. */
      readonly decimals?: number;
      /** The weight of the pack, where the code says that too. */
      readonly weight?: Thousandths;
    });

export type ScaleLabelFault =
  | BarcodeFault
  | { readonly type: "barcode/not-from-a-scale"; readonly text: string };

/** Reads a scale's label. A UPC-A code of 12 digits counts as one with a leading zero. R13, B01, B03. */
export function parseScaleLabel(
  text: string,
  rules: ReadonlyArray<ScaleRule>,
): Result<ScaleLabel, ScaleLabelFault> {
  const code = parseBarcode(text.length === 12 ? `0${text}` : text);
  if (!code.ok) return code;
  const rule = rules.find(
    ({ prefix }) => code.value.length === 13 && code.value.startsWith(prefix),
  );
  if (rule === undefined) return err({ type: "barcode/not-from-a-scale", text });
  const head = code.value.slice(0, rule.prefix.length + rule.itemDigits);
  const value = Number(code.value.slice(head.length, -1));
  const empty = head.padEnd(12, "0");
  const common = { item: head.slice(rule.prefix.length), productCode: empty + checkDigit(empty) };
  return rule.holds === "weight"
    ? ok({ ...common, type: "weight", quantity: thousandths(value) })
    : ok({ ...common, type: "price", price: minor(value) });
}

export interface WeighedGoods {
  readonly gross: MinorUnits;
  readonly quantity: Thousandths;
}

/**
 * Price and weight of a labelled pack at the product's price per unit. A price on the label is the
 * line's total as it stands; the weight that it implies is for stock alone, and is zero for goods
 * without a price. Source: docs/rules/arithmetic.md, R13.
 * @public The counter will call it.
 */
export function weighedGoods(
  label: ScaleLabel,
  unitPrice: MinorUnits,
  half: HalfRule,
): WeighedGoods {
  if (label.type === "weight") {
    const modifiersPerUnit = zeroMinor;
    const gross = lineGross({ unitPrice, modifiersPerUnit, quantity: label.quantity, half });
    return { gross, quantity: label.quantity };
  }
  const quantity = weightOfPack(label.price, unitPrice, half) ?? thousandths(0);
  return { gross: label.price, quantity };
}

/**
 * Returns the weight that the price on a pack implies, at the product's price per unit; undefined where
 * that price is zero, or the weight too small or too large to be counted.
 */
export function weightOfPack(
  price: MinorUnits,
  unitPrice: MinorUnits,
  half: HalfRule,
): Thousandths | undefined {
  if (unitPrice <= 0) return undefined;
  const weight = divideRounded(productOf(price, 1000), unitPrice, half);
  return weight > 0 && weight <= THOUSANDTHS_MAX ? thousandths(weight) : undefined;
}

/** Which receipt: its device's ordinal in the shop and its number in that device's series. */
export interface ReceiptCode {
  readonly deviceOrdinal: number;
  readonly number: number;
}

/** GS1 keeps this prefix for refund receipts, so no article in the world has it. */
const RECEIPT_PREFIX = "980";
const RECEIPT = /^980(?<deviceOrdinal>[0-9]{3})(?<number>[0-9]{6})[0-9]$/u;

/**
 * The EAN-13 of a receipt: digits only, so that no keyboard layout bends it. Throws RangeError unless
 * the ordinal is 0 to 999 and the number 0 to 999999. Source: docs/rules/arithmetic.md, R18.
 */
export function receiptBarcode({ deviceOrdinal, number }: ReceiptCode): string {
  const body = RECEIPT_PREFIX + digitsOf(deviceOrdinal, 3) + digitsOf(number, 6);
  return body + checkDigit(body);
}

/** The receipt that a scan means; undefined when it is not a receipt's code. */
export function parseReceiptBarcode(text: string): ReceiptCode | undefined {
  const groups = RECEIPT.exec(text)?.groups;
  if (groups === undefined || !parseBarcode(text).ok) return undefined;
  return { deviceOrdinal: Number(groups["deviceOrdinal"]), number: Number(groups["number"]) };
}

function digitsOf(value: number, count: number): string {
  const digits = String(value);
  if (!/^[0-9]+$/u.test(digits) || digits.length > count) {
    throw new RangeError(`Not a number of up to ${count} digits: ${value}`);
  }
  return digits.padStart(count, "0");
}
