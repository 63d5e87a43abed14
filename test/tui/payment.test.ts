import { describe, expect, test } from "vitest";

import { minor, thousandths } from "../../src/domain/money/amounts.ts";
import { orderRows } from "../../src/tui/panes/order-rows.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { answering } from "../support/acts.ts";
import { type Session, loggedIn, started } from "../support/pressed-register.ts";

const size = { width: 40, height: 17, signs: "all", block: "#" } as const;

test("cash whose drawer can't be opened from here says that there is a key", async () => {
  const off = { name: "Receipts", state: "off", waitingJobs: 1, askingJobs: 0 } as const;
  const it = await loggedIn(() => ({ printers: () => [{ ...off, isDrawerShut: true }] }));

  it.press("1 0 0 Enter");
  it.later(1000);
  it.press("2 0 F9");

  expect(it.message()).toMatch(/^Paid .+ Open the drawer by its key\.$/u);
});

test("exact cash leaves no change to be counted out: what was paid stands there", async () => {
  const it = await loggedIn();
  it.press("1 0 0 Enter F9");
  it.later(1000);
  it.press("Enter");
  expect(it.store.getState().paid).toMatchObject({ change: 0, method: "cash" });
  expect(sidePane(it)).toMatch(/^ PAID IN CASH/u);
  expect(sidePane(it)).not.toMatch(/given|CHANGE/u);

  it.press("1 0 0 Enter");
  it.later(1000);
  it.press("2 0 F9");
  expect(sidePane(it)).toMatch(/^ CHANGE/u);
});

test("the payment of one line does not say how lines are split", async () => {
  const it = await loggedIn();
  it.press("1 0 0 Enter F9");

  expect(sidePane(it)).toContain("Split: /3 evenly.");
  expect(sidePane(it)).not.toContain("//2");
});

test("the payment says how a bill is split, and not while the card is asked about", async () => {
  const it = await loggedIn();
  it.press("1 0 0 Enter 1 0 1 Enter F9");
  expect(sidePane(it)).toContain("Split: /3 evenly; //2 only line 2.");

  it.press("Esc F12");
  expect(sidePane(it)).toContain("F12 or Enter once the terminal says");
  expect(sidePane(it)).not.toContain("Split:");
});

test.each(["chf5", "lat", "."])(
  "%s F12 says what a card takes, and names no other key",
  async (typed) => {
    const it = await loggedIn();
    it.press("1 0 0 Enter");
    it.type(typed).press("F12");

    expect(it.message()).toBe(
      `“${typed}” is no sum for a card: 20 F12 takes 20, F12 alone the rest.`,
    );
    expect(it.store.getState().text).toBe(typed);
  },
);

describe("an order that is overpaid", () => {
  test("says what is to be given back, and Enter gives it as change", async () => {
    const it = await overpaid();

    expect(orderPane(it)).toMatch(/ {2}TO GIVE BACK +1\.40/u);
    it.press("F9");
    expect(sidePane(it)).toContain("TO GIVE BACK");
    expect(planOf(it.store.till, it.store.getState())).toMatchObject({
      preview: "give back 1.40 in cash",
    });
    it.later(1000);
    it.press("Enter");

    expect(it.done().at(-1)).toBe("cash 0");
    expect(it.store.getState()).toMatchObject({
      screen: "register",
      order: undefined,
      paid: { change: 140, isFresh: true },
    });
    expect(it.message()).toContain("1.40 given back.");
    expect(sidePane(it)).toContain("GIVE BACK");
  });

  test("is given back by F9 as well", async () => {
    const it = await overpaid();

    it.press("F9");
    it.later(1000);
    it.press("F9");

    expect(it.done().at(-1)).toBe("cash 0");
  });

  test("takes no money", async () => {
    const it = await overpaid();

    it.press("2 0 F9");
    expect(it.message()).toBe(
      "1.40 is to be given back, nothing to be taken: Esc clears the line.",
    );
    it.press("Esc F9");
    it.later(1000);
    it.press("5 Enter");

    expect(it.done().at(-1)).not.toMatch(/^cash (?!420)/u);
  });

  test("whose lines are all off gives the money back", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter F9 1 Enter Esc F5");
    it.later(1000);
    it.press("F9");
    expect(it.message()).not.toContain("empty");
    it.press("Enter");

    expect(it.done().slice(-2)).toEqual(["take off 1 of line-1 ()", "cash 0"]);
    expect(it.store.getState()).toMatchObject({ order: undefined, paid: { change: 100 } });
    expect(it.message()).toBe("1.00 given back.");
  });
});

