/** `till drawer list`. */

import { drawerToJson } from "../../app/drawers/drawer-json.ts";
import { drawerSeen } from "../../app/drawers/drawer-seen.ts";
import { drawerLines, whenText } from "../../app/drawers/drawer-text.ts";
import {
  listClosedDrawers,
  listLooseOpenings,
  listOpenDrawers,
} from "../../app/drawers/drawers.ts";
import { wallToText } from "../../app/orders/order-json.ts";
import { type Till } from "../../app/till/till.ts";
import { deviceOf } from "../../domain/identity.ts";
import { type DrawerAct } from "../../domain/state/drawer-state.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { drawerWords } from "../../words/made/drawer/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { speechIn } from "../speech-in.ts";
import { type DayOptions, type StaffOptions, whoLooks, withTill } from "../with-till.ts";
import { dayOf } from "./order.ts";

export interface ListDrawersOptions extends DayOptions, StaffOptions {}

export function listTheDrawers(options: ListDrawersOptions, console: Console): Promise<ExitCode> {
  return withTill({ ...options, onlyLooks: true }, console, async ({ till }) => {
    const day = dayOf(options.day, till);
    const viewer = await whoLooks(till, options, console);
    const open = listOpenDrawers(till).map((it) => drawerSeen(till, it, viewer));
    const closed = listClosedDrawers(till, day).map((it) => drawerSeen(till, it, viewer));
    const { noSales, unlocks } = listLooseOpenings(till, day);
    if (options.json === true) {
      console.json({
        currency: till.currency.code,
        day,
        open: open.map((it) => drawerToJson(till, it)),
        closed: closed.map((it) => drawerToJson(till, it)),
        noSales: noSales.map((act) => ({
          at: wallToText(act),
          by: act.by,
          reason: act.body.reason,
        })),
        unlocks: unlocks.map((act) => ({
          at: wallToText(act),
          till: tillOf(till, act),
          how: act.body.how,
        })),
      });
      return EXIT.fine;
    }
    const speech = speechIn(console, till);
    const words = wordsIn(drawerWords, speech.locale);
    if (open.length === 0) console.say(words.none);
    for (const line of [...open, ...closed].flatMap((it) => drawerLines(till, it, speech))) {
      console.out(line);
    }
    for (const act of noSales) {
      const who = till.staffName(act.by);
      console.out(
        `${whenText(till, act, speech)} ${who}: ${words.noSale({ reason: act.body.reason })}`,
      );
    }
    for (const act of unlocks) {
      console.out(`${whenText(till, act, speech)} ${words.keyTurned({ till: tillOf(till, act) })}`);
    }
    return EXIT.fine;
  });
}

function tillOf({ ledger }: Pick<Till, "ledger">, { till }: DrawerAct): string {
  return ledger.admission().get(deviceOf(till))?.name ?? "?";
}
