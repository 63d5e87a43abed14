/** The back office by its keys, over a real till: what stands there, and what Enter would do. */

import { type RegisterPortOptions } from "../../src/app/register/register-port.ts";
import { ok } from "../../src/domain/base/result.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { readSetting } from "../../src/domain/settings/settings.ts";
import { officeRows, officeTitle, planOffice } from "../../src/tui/office/office-pages.ts";
import { officePaneRows, officeSideRows } from "../../src/tui/office/office-panes.ts";
import { cafeCopies } from "./cafe.ts";
import { openRealRegister, type RealRegister } from "./real-register.ts";
import { valueOf } from "./shop.ts";

export type PressedOffice = Awaited<ReturnType<typeof pressedOffice>>;

/** Printers that a look around finds. */
type Around = Pick<RegisterPortOptions, "findPrinters">;

export interface PressedOffices {
  /** Logged in with a word typed and entered; empty for none. */
  readonly office: (word?: string, staff?: string) => Promise<PressedOffice>;
  /** On the page of the goods that are called so. */
  readonly opened: (name: string, staff?: string) => Promise<PressedOffice>;
}

/** Each test has a café of its own. */
export function pressedOffices({
  findPrinters = () => Promise.resolve([]),
  ...options
}: Parameters<typeof cafeCopies>[0] & Around = {}): PressedOffices {
  const newCafe = cafeCopies(options);

  function office(word = "", staff = "4"): Promise<PressedOffice> {
    return pressedOffice(newCafe, { word, staff, findPrinters });
  }

  return {
    office,
    opened: async (name, staff = "4") => {
      const it = await office(":office", staff);
      it.press("1");
      it.keys(name);
      it.press("Enter");
      return it;
    },
  };
}

export async function signIn(
  register: RealRegister,
  number: string,
  pin = number.repeat(4),
): Promise<void> {
  register.press("Ctrl-L", "Esc", "Esc");
  await register.logIn(number, pin);
}

interface Sitting extends Around {
  readonly word: string;
  readonly staff: string;
}

async function pressedOffice(
  newCafe: ReturnType<typeof cafeCopies>,
  { word, staff, ...around }: Sitting,
) {
  const cafe = await newCafe();
  const keyboard = openRealRegister({ ...cafe, ...around });
  const { till } = keyboard.open;
  await keyboard.logIn(staff, staff.repeat(4));
  if (word !== "") {
    keyboard.type(word);
    keyboard.press("Enter");
  }
  const size = { width: 44, height: 17, signs: "all" } as const;

  function state() {
    return keyboard.store.getState();
  }

  function rows() {
    return officePaneRows(keyboard.store.till, state(), size);
  }

  return {
    cafe,
    clock: cafe.clock,
    beside: () => openRealRegister(cafe),
    press: (keys: string) => keyboard.press(...keys.split(" ")),
    keys: (text: string) => {
      keyboard.type(text);
      return text.length;
    },
    preview: () => {
      const plan = planOffice(keyboard.store.till, state());
      if (plan.type === "idle") return "";
      return plan.type === "ready" ? plan.preview : plan.why;
    },
    till: {
      keyboard,
      state,
      message: keyboard.message,
      catalogue: till.catalogue,
      product: () => till.catalogue().productsBySku.get("FLAT-WHITE"),
      events: () => till.ledger.heads().get(till.ledger.identity.origin)?.seq ?? 0,
      setting: <Key extends Parameters<typeof readSetting>[1]>(key: Key) =>
        till.ledger.read((view) => readSetting(view, key)),
      /** As a till does that has heard of no price yet. */
      writeApart: (sku: string, price: number) => {
        const streams = [toStreamId("cat", `product/${sku}`)];
        const body = { set: { price: minor(price) }, over: {} };
        const { now: day } = till.days();
        const events = [{ kind: "product/set", streams, body } as const];
        valueOf(till.ledger.commit({ by: "4", name: "write", decide: () => ok({ day, events }) }));
      },
      shop: () => keyboard.store.till.port.shop,
      rows: () => officeRows(keyboard.store.till, state()),
      title: () => officeTitle(keyboard.store.till, state()),
      pane: (at: number) => rows()[at]?.text ?? "",
      side: (at?: number) =>
        at === undefined
          ? officeSideRows(keyboard.store.till, state(), size).map(({ text }) => text.trimEnd())
          : rows()
              .filter(({ look }) => look === "reverse")
              .map(({ text }) => text.trim().split(/ {2}/u)[0] ?? ""),
    },
  };
}
