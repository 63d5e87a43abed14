/** `till drawer open|take|nosale`. */

import { performOnDrawer } from "../../app/drawers/drawer-acts.ts";
import { drawerToJson } from "../../app/drawers/drawer-json.ts";
import { drawerSeen } from "../../app/drawers/drawer-seen.ts";
import { cashText, drawerCalled } from "../../app/drawers/drawer-text.ts";
import { drawerHere, stayedThere } from "../../app/drawers/drawers.ts";
import { performBeside } from "../../app/orders/perform-act.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { type Cash, OWN } from "../../domain/events/drawer-events.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { cashOf } from "../cash-words.ts";
import { type Console } from "../console.ts";
import { atDrawer, drawerJson, drawerMeant, type DrawerOptions } from "../drawer-here.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(cliDayWords);

export interface OpenDrawerOptions extends DrawerOptions {
  readonly no: string;
  readonly pouch?: boolean;
}

export function openTheDrawer(
  texts: ReadonlyArray<string>,
  options: OpenDrawerOptions,
  console: Console,
): Promise<ExitCode> {
  return atDrawer(options, console, {
    read: ({ currency }) => (texts.length === 0 ? undefined : cashOf(texts, currency)),
    act: async (at, typed) => {
      const { till, actor, speech, words } = at;
      const no = options.pouch === true ? undefined : numberOf(till, options.no);
      const float = typed ?? stayed(till, actor, no);
      const session = await at.perform((by) =>
        performOnDrawer(till, by, { act: "open-drawer", no, float }),
      );
      const { own, foreign } = session.opened.body.float;
      const money = [
        cashText(own, OWN, speech),
        ...foreign.map(({ currency, amount }) => cashText(amount, currency, speech)),
      ].join(", ");
      const drawer = drawerCalled(till, session.place, speech);
      return { json: drawerJson(at, session), lines: [words.opened({ drawer, float: money })] };
    },
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
  return atDrawer(options, console, {
    read: () => name,
    act: async (at) => {
      const { till, speech, words } = at;
      const { id } = drawerMeant(at, name);
      const session = await at.perform((by) =>
        performOnDrawer(till, by, { act: "take-drawer", session: id }),
      );
      const drawer = drawerCalled(till, session.place, speech);
      return { json: drawerJson(at, session), lines: [words.taken({ drawer })] };
    },
  });
}

export function openForNoSale(
  texts: ReadonlyArray<string>,
  options: DrawerOptions,
  console: Console,
): Promise<ExitCode> {
  return atDrawer(options, console, {
    read: () => texts.join(" ").trim(),
    act: async ({ till, actor, words, perform }, reason) => {
      await perform((by) => performBeside(till, by, { act: "no-sale", reason }));
      const here = drawerHere(till, actor);
      const drawer = here === undefined ? null : drawerToJson(till, drawerSeen(till, here, actor));
      return {
        json: { currency: till.currency.code, reason, by: actor.number, drawer },
        lines: [words.noSale({ reason })],
      };
    },
  });
}
