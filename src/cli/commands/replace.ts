/** `till replace`: a dead box in service gives its place to a new one. */

import { counted } from "../../app/counted.ts";
import { revokeDevice, type ShopDevice } from "../../app/mesh/devices.ts";
import { leftBehind, type LeftBehind } from "../../app/mesh/left-behind.ts";
import { wallToText } from "../../app/orders/order-json.ts";
import { type Till } from "../../app/till.ts";
import { deviceName } from "../../domain/commands/change-device.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { formatMoney } from "../../domain/money/currency.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { refusalFault } from "../refusal-fault.ts";
import { whoActs, withTill } from "../with-till.ts";
import { invite, type InviteOptions } from "./invite.ts";
import { confirm, named, saysThatItIsMeant } from "./mesh.ts";

export interface ReplaceOptions extends InviteOptions {
  readonly yes?: boolean;
}

/**
 * Shuts the old box out first: it may wake up. Its printers belong to the new one as soon as that has
 * joined; stations and settings are the shop's.
 */
export async function replace(
  text: string,
  options: ReplaceOptions,
  console: Console,
): Promise<ExitCode> {
  const { replaces, facts, actor } = await withTill(options, console, async ({ till }) => {
    const target = named(till, text);
    if (target.isSelf)
      throw usageFault("This is the till that you are at: replace it at another one.");
    const left = leftBehind(till, target);
    if (options.json !== true) tell(till, { target, left }, console);
    const isMeant = target.revoked || saysThatItIsMeant(options, console);
    const actor = await whoActs(till, options, console);
    const facts = { replaces: toJson(till, target, left) };
    const given = { replaces: target.device, facts, actor };
    if (target.revoked) return given;
    if (!isMeant) await confirm(target, console);
    const wish = { device: target.device, reason: "replaced" };
    const done = revokeDevice(till, actor, wish);
    if (!done.ok) throw refusalFault(done.fault, till);
    if (options.json !== true)
      console.out(`${deviceName(target)} is shut out: it says so if it wakes up.`);
    return given;
  });
  return await invite({ ...options, replaces, facts, actor }, console);
}

function toJson(
  { currency }: Till,
  { device, code, name }: ShopDevice,
  { heardUntil, openOrders, cash }: LeftBehind,
): Readonly<Record<string, unknown>> {
  return {
    code,
    name,
    fingerprint: device,
    currency: currency.code,
    heardUntil: heardUntil === undefined ? null : wallToText(heardUntil),
    openOrders: openOrders.map(({ id, number, due }) => ({ id, number, due })),
    cash,
  };
}

function tell(
  { currency }: Till,
  { target, left }: { readonly target: ShopDevice; readonly left: LeftBehind },
  { out }: Console,
): void {
  const { heardUntil, openOrders, cash } = left;
  out(`${deviceName(target)} leaves behind, as far as it was heard here:`);
  const due = formatMoney(
    sumMinor(openOrders, (order) => order.due),
    currency,
  );
  out(`  ${counted(openOrders.length, "open order")}, ${due} due: any till goes on with them`);
  for (const { day, taken } of cash) {
    out(`  ${formatMoney(taken, currency)} of cash taken on ${day}: count its drawer`);
  }
  if (cash.length === 0) out("  no cash taken on the day on which it stands");
  out(
    heardUntil === undefined
      ? "  nothing that it has said is here: what it did is unknown, not zero"
      : `  what it did after ${wallToText(heardUntil).slice(0, 16).replace("T", " ")} is unknown, not zero`,
  );
}
