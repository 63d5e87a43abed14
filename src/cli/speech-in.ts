/** How a command writes money and days: in the language that it speaks. */

import { type Speech } from "../app/speech.ts";
import { type Till } from "../app/till/till.ts";
import { type Console } from "./console.ts";

export function speechIn(
  { locale }: Pick<Console, "locale">,
  { currency }: Pick<Till, "currency">,
): Speech {
  return { currency, locale: locale() };
}
