/** Vouchers at this till: sold, found by their codes or numbers, replaced, and what is left of them. */

import { type VoucherFault } from "../../acts/act.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { decideCashOutVoucher } from "../../domain/commands/money/cash-out-voucher.ts";
import {
  decideBlockVoucher,
  decideReplaceVoucher,
  decideTakeVoucher,
} from "../../domain/commands/money/replace-voucher.ts";
import { findDevice } from "../../domain/commands/office/find-device.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { VOUCHER_TAG } from "../../domain/folds/voucher-fold.ts";
import { deviceOf, type Origin, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor, type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { purseLevel } from "../../domain/state/purse-state.ts";
import { type VoucherState } from "../../domain/state/voucher-state.ts";
import { usableOf } from "../../domain/stock/rights.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { purseStanding } from "../../domain/vouchers/purse-rights.ts";
import { readVoucherCode, voucherNumber } from "../../domain/vouchers/voucher-code.ts";
import { isLapsed } from "../../domain/vouchers/voucher-rights.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { openByYear } from "../../report/day-vouchers.ts";
import { voucherWords } from "../../words/made/voucher/all.ts";
import { deviceNameOf } from "../membership/till-name.ts";
import { storedHere } from "../till/standing-here.ts";
import { type Actor, type Till } from "../till/till.ts";
import { madeVoucher } from "./voucher-paper.ts";

/** A voucher as a person looks at it. */
export interface VoucherView {
  readonly id: string;
  readonly number: string;
  readonly state: VoucherState;
  /** What is left of it, as far as is known here; below zero where more was redeemed. */
  readonly left: MinorUnits;
  /** What this till may redeem by right. */
  readonly here: MinorUnits;
  readonly standing: "open" | "spent" | "blocked" | "expired";
}

/** A voucher that was just made, with its code, which no other till can tell. */
export interface NewVoucher {
  readonly voucher: VoucherView;
  readonly code: string;
}

/** What papers call a voucher, in the shop's language. */
export function voucherName(view: LedgerView): string {
  return wordsIn(voucherWords, readSetting(view, "language")).name;
}

/** Returns the vouchers that an act made, with their codes. */
export function madeIn(
  till: Till,
  { events }: Pick<Committed, "events">,
): ReadonlyArray<NewVoucher> {
  return events.flatMap(({ known }) => {
    const id = madeVoucher(known);
    const code = id === undefined ? undefined : till.voucherCodes.codeOf(id);
    return id === undefined || code === undefined ? [] : [{ voucher: voucherView(till, id), code }];
  });
}

/** Returns the vouchers that this process has made, with their codes: those of a command, which does one thing. */
export function madeHere(till: Till): ReadonlyArray<NewVoucher> {
  return till.voucherCodes.known().flatMap((id) => {
    const code = till.voucherCodes.codeOf(id);
    const voucher = code === undefined ? undefined : voucherView(till, id);
    if (code === undefined || voucher === undefined || voucher.state.issued === null) return [];
    return [{ voucher, code }];
  });
}

/** Blocks a lost voucher, and makes one in its place. */
export function replaceVoucher(
  till: Till,
  actor: Actor,
  wish: { readonly voucher: string; readonly reason: string },
): Result<ReadonlyArray<NewVoucher>, Refusal> {
  const done = till.act(actor, "voucher replace", (context) => decideReplaceVoucher(context, wish));
  return done.ok ? ok(madeIn(till, done.value)) : done;
}

/** Pays a voucher out in cash, which nobody redeems afterwards. Returns what was handed out, in minor units. */
export function cashOutVoucher(
  till: Till,
  actor: Actor,
  wish: { readonly voucher: string; readonly reason: string },
): Result<MinorUnits, Refusal> {
  const done = till.act(actor, "voucher cash", (context) => {
    const { view } = context;
    const service = readSetting(view, "default-service");
    return decideCashOutVoucher(context, { ...wish, name: voucherName(view), service });
  });
  if (!done.ok) return done;
  const handed = done.value.events.flatMap(({ known }) =>
    known?.kind === "payment/captured" ? [known.body.change] : [],
  );
  return ok(sumMinor(handed, (change) => change));
}

export function blockVoucher(
  till: Till,
  actor: Actor,
  wish: { readonly voucher: string; readonly reason: string },
): Result<Committed, Refusal> {
  return till.act(actor, "voucher block", (context) => decideBlockVoucher(context, wish));
}

/** Takes what a till may redeem of a voucher that can't be asked, by its letter or name. */
export function takeVoucher(
  till: Till,
  actor: Actor,
  { voucher, from }: { readonly voucher: string; readonly from: string },
): Result<Committed, Refusal> {
  const device = findDevice(till.ledger.admission(), from);
  if (!device.ok) return device;
  return till.act(actor, "voucher take-back", (context) => {
    const { accounts } = context.view.state("voucher", voucher);
    const own = (Object.entries<number>(accounts) as Array<[Origin, number]>).filter(
      ([origin]) => deviceOf(origin) === device.value.device,
    );
    const [richest] = own.toSorted(([, one], [, other]) => other - one);
    return richest === undefined
      ? err({
          type: "voucher/few",
          number: voucherNumber(voucher),
          till: deviceNameOf(till.ledger.admission(), device.value.device),
          has: minor(0),
        })
      : decideTakeVoucher(context, { voucher, from: richest[0] });
  });
}

/**
 * Finds a voucher by its code. Codes that nobody sold are counted, and after a few of them the next has to wait:
 * nobody says whether one was nearly right.
 */
export function voucherByCode(
  till: Pick<Till, "ledger" | "days" | "voucherCodes">,
  text: string,
): Result<VoucherView, VoucherFault> {
  const read = readVoucherCode(text);
  if (read.type === "none") return err({ type: "voucher/unknown" });
  if (read.type === "mistyped") return err({ type: "voucher/mistyped" });
  const { tries } = till.voucherCodes;
  const waitMs = tries.waitMs();
  if (waitMs > 0) return err({ type: "voucher/wait", waitMs });
  const id = voucherOf(till, read.code);
  tries.note(id !== undefined);
  return id === undefined ? err({ type: "voucher/unknown" }) : ok(voucherView(till, id));
}

/** Returns the voucher of a code that was read, without counting it as a try: nobody is to be told. */
export function voucherOf(
  { ledger, voucherCodes }: Pick<Till, "ledger" | "voucherCodes">,
  code: string,
): string | undefined {
  return voucherCodes
    .idsOf(code)
    .find((id) => ledger.read((view) => view.state("voucher", id)).issued !== null);
}

/** Numbers that people type have so many signs at least. */
const NUMBER_MIN = 4;

/** Finds a voucher by its code, or by the number that stands on its papers. */
export function voucherNamed(till: Till, text: string): Result<VoucherView, VoucherFault> {
  if (readVoucherCode(text).type !== "none") return voucherByCode(till, text);
  const start = text.trim().toLowerCase();
  if (!/^[0-9a-z]+$/u.test(start) || start.length < NUMBER_MIN) {
    return err({ type: "voucher/unknown" });
  }
  const found = till.ledger
    .read((view) => view.tagged(VOUCHER_TAG))
    .map(streamName)
    .filter((id) => id.startsWith(start));
  const [id] = found;
  return id === undefined || found.length > 1
    ? err({ type: "voucher/unknown" })
    : ok(voucherView(till, id));
}

/** Returns all vouchers, the last sold first; without `all` those of which something is left. */
export function listVouchers(till: Till, which: "open" | "all"): ReadonlyArray<VoucherView> {
  const ids = till.ledger.read((view) => view.tagged(VOUCHER_TAG)).map(streamName);
  return ids
    .map((id) => voucherView(till, id))
    .filter(({ left, standing }) => which === "all" || left < 0 || standing === "open")
    .toSorted((one, other) => (other.state.issued?.wallMs ?? 0) - (one.state.issued?.wallMs ?? 0));
}

export function voucherView(
  { ledger, days }: Pick<Till, "ledger" | "days">,
  id: string,
): VoucherView {
  return ledger.read((view) => {
    const state = view.glance("voucher", id);
    const known = purseStanding(state, storedHere(ledger));
    const { usable } = usableOf(known, ledger.identity.origin);
    const left = minor(purseLevel(state));
    const standing = standingNow(state, { left, isOld: isLapsed(state, days().now) });
    return { id, number: voucherNumber(id), state, left, here: minor(usable), standing };
  });
}

function standingNow(
  { blocked }: VoucherState,
  { left, isOld }: { readonly left: number; readonly isOld: boolean },
): VoucherView["standing"] {
  if (blocked !== null) return "blocked";
  if (left <= 0) return "spent";
  return isOld ? "expired" : "open";
}

/** Returns what the shop owes for vouchers now, by the year in which they were sold first. */
export function owedByYear(till: Till): ReturnType<typeof openByYear> {
  const { now } = till.days();
  return till.ledger.read((view) => openByYear(view, now));
}

/** Returns a voucher for JSON; amounts in minor units. */
export function voucherFacts(
  { staffName }: Pick<Till, "staffName">,
  { number, state, left, here, standing }: VoucherView,
): Readonly<Record<string, unknown>> {
  const { issued, blocked, replaces, moves } = state;
  const to = blocked?.to ?? null;
  return {
    number,
    left,
    here,
    standing,
    sold: issued?.day ?? null,
    until: issued?.until ?? null,
    reason: blocked?.reason ?? null,
    replacedBy: to === null ? null : voucherNumber(to),
    replaces: replaces === null ? null : voucherNumber(replaces),
    moves: moves.map(({ day, what, amount, by }) => ({
      day,
      what,
      amount,
      by: { staff: by, name: staffName(by) },
    })),
  };
}
