/**
 * Evenings of a restaurant with a counter and six tablets, each a till: A is the counter; B, C and D take no cash,
 * E has a waiter's pouch, F and G have nothing that cash goes into. Played through the use cases in virtual time.
 */

import { changeSetting } from "../../src/app/catalogue/catalogue-changes.ts";
import { type DayToClose, type DayWasClosed } from "../../src/app/day/close-evening.ts";
import { type BusinessDay, type DeviceId, type EventId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { closeDrawer, countDrawer, openDrawer } from "./drawer-acts.ts";
import { adds, card, cash, pays, seats, sends } from "./friday-stage.ts";
import { valueOf } from "./shop.ts";
import { actorAt, openVirtualShop, type VirtualShop } from "./virtual-shop.ts";

export const TABLETS = ["B", "C", "D", "E", "F", "G"] as const;
export const TILLS = ["A", ...TABLETS] as const;
export type TillName = (typeof TILLS)[number];

/** Bread and butter, olives, burrata: 29.00, and 8.875 % of sales tax. */
const ENTRIES = ["101", "102", "103"];
export const BILL = 3157;
const FLOATS = { A: 20_000, E: 5000 } as const;
const LEAD = "10";
const MANAGER = "12";
/** Half past five in the afternoon, from eight in the morning. */
const BEFORE_MS = 9.5 * 3_600_000;

/** Staff numbers of those who carry the tablets; the lead is at the counter. */
const WAITERS = { A: LEAD, B: "1", C: "2", D: "3", E: "4", F: "5", G: "6" } as const;

export interface TabletEvenings extends Disposable {
  readonly shop: VirtualShop;
  readonly day: () => BusinessDay;
  readonly device: (till: TillName) => DeviceId;
  /** A day begins at each of these tills; the counter's drawer opens, and the pouch where its till is there. */
  readonly opens: (tills: ReadonlyArray<TillName>) => void;
  /** Six guests sit down and order at a tablet. */
  readonly orders: (till: TillName) => EventId;
  readonly paysAt: (till: TillName, order: EventId, how: "card" | "cash") => void;
  /** Drawer and pouch are counted, to the cent of what was taken in cash, and closed; both at A where E is gone. */
  readonly counts: (taken: { readonly A: number; readonly E: number }, at?: "A") => void;
  readonly closes: (without: DayToClose["without"], day: BusinessDay) => Promise<DayWasClosed>;
}

export async function openTabletEvenings(): Promise<TabletEvenings> {
  const shop = await openVirtualShop({
    fixture: "restaurant",
    tills: TILLS.length,
    beforeMs: BEFORE_MS,
    begins: 0,
    manager: MANAGER,
  });
  const { till: counter } = shop.desk("A");
  const wish = { key: "cashless-tills", texts: ["B", "C", "D"] };
  valueOf(changeSetting(counter, actorAt(counter, MANAGER), wish));
  shop.told("A");
  await shop.untilEqual();
  let guests = 0;

  function open(till: keyof typeof FLOATS): EventId {
    const { till: at } = shop.desk(till);
    const float = { own: minor(FLOATS[till]), pieces: [], foreign: [] };
    const drawer = till === "A" ? { no: 1, float } : { float };
    const { id } = valueOf(openDrawer(at, actorAt(at, WAITERS[till]), drawer));
    shop.told(till);
    return id;
  }

  const sessions = new Map<keyof typeof FLOATS, EventId>();

  return {
    shop,
    day: () => shop.desk("A").till.days().now,
    device: (till) => shop.desk(till).till.ledger.identity.key.device,
    opens: (tills) => {
      for (const name of tills) {
        const { till } = shop.desk(name);
        valueOf(till.beginDay(actorAt(till, WAITERS[name])));
        shop.told(name);
      }
      for (const till of ["A", "E"] as const) {
        if (tills.includes(till)) sessions.set(till, open(till));
      }
    },
    orders: (till) => {
      const staff = WAITERS[till];
      guests += 1;
      const [id] = shop.act(till, staff, seats(String(guests), 6)).ids;
      if (id === undefined) throw new Error("Nobody sat down.");
      adds(shop, { till, staff }, { id, entries: ENTRIES });
      shop.act(till, staff, sends(id));
      return id;
    },
    paysAt: (till, order, how) => {
      shop.act(till, WAITERS[till], pays(order, how === "cash" ? cash(4000) : card(0)));
    },
    counts: (taken, where) => {
      for (const [till, session] of sessions) {
        const { till: at } = shop.desk(where ?? till);
        const actor = actorAt(at, WAITERS[till]);
        const own = minor(FLOATS[till] + taken[till]);
        valueOf(countDrawer(at, actor, { session, cash: { own, pieces: [], foreign: [] } }));
        const leaves = minor(till === "A" ? FLOATS.A : 0);
        valueOf(closeDrawer(at, actor, { session, reason: "", leaves, anyway: false }));
        shop.told(where ?? till);
      }
      sessions.clear();
    },
    closes: (without = [], day) => shop.closes("A", { day, asked: LEAD, without }),
    [Symbol.dispose]: shop[Symbol.dispose],
  };
}
