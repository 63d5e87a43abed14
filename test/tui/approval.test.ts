/** The question for another person's PIN, by the keys of the one at the till. */

import { describe, expect, test } from "vitest";

import { err, ok } from "../../src/domain/base/result.ts";
import { type KeptScreen } from "../../src/tui/kept-screen.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { type ApproverClaim } from "../../src/tui/ports/people-port.ts";
import { type ApprovalNeeded } from "../../src/tui/ports/refusal-port.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { answering } from "../support/acts.ts";
import { COLA, loggedIn, type Otherwise, type Session } from "../support/pressed-register.ts";

const BEKIM = { number: "2", name: "Bekim" };
const CLARA = { number: "12", name: "Clara" };
const size = { width: 39, height: 18, signs: "all", block: "#" } as const;

describe("a key that another person may lift", () => {
  test("asks for their PIN, and does it with their word", async () => {
    const { register, claims } = await asking();

    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");
    expect(register.message()).toBe("Bekim: PIN, then Enter.");
    register.type("2345").press("Enter");
    await register.settled();

    expect(claims).toEqual([{ number: "2", pin: "2345", act: "price" }]);
    expect(register.done().at(-1)).toBe("price 250 of line-1");
    expect(register.message()).toBe("Latte at 2.50.");
    expect(register.store.getState()).toMatchObject({ text: "", approval: undefined });
  });

  test("takes a badge for a name, and still asks for the PIN", async () => {
    const { register, claims } = await asking({ approvers: [CLARA, BEKIM] });
    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");

    register.scan("9000000001");
    expect(register.message()).toBe("That is nobody who may: ask Clara, Bekim.");
    register.scan("STAFF-0002");
    expect(register.message()).toBe("Bekim: PIN, then Enter.");
    register.type("2345").press("Enter");
    await register.settled();

    expect(claims).toEqual([{ number: "2", pin: "2345", act: "price" }]);
  });

  test("tells beside the order what for, and never shows what is typed", async () => {
    const { register } = await asking({ approvers: [BEKIM, CLARA] });

    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");
    register.type("23");

    const pane = sideRows(register.store.till, register.store.getState(), size)
      .map(({ text }) => text.trim())
      .filter((text) => text !== "");
    expect(pane).toEqual([
      "APPROVAL",
      "Anna may not change a price.",
      "Latte at 2.50 instead of 3.40.",
      "Bekim: PIN, then Enter.",
      "Or 12 Clara: number, Enter.",
      "Esc: nothing is changed.",
    ]);
    expect(register.store.getState().text).toBe("=2.50");
  });

  test.each([
    ["coffee=20", "Coffee at 20.00 instead of 2.80"],
    ["3*coffee=20", "3 × Coffee at 20.00 instead of 2.80 = 60.00"],
    ["<coffee", "BACK Coffee -2.80"],
    ["3*coffee", "3 × Coffee = 8.40"],
    ["-50%", "50% off 1 × Latte = -1.70"],
    ["--50%", "50% off the order = -1.70"],
    ["=20", "Latte at 20.00 instead of 3.40"],
  ])("says the money that is at stake as the preview of %s does", async (typed, what) => {
    const { register } = await asking({}, { isStrict: true });
    register.type("lat").press("Enter");
    register.type(typed);
    expect(planOf(register.store.till, register.store.getState())).toMatchObject({ preview: what });

    register.press("Enter");

    const pane = sideRows(register.store.till, register.store.getState(), { ...size, width: 60 });
    expect(pane.map(({ text }) => text.trim())).toContain(`${what}.`);
  });

  test("leaves what was not approved to be replaced by what is typed next", async () => {
    const { register } = await asking();
    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter Esc");
    expect(register.store.getState().text).toBe("=2.50");

    register.type("lat").press("Enter");

    expect(register.done()).toEqual(["add 1 LATTE", "add 1 LATTE"]);
  });

  test("leaves nothing of a PIN to a register that is started in its place", async () => {
    const kept: KeptScreen[] = [];
    const register = await loggedIn(refusing([], {}, {}), {
      onKeep: (screen) => kept.push(screen),
    });

    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");
    const before = kept.length;
    register.type("2345").press("Enter");

    expect(kept.at(-1)).toMatchObject({ text: "=2.50" });
    expect(kept).toHaveLength(before);
  });

  test("takes somebody else by number or name", async () => {
    const { register, claims } = await asking({ approvers: [BEKIM, CLARA] });

    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");
    register.type("12").press("Enter");
    expect(register.message()).toBe("Clara: PIN, then Enter.");
    register.type("bek").press("Enter");
    register.type("2345").press("Enter");
    await register.settled();

    expect(claims.map(({ number }) => number)).toEqual(["2"]);
  });

  test("asks who it is where that isn't clear, and names who may", async () => {
    const { register } = await asking({ approvers: [BEKIM, CLARA], usual: undefined });

    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");
    expect(register.message()).toBe("Who approves? Number or name, Enter.");
    register.type("anna").press("Enter");

    expect(register.message()).toBe("That is nobody who may: ask Bekim, Clara.");
  });

  test("asks again after a wrong PIN, and leaves everything as it was with Esc", async () => {
    const { register } = await asking();

    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");
    register.type("9999").press("Enter");
    await register.settled();
    expect(register.message()).toBe("Wrong PIN: try again.");
    register.type("9");
    register.press("Esc");
    expect(register.store.getState().approval?.person.pin).toBe("");
    register.press("Esc");

    expect(register.message()).toBe("Not approved: nothing was changed.");
    expect(register.store.getState()).toMatchObject({ text: "=2.50", approval: undefined });
    expect(register.done()).toEqual(["add 1 LATTE"]);
  });

  test("keeps a scan for later, and presses no other key", async () => {
    const { register } = await asking();

    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");
    register.type("23").scan(COLA);
    register.press("F9 F2 Alt-2 Up");
    register.type("45").press("Enter");
    await register.settled();

    expect(register.done()).toEqual(["add 1 LATTE", "price 250 of line-1"]);
    expect(register.message()).toBe("Scanned before: Cola 0.33. Enter adds it, Esc drops it.");
  });

  test("takes a PIN that comes as fast as a scan, and never reads it out", async () => {
    const { register } = await asking();

    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");
    register.scan("234567");

    expect(register.message()).toBe("Bekim: PIN, then Enter.");
    expect(register.store.getState().approval?.person.pin).toBe("234567");
  });

  test("leaves the next order as it was to be served when nobody approves", async () => {
    const { register } = await asking({}, { addGoods: "price" });

    register.type("coffee=1").press("F3");
    expect(register.message()).toBe("Bekim: PIN, then Enter.");
    register.press("Esc");
    expect(register.store.getState()).toMatchObject({ service: "counter", text: "coffee=1" });

    expect(register.done()).toEqual(["service takeaway", "undo"]);
  });

  test("keys that come while the PIN is checked wait for the answer", async () => {
    const { register } = await asking();

    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");
    register.type("2345").press("Enter");
    register.type("100").press("Enter");
    await register.settled();

    expect(register.done()).toEqual(["add 1 LATTE", "price 250 of line-1", "add 1 COFFEE"]);
  });

  test("is forgotten when the till is locked, and the text stays", async () => {
    const { register, claims } = await asking();

    register.type("lat").press("Enter");
    register.type("=2.50").press("Enter");
    register.type("23").press("Ctrl-L");

    expect(register.store.getState()).toMatchObject({
      screen: "log-in",
      approval: undefined,
      laidInput: { staffNumber: "1", text: "=2.50" },
    });
    expect(claims).toEqual([]);
  });

  test("chosen from a list comes back to the list when nobody approves", async () => {
    const { register } = await asking();

    register.type("lat").press("Enter F2 F5 1");
    expect(register.store.getState().approval?.what).toBe(
      "1 × Latte off the order: typed by mistake.",
    );
    register.press("Esc");

    expect(register.store.getState().list).toMatchObject({ type: "reason" });
  });
});

