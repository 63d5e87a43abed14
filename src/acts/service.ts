/** How an order is served. Before an order is there, the register keeps it for the one that is begun next. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideSetService } from "../domain/commands/order/order-head.ts";
import { type Service, SERVICES } from "../domain/goods/catalogue.ts";
import { defineAct } from "./act.ts";

export const service = defineAct({
  id: "service",
  on: "order",
  right: "sell",
  input: () => z.object({ service: z.enum(SERVICES) }),
  decide: (context, order, input: { readonly service: Service }) =>
    decideSetService(context, order, input.service),
  shell: {
    help: "serve an order otherwise than it was to be",
    words: [{ name: "<how>", help: SERVICES.join(", ") }],
    example: "order service A12 takeaway",
    read: ({ words: [text = ""] }) => {
      const known = SERVICES.find((it) => it === text);
      return known === undefined
        ? err({ type: "service", typed: text })
        : ok({ input: { service: known } });
    },
  },
});
