/** `till drawer open|take|nosale`. */

import { drawerToJson } from "../../app/drawers/drawer-json.ts";
import { drawerNamed } from "../../app/drawers/drawer-named.ts";
import { drawerSeen } from "../../app/drawers/drawer-seen.ts";
import { cashText, drawerCalled } from "../../app/drawers/drawer-text.ts";
import { drawerHere, performOnDrawer, stayedThere } from "../../app/drawers/drawers.ts";
import { performBeside } from "../../app/orders/perform-act.ts";
import { type Actor, type Till } from "../../app/till.ts";
import { type Cash, OWN } from "../../domain/events/drawer-events.ts";
import { wordsIn } from "../../domain/words-in.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { drawerWords } from "../../words/made/drawer/all.ts";
import { cashOf } from "../cash-words.ts";
import { type Console } from "../console.ts";
import { tellDrawer } from "../drawer-here.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(cliDayWords);

export interface DrawerOptions extends JsonOptions, StaffOptions, ApproverOptions {}

export interface OpenDrawerOptions extends DrawerOptions {
  readonly no: string;
  readonly pouch?: boolean;
}

export function openTheDrawer(
  texts: ReadonlyArray<string>,
  options: OpenDrawerOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const typed = texts.length === 0 ? undefined : cashOf(texts, till.currency);
    const actor = await whoActs(till, options, console);
    const no = options.pouch === true ? undefined : numberOf(till, options.no);
    const float = typed ?? stayed(till, actor, no);
    const done = await withApproval({ till, actor, console }, options, (by) =>
      performOnDrawer(till, by, { act: "open-drawer", no, float }),
    );
    if (!done.ok) throw refusalFault(done.fault, till);
    const session = done.value;
    const speech = speechIn(console, till);
    const words = wordsIn(drawerWords, speech.locale);
    const { own, foreign } = session.opened.body.float;
    const money = [
      cashText(own, OWN, speech),
      ...foreign.map(({ currency, amount }) => cashText(amount, currency, speech)),
    ].join(", ");
    await tellDrawer(open, console, {
      json: options.json,
      value: jsonOf(till, actor, session),
      lines: [words.opened({ drawer: drawerCalled(till, session.place, speech), float: money })],
      speech,
    });
    return EXIT.fine;
  });
}

function numberOf(till: Till, text: string): number {
  if (/^[1-9]$/u.test(text)) return Number(text);
  throw refusalFault({ type: "drawer/no-such", text }, till);
}

function stayed(till: Till, actor: Actor, no: number | undefined): Cash {
  const cash = stayedThere(till, no === undefined ? { pouch: actor.number } : { no });
  if (cash !== undefined) return cash;
  throw usageFault(said((words) => words.drawer.nothingStayed));
}

export function takeTheDrawer(
  name: string,
  options: DrawerOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const named = drawerNamed(till, name);
    if (named === undefined) throw refusalFault({ type: "drawer/unknown" }, till);
    const done = await withApproval({ till, actor, console }, options, (by) =>
      performOnDrawer(till, by, { act: "take-drawer", session: named.id }),
    );
    if (!done.ok) throw refusalFault(done.fault, till);
    const speech = speechIn(console, till);
    const called = drawerCalled(till, done.value.place, speech);
    await tellDrawer(open, console, {
      json: options.json,
      value: jsonOf(till, actor, done.value),
      lines: [wordsIn(drawerWords, speech.locale).taken({ drawer: called })],
      speech,
    });
    return EXIT.fine;
  });
}

export function openForNoSale(
  words: ReadonlyArray<string>,
  options: DrawerOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const reason = words.join(" ").trim();
    const done = await withApproval({ till, actor, console }, options, (by) =>
      performBeside(till, by, { act: "no-sale", reason }),
    );
    if (!done.ok) throw refusalFault(done.fault, till);
    const speech = speechIn(console, till);
    const here = drawerHere(till, actor);
    await tellDrawer(open, console, {
      json: options.json,
      value: {
        currency: till.currency.code,
        reason,
        by: actor.number,
        drawer: here === undefined ? null : drawerToJson(till, drawerSeen(till, here, actor)),
      },
      lines: [wordsIn(drawerWords, speech.locale).noSale({ reason })],
      speech,
    });
    return EXIT.fine;
  });
}

function jsonOf(till: Till, actor: Actor, session: Parameters<typeof drawerSeen>[1]) {
  return {
    currency: till.currency.code,
    drawer: drawerToJson(till, drawerSeen(till, session, actor)),
  };
}
