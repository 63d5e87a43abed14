/** The serial number of a piece: it stands on the line, the receipt and the history. */

import * as z from "zod";

import { ok, type Result } from "../domain/base/result.ts";
import { decideSetSerial } from "../domain/commands/order/serial-numbers.ts";
import { shortTextSchema } from "../domain/events/register-schemas.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { type LineView, type OrderView } from "../domain/views.ts";
import { defineAct } from "./act.ts";

interface Typed {
  readonly serial: string;
}

export const serial = defineAct({
  id: "serial",
  on: "line",
  right: "sell",
  word: { words: ["serial"], after: "points", reads: readTyped, needsMore: true },
  input: () => z.object({ line: eventIdSchema, serial: shortTextSchema }),
  decide: decideSetSerial,
  plan: ({ words }, { order, line }, typed: Typed | undefined) => {
    if (typed === undefined) return { type: "refused", why: howTo(words.serials, order) };
    const wanted = lineWithout(order, line);
    if (wanted === undefined) return { type: "refused", why: words.serials.none };
    const { id, name } = wanted;
    return {
      type: "ready",
      input: { line: id, serial: typed.serial },
      preview: words.serials.with({ name, serial: typed.serial }),
    };
  },
  done: ({ words }, { input, order }) => {
    const name = order?.lines.find(({ id }) => id === input.line)?.name ?? "";
    return words.serials.done({ name, serial: input.serial });
  },
  shell: {
    help: "say the serial number of a piece, which its receipt names",
    words: [{ name: "<number>", help: "as it stands on the goods" }],
    asks: ["line"],
    example: "order serial A12 1 356938035643809",
    read: ({ words: [text = ""] }) => ok({ input: { serial: text.trim() } }),
  },
});

/** Returns the chosen line where it wants a number, else the first one that lacks it. */
function lineWithout(
  order: OrderView | undefined,
  line: LineView | undefined,
): LineView | undefined {
  if (line?.serial === "") return line;
  const [first] = linesWithout(order);
  return first ?? (line?.serial === undefined ? undefined : line);
}

/** Returns the lines whose serial number nobody has said yet. */
export function linesWithout(order: OrderView | undefined): ReadonlyArray<LineView> {
  return (order?.lines ?? []).filter(({ serial: said, voided }) => said === "" && !voided);
}

function howTo(
  { how, ask }: { readonly how: string; readonly ask: (facts: { name: string }) => string },
  order: OrderView | undefined,
): string {
  const [first] = linesWithout(order);
  return first === undefined ? how : ask({ name: first.name });
}

/** `:serial 356938035643809`. */
function readTyped(typed: string): Result<Typed | undefined, string> {
  const text = typed.trim();
  return ok(text === "" ? undefined : { serial: text });
}
