/** `till drawer in|out|drop|tips|count|close`. */

import { ownTenders } from "../../app/catalogue/catalogue-changes.ts";
import { performOnDrawer } from "../../app/drawers/drawer-acts.ts";
import { drawerSeen } from "../../app/drawers/drawer-seen.ts";
import { cashText, closeLines, countLines, drawerCalled } from "../../app/drawers/drawer-text.ts";
import { canOpenToCount, openToCount } from "../../app/drawers/drawers.ts";
import { moneyText } from "../../app/speech.ts";
import { type Till } from "../../app/till/till.ts";
import { type DrawerCount } from "../../domain/commands/money/drawer.ts";
import { type DrawerSession } from "../../domain/drawer/drawers.ts";
import { tipsBeyond } from "../../domain/drawer/tip-accounts.ts";
import { type MoveKind, OWN } from "../../domain/events/drawer-events.ts";
import { parseMoney } from "../../domain/money/currency.ts";
import { tenderNamed } from "../../domain/tenders/tenders.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { cashOf, oneAmount } from "../cash-words.ts";
import { type Console } from "../console.ts";
import {
  atDrawer,
  type AtDrawer,
  drawerJson,
  drawerMeant,
  type DrawerOptions,
  type DrawerTold,
} from "../drawer-here.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(cliDayWords);

export interface MoveOptions extends DrawerOptions {
  readonly drawer?: string;
  /** Staff number of whose tips they are. */
  readonly of?: string;
}

export interface CountOptions extends DrawerOptions {
  readonly drawer?: string;
  readonly slips?: ReadonlyArray<string>;
}

export interface CloseDrawerOptions extends CountOptions {
  readonly leaves?: string;
  readonly reason?: string;
  /** Whether to close without a reason for a difference. */
  readonly yes?: boolean;
}

export function moveTheCash(
  [what, text, reason]: readonly [MoveKind, string, ReadonlyArray<string>],
  options: MoveOptions,
  console: Console,
): Promise<ExitCode> {
  return atDrawer(options, console, {
    read: (till) => oneAmount(text, till.currency),
    act: async (at, { currency, amount }) => {
      const { till, speech, words } = at;
      const { id } = drawerMeant(at, options.drawer);
      const staff = options.of === undefined ? undefined : knownStaff(till, options.of);
      const move = { what, currency, amount, reason: reason.join(" "), staff };
      const session = await at.perform((by) =>
        performOnDrawer(till, by, { act: "move-cash", session: id, ...move }),
      );
      const money = cashText(amount, currency ?? OWN, speech);
      const drawer = drawerCalled(till, session.place, speech);
      const whose = what === "tips" ? (staff ?? at.actor.number) : undefined;
      const lines = [words.moved[what]({ drawer, money }), ...beyondLines(at, whose)];
      return { json: drawerJson(at, session), lines };
    },
  });
}

/** Whoever pays tips out hears that the person has had more than what is owed. */
function beyondLines({ till, speech }: AtDrawer, staff: string | undefined): ReadonlyArray<string> {
  const { attention } = wordsIn(tillWords, speech.locale);
  return till.ledger
    .read(tipsBeyond)
    .filter((it) => it.staff === staff)
    .map(({ amount }) => {
      const facts = { who: till.staffName(staff ?? ""), money: moneyText(amount, speech) };
      return `${attention.tipsBeyond(facts)}.`;
    });
}

function knownStaff(till: Till, number: string): string {
  if (till.staff().some((member) => member.number === number)) return number;
  throw refusalFault({ type: "staff/unknown", staff: number }, till);
}

export function countTheDrawer(
  texts: ReadonlyArray<string>,
  options: CountOptions,
  console: Console,
): Promise<ExitCode> {
  return atDrawer(options, console, {
    read: (till) => typedCount(till, texts, options),
    act: async (at, typed) => {
      const meant = drawerMeant(at, options.drawer);
      if (typed === undefined) return openIt(at, meant, options);
      const { session, lines } = await counted(at, { ...typed, session: meant.id });
      return { json: drawerJson(at, session), lines };
    },
  });
}

