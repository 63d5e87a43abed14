/** A void: lines that come off the order, or some of each. */

import * as z from "zod";

import { orderBalance } from "../domain/balance/order-balance.ts";
import { err, ok } from "../domain/base/result.ts";
import { decideTakeOff, type LineVoid } from "../domain/commands/order/take-off.ts";
import { GOODS_FATES, type GoodsFate } from "../domain/goods/goods-fate.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { type Thousandths, thousandths, thousandthsSchema } from "../domain/money/amounts.ts";
import { piecesOfRow } from "../domain/order/order-rows.ts";
import { magnitude, parseQuantity } from "../domain/text/quantity.ts";
import { defineAct } from "./act.ts";

interface Void {
  readonly voids: ReadonlyArray<
    Pick<LineVoid, "line"> & { readonly count?: Thousandths | undefined }
  >;
  /** The reason, required where the kitchen or the guest knows of the line. */
  readonly reason: string;
  /** The fate of what the kitchen has made; undefined for the usual one. */
  readonly goods?: GoodsFate | undefined;
}

const voidLines = defineAct({
  id: "void",
  on: "line",
  right: "sell",
  input: () =>
    z.object({
      // The count; all of the line unless given, whatever other tills put on it meanwhile.
      voids: z.array(z.object({ line: eventIdSchema, count: thousandthsSchema.min(0).optional() })),
      reason: z.string(),
      goods: z.enum(GOODS_FATES).optional(),
    }),
  decide: (context, order, { voids, reason, goods }: Void) => {
    const { lines } = orderBalance(order);
    const counted = voids.map(({ line, count }) => {
      const all = lines.find(({ id }) => id === line)?.quantity ?? thousandths(0);
      return { line, count: count ?? magnitude(all) };
    });
    return decideTakeOff(context, order, { voids: counted, reason, goods });
  },
  ofRow: () => "newest",
  shell: {
    help: "take a line off, or some of it; what the kitchen knows of needs a reason",
    options: [
      { name: "--quantity <n>", help: "so many of it (else all of it)" },
      { name: "--reason <text>", help: "why; it is recorded" },
      {
        name: "--goods <fate>",
        help: "what became of what the kitchen made: back, waste or none (else waste)",
      },
    ],
    asks: ["card"],
    example: 'order void A12 3 --reason "changed their mind"',
    read: ({ options: { quantity, reason, goods } }, _texts, { line }) => {
      const fate = GOODS_FATES.find((it) => it === goods);
      if (goods !== undefined && fate === undefined) {
        return err({ type: "goods-option", typed: String(goods) });
      }
      const typed = typeof quantity === "string" ? quantity : undefined;
      const count = typed === undefined ? ok(undefined) : parseQuantity(typed, "weight");
      if (!count.ok) return err({ type: "quantity-option", typed: typed ?? "" });
      if (line === undefined) return err({ type: "line/unknown" });
      const { name, quantity: there, soldBy } = line;
      if (count.value !== undefined && count.value > magnitude(there)) {
        return err({ type: "void/too-many", name, quantity: magnitude(there), soldBy });
      }
      const voids =
        count.value === undefined
          ? line.lines.map(({ id }) => ({ line: id }))
          : piecesOfRow(line, count.value);
      return ok({
        input: { voids, reason: typeof reason === "string" ? reason : "", goods: fate },
      });
    },
  },
});

export { voidLines as void };