describe("a sum of the list", () => {
  test("is taken by F9, and by no Enter", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter F9 Down");
    it.later(1000);
    it.press("Enter");
    expect(it.message()).toMatch(/^F9 takes [\d.]+ in cash\.$/u);
    expect(it.done()).toEqual(["add 1 COFFEE"]);
    it.later(1000);
    it.press("F9");

    expect(it.done()).toHaveLength(2);
    expect(it.store.getState().screen).toBe("register");
  });
});

/** As xterm and the Linux console send them. */
const INSERT = "\u001b[2~";
const BEGIN = "\u001b[E";
const NUM_LOCK = "Num Lock is off on the keypad: press it, then type anew. Enter takes nothing.";

describe("a keypad without Num Lock", () => {
  test.each([
    ["20", ["Down", INSERT]],
    ["5", [BEGIN]],
    ["7", ["Home"]],
    ["10", ["End", INSERT]],
    ["90", ["PgUp", INSERT]],
  ])("takes no money by %s Enter, however often, and says why", async (_digits, keys) => {
    const it = await loggedIn();
    it.type("100").press("Enter F9");

    for (const key of keys) it.press(key);
    for (let hit = 0; hit < 2; hit += 1) {
      it.later(1000);
      it.press("Enter");
      expect(it.message()).toBe(NUM_LOCK);
      expect(it.done()).toEqual(["add 1 COFFEE"]);
    }
    it.later(1000);
    it.type("20").press("Enter");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 2000"]);
  });

  test("says so while a PIN or a weight is typed too, and leaves lists and the order alone", async () => {
    const locked = started("1");
    locked.press(BEGIN);
    expect(locked.message()).toBe(NUM_LOCK);

    const it = await loggedIn();
    it.type("100").press("Enter F10");
    it.press("Home");
    expect(it.message()).not.toBe(NUM_LOCK);
    it.press("Esc PgDn");
    expect(it.message()).not.toBe(NUM_LOCK);
  });
});

describe("far too much money", () => {
  test("needs F9, and no Enter takes it", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter F9");
    it.type("2000").press("Enter");
    for (let hit = 0; hit < 3; hit += 1) {
      expect(it.message()).toBe("2000.00 for 2.80? F9 takes it.");
      expect(it.done()).toEqual(["add 1 COFFEE"]);
      it.later(1000);
      it.press("Enter");
    }
    it.press("F9");

    expect(it.done().at(-1)).toBe("cash 200000");
  });

  test("is asked about by F9 too, and not taken after another digit", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter");
    it.type("2000").press("F9");
    expect(it.message()).toBe("2000.00 for 2.80? F9 takes it.");
    it.later(1000);
    it.press("Enter");
    expect(it.done()).toEqual(["add 1 COFFEE"]);
    it.press("Backspace Backspace");
    it.later(1000);
    it.press("F9");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 2000"]);
  });

  test("is taken by a second F9 beside the order", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter");
    it.type("2000").press("F9");
    it.later(1000);
    it.press("F9");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 200000"]);
  });

  test("is not what the largest note makes", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter");
    it.type("500").press("F9");

    expect(it.done().at(-1)).toBe("cash 50000");
  });
});

describe("a nervous finger", () => {
  test("pays once, however long the till took over the payment", async () => {
    const it = await loggedIn(({ logIn }, clock) => ({
      logIn: async (number, pin) => {
        const session = await logIn(number, pin);
        if (!session.ok) return session;
        const { perform } = session.value;
        const slow = answering(session.value, {
          pay: (request) => {
            clock.advance(900);
            return perform(request);
          },
        });
        return { ok: true, value: { ...session.value, ...slow } };
      },
    }));

    it.press("1 0 0 Enter F9 1 Enter");
    it.later(400);
    it.press("Enter");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 100"]);
  });

  test("that is only fast says a tip and what was given in one go", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter F9");
    it.later(1000);
    it.type("+1").press("Enter");
    it.later(100);
    it.type("20").press("Enter");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 2000"]);
  });

  test("does not pay the rest by Enter after F9 has taken a part", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter");
    it.type("1").press("F9");
    it.later(300);
    it.press("Enter");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 100"]);
  });

  test.each([
    { how: "a moment later", enterMs: 250 },
    { how: "before the digit has counted", enterMs: 10 },
  ])("does not pay the rest by Enter $how, after a digit has taken a part", async ({ enterMs }) => {
    const it = await withVouchers();

    it.type("100").press("Enter F9");
    it.type("1").press("F10");
    it.send("1");
    it.later(enterMs);
    it.press("Enter");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 100"]);
    it.later(1000);
    it.press("Enter");
    it.later(1000);
    it.press("Enter");
    expect(it.done()).toEqual(["add 1 COFFEE", "cash 100", "cash 180"]);
  });
});

