/** `till replace`: a dead box in service gives its place to a new one. */

import { revokeDevice, type ShopDevice } from "../../app/mesh/devices.ts";
import { leftBehind, type LeftBehind } from "../../app/mesh/left-behind.ts";
import { wallToText } from "../../app/orders/order-json.ts";
import { moneyText } from "../../app/speech.ts";
import { type Till } from "../../app/till/till.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { momentText } from "../../domain/text/clock-text.ts";
import { localDate } from "../../domain/text/locale.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { whoActs, withTill } from "../with-till.ts";
import { invite, type InviteOptions } from "./invite.ts";
import { confirm, named, saysThatItIsMeant, sparedText, wordsOf } from "./mesh.ts";

const said = sentencesOf(cliBoxWords);

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
    if (target.isSelf) throw usageFault(said((words) => words.replace.isSelf));
    const left = leftBehind(till, target);
    if (options.json !== true) tellLeftBehind(till, { target, left }, console);
    const isMeant = target.revoked || saysThatItIsMeant(options, console);
    const actor = await whoActs(till, options, console);
    const facts = { replaces: toJson(till, target, left) };
    const given = { replaces: target.device, facts, actor };
    if (target.revoked) return given;
    if (!isMeant) await confirm(till, target, console);
    const wish = { device: target.device, reason: wordsOf(console).leaves.reason };
    valueOf(revokeDevice(till, actor, wish), till);
    if (options.json !== true) {
      console.out(wordsOf(console).leaves.shutOut({ till: deviceName(target) }));
      for (const line of sparedText(till, target, console)) console.out(line);
    }
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

/** Tells a person what a till leaves that goes, before they are asked whether it is meant. */
export function tellLeftBehind(
  till: Till,
  { target, left }: { readonly target: ShopDevice; readonly left: LeftBehind },
  console: Console,
): void {
  const { out } = console;
  const { heardUntil, openOrders, cash } = left;
  const words = wordsOf(console).leaves;
  const speech = speechIn(console, till);
  out(words.title({ till: deviceName(target) }));
  const due = moneyText(
    sumMinor(openOrders, (order) => order.due),
    speech,
  );
  out(`  ${words.orders({ count: openOrders.length, due })}`);
  for (const { day, taken } of cash) {
    out(`  ${words.cash({ taken: moneyText(taken, speech), day: localDate(day, speech.locale) })}`);
  }
  if (cash.length === 0) out(`  ${words.noCash}`);
  out(
    heardUntil === undefined
      ? `  ${words.unknownAll}`
      : `  ${words.unknownAfter({ when: momentText(heardUntil, speech.locale) })}`,
  );
}
