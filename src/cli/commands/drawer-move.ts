/** `till drawer in|out|drop|tips|count|close`. */

import { ownTenders } from "../../app/catalogue/catalogue-changes.ts";
import { drawerToJson } from "../../app/drawers/drawer-json.ts";
import { drawerSeen } from "../../app/drawers/drawer-seen.ts";
import { cashText, closeLines, countLines, drawerCalled } from "../../app/drawers/drawer-text.ts";
import { canOpenToCount, openToCount, performOnDrawer } from "../../app/drawers/drawers.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { type Actor, type Till } from "../../app/till.ts";
import { type DrawerCount } from "../../domain/commands/drawer.ts";
import { type DrawerSession } from "../../domain/drawer/drawers.ts";
import { type MoveKind, OWN } from "../../domain/events/drawer-events.ts";
import { parseMoney } from "../../domain/money/currency.ts";
import { tenderNamed } from "../../domain/tenders.ts";
import { wordsIn } from "../../domain/words-in.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { drawerWords } from "../../words/made/drawer/all.ts";
import { cashOf, oneAmount } from "../cash-words.ts";
import { type Console } from "../console.ts";
import { drawerMeant, tellDrawer } from "../drawer-here.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { withApproval } from "../with-approval.ts";
import { whoActs, withTill } from "../with-till.ts";
import { type DrawerOptions } from "./drawer.ts";

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
  return withTill(options, console, async (open) => {
    const { till } = open;
    const { currency, amount } = oneAmount(text, till.currency);
    const actor = await whoActs(till, options, console);
    const { id: session } = drawerMeant(till, actor, options.drawer);
    const staff = options.of === undefined ? undefined : knownStaff(till, options.of);
    const done = await withApproval({ till, actor, console }, options, (by) =>
      performOnDrawer(till, by, {
        act: "move-cash",
        session,
        what,
        currency,
        amount,
        reason: reason.join(" "),
        staff,
      }),
    );
    if (!done.ok) throw refusalFault(done.fault, till);
    const speech = speechIn(console, till);
    const money = cashText(amount, currency ?? OWN, speech);
    const called = drawerCalled(till, done.value.place, speech);
    await tellDrawer(open, console, {
      json: options.json,
      value: jsonOf(till, actor, done.value),
      lines: [wordsIn(drawerWords, speech.locale).moved[what]({ drawer: called, money })],
      speech,
    });
    return EXIT.fine;
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
  return withTill(options, console, async (open) => {
    const { till } = open;
    if (texts.length === 0) return openIt(open, options, console);
    const count = typedCount(till, texts, options);
    const actor = await whoActs(till, options, console);
    const meant = drawerMeant(till, actor, options.drawer);
    const session = await counted({ open, actor, console }, options, {
      ...count,
      session: meant.id,
    });
    const speech = speechIn(console, till);
    await tellDrawer(open, console, {
      json: options.json,
      value: jsonOf(till, actor, session),
      lines: countLines(till, drawerSeen(till, session, actor), speech),
      speech,
    });
    return EXIT.fine;
  });
}

/** Opens the drawer, so that it can be counted. */
async function openIt(open: OpenTill, options: CountOptions, console: Console): Promise<ExitCode> {
  const { till } = open;
  if (options.slips !== undefined) {
    throw usageFault(said((words) => words.drawer.slipsAlone));
  }
  const actor = await whoActs(till, options, console);
  const meant = drawerMeant(till, actor, options.drawer);
  if (!canOpenToCount(till, meant)) {
    throw usageFault(said((words) => words.drawer.noPrinter));
  }
  const done = await withApproval({ till, actor, console }, options, (by) =>
    openToCount(till, by, meant.id),
  );
  if (!done.ok) throw refusalFault(done.fault, till);
  const speech = speechIn(console, till);
  await tellDrawer(open, console, {
    json: options.json,
    value: jsonOf(till, actor, drawerMeant(till, actor, options.drawer)),
    lines: [
      wordsIn(drawerWords, speech.locale).opensToCount({
        drawer: drawerCalled(till, meant.place, speech),
      }),
    ],
    speech,
  });
  return EXIT.fine;
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
  return withTill(options, console, async (open) => {
    const { till } = open;
    const count = texts.length === 0 ? undefined : typedCount(till, texts, options);
    if (count === undefined && options.slips !== undefined) {
      throw usageFault(said((words) => words.drawer.slipsAlone));
    }
    const leaves = leavesOf(till, options);
    const actor = await whoActs(till, options, console);
    const meant = drawerMeant(till, actor, options.drawer);
    if (!meant.isOpen) throw refusalFault({ type: "drawer/closed-already" }, till);
    const session = meant.id;
    const speech = speechIn(console, till);
    const countTexts: string[] = [];
    if (count !== undefined) {
      const done = await counted({ open, actor, console }, options, { ...count, session });
      countTexts.push(...countLines(till, drawerSeen(till, done, actor), speech));
    }
    const { reason = "", yes: anyway } = options;
    const done = await withApproval({ till, actor, console }, options, (by) =>
      performOnDrawer(till, by, { act: "close-drawer", session, leaves, reason, anyway }),
    );
    if (!done.ok) {
      for (const line of countTexts) console.say(line);
      if (count !== undefined) console.say(wordsIn(drawerWords, speech.locale).countStands);
      await open.printing.settleOwn();
      throw refusalFault(done.fault, till);
    }
    const { close } = done.value;
    const called = drawerCalled(till, done.value.place, speech);
    await tellDrawer(open, console, {
      json: options.json,
      value: jsonOf(till, actor, done.value),
      lines: [
        ...countTexts,
        ...(close === undefined ? [] : closeLines(till, { called, close }, speech)),
      ],
      speech,
    });
    return EXIT.fine;
  });
}

async function counted(
  {
    open: { till },
    actor,
    console,
  }: {
    readonly open: OpenTill;
    readonly actor: Actor;
    readonly console: Console;
  },
  options: CountOptions,
  count: Omit<DrawerCount, "knew">,
): Promise<DrawerSession> {
  const done = await withApproval({ till, actor, console }, options, (by) =>
    performOnDrawer(till, by, { act: "count-drawer", ...count }),
  );
  if (!done.ok) throw refusalFault(done.fault, till);
  return done.value;
}

function typedCount(
  till: Till,
  texts: ReadonlyArray<string>,
  { slips = [] }: CountOptions,
): Pick<DrawerCount, "cash" | "others"> {
  return {
    cash: cashOf(texts, till.currency),
    others: slips.map((text) => slipsOf(till, text)),
  };
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

function jsonOf(till: Till, actor: Actor, session: DrawerSession) {
  return {
    currency: till.currency.code,
    drawer: drawerToJson(till, drawerSeen(till, session, actor)),
  };
}
