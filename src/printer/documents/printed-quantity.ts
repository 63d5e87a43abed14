/** Thousandths as papers show them: `2`, `0.5`, `0.350 kg`. */

import { type SoldBy, type Thousandths } from "../../domain/money/amounts.ts";

export function formatQuantity(quantity: Thousandths, soldBy: SoldBy): string {
  return soldBy === "weight" ? `${threeDecimals(quantity)} kg` : formatPieces(quantity);
}

export function formatPieces(quantity: Thousandths): string {
  return threeDecimals(quantity).replace(/\.?0+$/u, "");
}

function threeDecimals(quantity: number): string {
  const digits = String(Math.abs(quantity)).padStart(4, "0");
  return `${quantity < 0 ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