/** Opens the drawer, so that it can be counted. */
async function openIt(
  at: AtDrawer,
  meant: DrawerSession,
  options: CountOptions,
): Promise<DrawerTold> {
  const { till, speech, words } = at;
  if (!canOpenToCount(till, meant)) throw usageFault(said(({ drawer }) => drawer.noPrinter));
  await at.perform((by) => openToCount(till, by, meant.id));
  const drawer = drawerCalled(till, meant.place, speech);
  return {
    json: drawerJson(at, drawerMeant(at, options.drawer)),
    lines: [words.opensToCount({ drawer })],
  };
}

/**
 * Closes a drawer. A count is written first, whatever becomes of the close, so that nobody tries
 * sums until one fits.
 */
export function closeTheDrawer(
  texts: ReadonlyArray<string>,
  options: CloseDrawerOptions,
  console: Console,
): Promise<ExitCode> {
  return atDrawer(options, console, {
    read: (till) => ({
      count: typedCount(till, texts, options),
      leaves: leavesOf(till, options),
    }),
    act: async (at, { count, leaves }) => {
      const { till, speech, words } = at;
      const meant = drawerMeant(at, options.drawer);
      if (!meant.isOpen) throw refusalFault({ type: "drawer/closed-already" }, till);
      const session = meant.id;
      const found = count && (await counted(at, { ...count, session }));
      const { reason = "", yes: anyway } = options;
      const request = { act: "close-drawer", session, leaves, reason, anyway } as const;
      const done = await at.attempt((by) => performOnDrawer(till, by, request));
      if (!done.ok) {
        for (const line of found?.lines ?? []) console.say(line);
        if (found !== undefined) console.say(words.countStands);
        await at.open.printing.settleOwn();
        throw refusalFault(done.fault, till);
      }
      const { close, place } = done.value;
      const called = drawerCalled(till, place, speech);
      const closing = close === undefined ? [] : closeLines(till, { called, close }, speech);
      return { json: drawerJson(at, done.value), lines: [...(found?.lines ?? []), ...closing] };
    },
  });
}

/** Writes a count, and returns what it found. */
async function counted(at: AtDrawer, count: Omit<DrawerCount, "knew">) {
  const { till, actor, speech } = at;
  const session = await at.perform((by) =>
    performOnDrawer(till, by, { act: "count-drawer", ...count }),
  );
  return { session, lines: countLines(till, drawerSeen(till, session, actor), speech) };
}

/** Undefined where nothing was typed; slips are never counted alone. */
function typedCount(
  till: Till,
  texts: ReadonlyArray<string>,
  { slips }: CountOptions,
): Pick<DrawerCount, "cash" | "others"> | undefined {
  if (texts.length > 0) {
    const cash = cashOf(texts, till.currency);
    return { cash, others: (slips ?? []).map((text) => slipsOf(till, text)) };
  }
  if (slips !== undefined) throw usageFault(said(({ drawer }) => drawer.slipsAlone));
  return undefined;
}

/** `card=123.40`, `"Meal voucher=20"`. */
function slipsOf(till: Till, text: string): NonNullable<DrawerCount["others"]>[number] {
  const { name = "", sum = "" } = /^(?<name>[^=]+)=(?<sum>.+)$/u.exec(text)?.groups ?? {};
  const amount = parseMoney(sum, till.currency);
  if (!amount.ok) {
    throw usageFault(said((words) => words.drawer.noSlips({ text: quoted(text) })));
  }
  const isCard = name.trim().toLowerCase() === "card";
  const method = isCard ? "card" : tenderNamed(ownTenders(till), name)?.id;
  if (method === undefined) throw refusalFault({ type: "tender/unknown", text: name }, till);
  return { method, amount: amount.value };
}

function leavesOf(till: Till, { leaves }: CloseDrawerOptions) {
  if (leaves === undefined) return undefined;
  const amount = parseMoney(leaves, till.currency);
  if (amount.ok) return amount.value;
  throw usageFault(said((words) => words.drawer.noLeaves({ text: quoted(leaves) })));
}
