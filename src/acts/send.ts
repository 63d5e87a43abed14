/** Sending: the kitchen hears what it has not been told. */

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import { decideSend } from "../domain/commands/kitchen/send-order.ts";
import { defineAct } from "./act.ts";

export const send = defineAct({
  id: "send",
  on: "order",
  right: "send",
  input: (): z.ZodType<object> => z.object({}),
  decide: (context, order) => decideSend(context, order),
  shell: {
    help: "tell the kitchen what it has not been told; later courses wait",
    example: "order send A12",
    read: () => ok({ input: {} }),
  },
});