interface Also {
  readonly addGoods?: string;
  /** Nothing at all once there is a line. */
  readonly isStrict?: boolean;
}

/** Anna may neither change prices nor void what was sent; others may. */
async function asking(
  needed: Partial<ApprovalNeeded> = {},
  also: Also = {},
): Promise<{ readonly register: Session; readonly claims: ReadonlyArray<ApproverClaim> }> {
  const claims: ApproverClaim[] = [];
  const register = await loggedIn(refusing(claims, needed, also));
  return { register, claims };
}

function refusing(claims: ApproverClaim[], needed: Partial<ApprovalNeeded>, also: Also): Otherwise {
  return ({ logIn }) => ({
    logIn: async (number, pin) => {
      const answer = await logIn(number, pin);
      if (!answer.ok) return answer;
      const may = answer.value;
      const message = "Anna may not change a price.";
      const refusal = { approvers: [BEKIM], usual: "2", ...needed };
      return ok({
        ...may,
        ...answering(may, {
          ...(also.addGoods !== undefined && {
            add: () => err({ message, approval: { ...refusal, act: also.addGoods ?? "" } }),
          }),
          price: () => err({ message, approval: { ...refusal, act: "price" } }),
          void: () => err({ message, approval: { ...refusal, act: "void" } }),
          ...(also.isStrict === true && {
            add: (goods) =>
              goods.sku === "LATTE"
                ? may.perform(goods)
                : err({ message, approval: { ...refusal, act: "add" } }),
            discount: () => err({ message, approval: { ...refusal, act: "discount" } }),
          }),
        }),
        approvedBy: (claim) => {
          claims.push(claim);
          return Promise.resolve(
            claim.pin === "2345" ? ok(may) : err({ message: "Wrong PIN: try again." }),
          );
        },
      });
    },
  });
}