describe("the rest after a part was paid", () => {
  test("is asked about once by Enter, and the next Enter takes it in cash", async () => {
    const it = await partPaid();
    expect(planOf(it.store.till, it.store.getState())).toMatchObject({
      preview: "the rest, cash 1.80?",
    });

    it.press("Enter");
    expect(it.message()).toBe("The rest, 1.80, in cash? Enter takes it, F12 by card.");
    expect(it.done()).toEqual(["add 1 COFFEE", "card 100"]);
    expect(planOf(it.store.till, it.store.getState())).toMatchObject({ preview: "cash 1.80" });
    it.later(1000);
    it.press("Enter");

    expect(it.done().at(-1)).toBe("cash 180");
    expect(it.message()).toBe("Paid 1.80 in cash. Receipt A-000001.");
  });

  test("is asked about once by F12, and by F12 again or Enter it goes by card", async () => {
    for (const answer of ["F12", "Enter"]) {
      const it = await partPaid();

      it.press("F12");
      expect(it.message()).toBe("1.80 by card? F12 or Enter takes it, Esc goes back.");
      expect(it.done()).toEqual(["add 1 COFFEE", "card 100"]);
      it.later(1000);
      it.press(answer);

      expect(it.done().at(-1)).toBe("card 180");
    }
  });

  test("is never taken by F9, which says what Enter takes: that is the question", async () => {
    const it = await partPaid();

    it.press("F9");
    it.later(1000);
    it.press("F9");
    expect(it.message()).toBe("Enter takes 1.80 in cash; or type what was given.");
    expect(it.done()).toEqual(["add 1 COFFEE", "card 100"]);
    it.later(1000);
    it.press("Enter");

    expect(it.done().at(-1)).toBe("cash 180");
  });

  test("of an order that is brought is asked about by the F9 that opens the payment", async () => {
    const it = await partPaid();
    it.press("Esc");

    it.press("F9");
    expect(it.message()).toBe("Enter takes 1.80 in cash; or type what was given.");
    it.later(1000);
    it.press("Enter");

    expect(it.done().at(-1)).toBe("cash 180");
  });

  test("is asked about anew once more is due, and in the other way once that is pressed", async () => {
    const it = await partPaid();
    it.press("Enter");
    it.store.getState().session?.perform({ act: "add", sku: "LATTE", quantity: thousandths(1000) });
    it.later(1000);
    it.press("Enter");
    expect(it.message()).toBe("The rest, 5.20, in cash? Enter takes it, F12 by card.");
    it.later(1000);
    it.press("F12");
    expect(it.message()).toMatch(/ by card\? F12 or Enter takes it, Esc goes back\.$/u);
    it.later(1000);
    it.press("F9");
    expect(it.message()).toBe("Enter takes 5.20 in cash; or type what was given.");

    expect(it.done()).toEqual(["add 1 COFFEE", "card 100", "add 1 LATTE"]);
  });

  test.each([
    ["F9", "cash 180"],
    ["Enter", "cash 180"],
    ["F12", "card 180"],
  ])("is taken by %s at once where its sum is typed", async (key, taken) => {
    const it = await partPaid();

    it.type("1.80").press(key);

    expect(it.done().at(-1)).toBe(taken);
  });
});

/** One of 2.80, of which a card has paid one. */
async function partPaid(): Promise<Session> {
  const it = await loggedIn();
  it.type("100").press("Enter F9");
  it.type("1").press("F12");
  it.later(1000);
  return it;
}

/** The shop has a tender of its own, which the till takes as it does cash. */
function withVouchers(): Promise<Session> {
  return loggedIn(({ logIn }) => ({
    logIn: async (number, pin) => {
      const session = await logIn(number, pin);
      if (!session.ok) return session;
      const { perform } = session.value;
      const tenders = [{ digit: 1, id: "own-voucher", name: "Voucher" }];
      const taking = answering(session.value, {
        pay: (request) =>
          request.type === "tender"
            ? perform({ act: "pay", type: "cash", tendered: request.amount ?? minor(0) })
            : perform(request),
      });
      return { ok: true, value: { ...session.value, ...taking, tenders: () => tenders } };
    },
  }));
}

/** Coffee for 2.80 is left of 5.60, of which 4.20 was paid. */
async function overpaid(): Promise<Session> {
  const it = await loggedIn();
  it.type("2*100").press("Enter F9");
  it.type("4.20").press("Enter Esc F5");
  it.later(1000);
  return it;
}

function orderPane({ store }: Session): string {
  const rows = orderRows(store.till, store.getState(), size);
  return rows.map(({ text }) => text).join("\n");
}

function sidePane({ store }: Session): string {
  const rows = sideRows(store.till, store.getState(), size);
  return rows.map(({ text }) => text).join("\n");
}
