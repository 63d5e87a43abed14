/** The till as the screens see it. */

import { minor } from "../domain/amounts.ts";
import { type Refusal as RefusalFacts } from "../domain/commands/refusal.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { err, ok } from "../domain/result.ts";
import { readSetting } from "../domain/settings.ts";
import { type ShopFixture } from "../domain/shop-fixture.ts";
import { type Refusal, type TillPort } from "../tui/till-port.ts";
import { type OpenTill } from "./open-till.ts";
import { refusalSentence } from "./refusal-sentence.ts";
import { createRegisterSession } from "./register-session.ts";

const LAST_STAFF_KEY = "last-staff";
const SCREEN_ORDER_KEY = "order-on-screen";

export interface RegisterPortOptions {
  /** PINs that may be shown, because the shop is a demo made from files. */
  readonly demoStaff: ShopFixture["staff"];
}

export function createRegisterPort(open: OpenTill, options: RegisterPortOptions): TillPort {
  const { till, printing, upkeep } = open;
  const { ledger, founding, currency } = till;
  const { store } = ledger;
  const listeners = new Set<() => void>();

  function notify(): void {
    for (const listener of listeners) listener();
  }

  const screen = {
    order: (): EventId | undefined => {
      const id = eventIdSchema.safeParse(store.local(SCREEN_ORDER_KEY));
      return id.success ? id.data : undefined;
    },
    show: (order: EventId | undefined): void => {
      store.setLocal(SCREEN_ORDER_KEY, order ?? "");
    },
  };

  let askedDay: string | undefined;

  function refused(facts: RefusalFacts): Refusal {
    return { message: refusalSentence(facts, { currency, staffName: till.staffName }) };
  }

  ledger.onChange(notify);
  printing.keepDriving(notify);
  upkeep.keepUp();

  return {
    shop: {
      name: founding.name,
      device: till.deviceName(),
      currency: currency.code,
      demo: founding.demo,
      defaultService: ledger.read((view) => readSetting(view, "default-service")),
      denominations: currency.denominations.map(minor),
    },
    staff: () =>
      till
        .staff()
        .filter(({ active }) => active)
        .map(({ number, shownName: name }) => {
          const pin = options.demoStaff.find((member) => String(member.number) === number)?.pin;
          return founding.demo && pin !== undefined
            ? { number, name, demoPin: pin }
            : { number, name };
        }),
    lastStaffNumber: () => store.local(LAST_STAFF_KEY),
    logIn: async (staffNumber, pin) => {
      const actor = await till.signIn(staffNumber, pin);
      if (!actor.ok) {
        return err(refused(actor.fault));
      }
      store.setLocal(LAST_STAFF_KEY, staffNumber);
      // Signing in once more confirms the day that the refusal named.
      const day = till.beginDay(actor.value, askedDay);
      if (!day.ok) {
        askedDay = till.days().suggested;
        const { message } = refused(day.fault);
        return err({ message: `${message} To confirm, sign in again.` });
      }
      const wakePrinters = printing.wake;
      return ok(createRegisterSession({ till, actor: actor.value, screen, wakePrinters }));
    },
    catalogue: till.catalogue,
    printers: printing.printers,
    printAsking: printing.printAsking,
    meshStatus: () => "single till",
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
