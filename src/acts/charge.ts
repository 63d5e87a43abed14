/** A charge of the bill, such as for service: taken off for a reason, or let come back. */

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import { decideCharge } from "../domain/commands/order/charge-order.ts";
import { shortTextSchema } from "../domain/events/register-schemas.ts";
import { type MilliPercent } from "../domain/money/amounts.ts";
import { localRate } from "../domain/text/locale.ts";
import { type ActPlan, defineAct, type TextContext } from "./act.ts";
import { discountReasons } from "./discount-reasons.ts";

/** A charge that stands on the bill, or stood there before somebody took it off. */
export interface BillCharge {
  readonly name: string;
  /** The rate in 1/1000 %; zero for a charge for each guest. */
  readonly rate: MilliPercent;
  readonly isOn: boolean;
}

interface ChargeInput {
  readonly name: string;
  /** Whether the bill is charged so again. */
  readonly isOn: boolean;
  readonly reason?: string | undefined;
}

export const charge = defineAct({
  id: "charge",
  on: "order",
  right: "discount",
  input: () =>
    z.object({ name: shortTextSchema, isOn: z.boolean(), reason: shortTextSchema.optional() }),
  decide: (context, order, input: ChargeInput) => decideCharge(context, order, input),
  plan: (texts, _screen, typed: BillCharge): ActPlan<ChargeInput> => {
    const { bill } = texts.words;
    const named = { charge: chargeText(texts, typed) };
    return {
      type: "ready",
      input: { name: typed.name, isOn: !typed.isOn },
      preview: typed.isOn ? bill.chargeOff(named) : bill.chargeOn(named),
    };
  },
  done: (texts, { typed }) => {
    const { bill } = texts.words;
    const named = { charge: chargeText(texts, typed) };
    return typed.isOn ? bill.chargeIsOff(named) : bill.chargeIsOn(named);
  },
  reasons: discountReasons,
  shell: {
    help: "take a service or covers charge off an order, or let it come back",
    words: [{ name: "<name>", help: "what the charge is called" }],
    options: [
      { name: "--on", help: "let it come back" },
      { name: "--reason <text>", help: "why it goes; it is recorded" },
    ],
    example: 'order charge A12 Service --reason "waited too long"',
    read: ({ words: [name = ""], options: { on, reason } }) =>
      ok({ input: { name, isOn: on === true, ...(typeof reason === "string" && { reason }) } }),
  },
});

function chargeText({ locale }: TextContext, { name, rate }: BillCharge): string {
  return rate === 0 ? name : `${name} ${localRate(rate, locale)}`;
}
