/** Why something about a line of an order was not done. */

import { refusal } from "../base/refusal-table.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { type Deed } from "../lines/line-kinds.ts";
import { type MinorUnits } from "../money/amounts.ts";

export const LINE_REFUSALS = {
  "line/unknown": refusal("unknown"),
  "line/voided": refusal<{ name: string }>("conflict"),
  "line/paid": refusal<{ name: string }>("conflict"),
  /** No station makes it. */
  "line/no-station": refusal<{ name: string }>("wrong"),
  /** The kitchen was told to make it. */
  "line/begun": refusal<{ name: string }>("conflict"),
  /** The kitchen knows of it and waits. */
  "line/waits": refusal<{ name: string }>("conflict"),
  /** No station makes it: nobody could make it again. */
  "line/not-made": refusal<{ name: string }>("conflict"),
  /** The kitchen has heard nothing of it. */
  "line/not-sent": refusal<{ name: string }>("conflict"),
  /** The kitchen was sent fewer than are to be made again. */
  "line/fewer-made": refusal<{ name: string }>("conflict"),
  /** Whether it is to wait was said so already. */
  "line/held-same": refusal<{ name: string }>("conflict"),
  /** A line comes to more than the shop's lines do: somebody has to say that it is meant. */
  "line/unusual": refusal<{ name: string; gross: MinorUnits }>("wrong", { asks: "line" }),
  /** Whoever buys it has to be so old, which is born on that day or before: somebody has to say that they are. */
  "line/age": refusal<{ name: string; age: number; born: BusinessDay }>("wrong", { asks: "age" }),
  /** It is sold by its serial number, which nobody has said yet. */
  "line/serial": refusal<{ name: string; line: EventId }>("conflict"),
  /** That piece was sold, and has not come back as far as is known here: somebody has to say that it is meant. */
  "line/serial-sold": refusal<{ name: string; serial: string; number: string }>("wrong", {
    asks: "line",
  }),
  /** What was typed is no serial number. */
  "line/serial-text": refusal<{ text: string; max: number }>("wrong"),
  /** It is sold without a serial number. */
  "line/no-serial": refusal<{ name: string }>("wrong"),
  /** More serial numbers were typed than goods want. */
  "line/serials-left": refusal<{ serial: string }>("wrong"),
  /** Only a fragment of the line is on this bill, and the change is of the whole line. */
  "line/elsewhere-too": refusal<{ name: string }>("conflict"),
  /** Lines of its kind don't allow that. */
  "line/fixed": refusal<{ name: string; deed: Deed }>("conflict"),
  /** A share of it is paid, here or on another bill. */
  "line/part-paid": refusal<{ name: string }>("conflict"),
};
