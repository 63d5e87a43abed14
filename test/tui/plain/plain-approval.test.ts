/** Another person's PIN for what a cashier may not do, in lines. */

import { expect, test } from "vitest";

import { err, ok } from "../../../src/domain/base/result.ts";
import { type ApproverClaim } from "../../../src/tui/ports/people-port.ts";
import { answering } from "../../support/acts.ts";
import { type Spoken, spokenTo } from "../../support/plain-register.ts";
import { type Otherwise } from "../../support/pressed-register.ts";

const BEKIM = { number: "2", name: "Bekim" };
const CLARA = { number: "12", name: "Clara" };

test("tells why, what for and who may, and does it with their PIN", async () => {
  const { spoken, claims } = await asking();

  expect(spoken.says("100", "=2.50")).toEqual([
    "Attention: Anna may not change a price. Coffee at 2.50 instead of 2.80. " +
      "2 Bekim, 12 Clara may approve it; :back leaves it. Bekim: PIN, then Enter.",
  ]);
  expect(spoken.dialogue.prompt()).toBe("PIN > ");
  expect(spoken.dialogue.isSecret("23")).toBe(true);
  expect(spoken.says("2345")).toEqual([]);
  await spoken.settled();

  expect(spoken.heard()).toEqual([
    "Coffee at 2.50. Line 1: 1 × Coffee, 2.50. Order A1: 1 line, 2.50.",
  ]);
  expect(claims).toEqual([{ number: "2", pin: "2345", act: "price" }]);
  expect(spoken.says("")).toEqual([]);
});

test("somebody else is named by number or name, and a wrong PIN is asked for again", async () => {
  const { spoken, claims } = await asking();

  expect(spoken.says("100", "=2.50", "clara")).toEqual(["Clara: PIN, then Enter."]);
  spoken.says("9999");
  await spoken.settled();
  expect(spoken.heard()).toEqual(["Attention: Wrong PIN: try again."]);
  expect(spoken.says("anna")).toEqual(["Attention: That is nobody who may: ask Bekim, Clara."]);
  spoken.says("2345");
  await spoken.settled();

  expect(claims.map(({ number, pin }) => `${number} ${pin}`)).toEqual(["12 9999", "12 2345"]);
  expect(spoken.done().at(-1)).toBe("price 250 of line-1");
});

test("a word approves too, as its key does, and a row of a list", async () => {
  const { spoken } = await asking();

  expect(spoken.says("100", ":void 1")[0]).toContain("Anna may not void.");
  spoken.says("2345");
  await spoken.settled();
  expect(spoken.done().at(-1)).toBe("take off 1 of line-1 ()");

  spoken.says("100", ":discount 2");
  expect(spoken.says("5")[0]).toContain("Anna may not change a price.");
  spoken.says("2345");
  await spoken.settled();
  expect(spoken.done().at(-1)).toBe("price 200 of line-2");
});

test(":back leaves it, and neither a line nor a code does anything meanwhile", async () => {
  const { spoken, claims } = await asking();
  spoken.says("100", "=2.50");

  expect(spoken.says(":pay")).toEqual(["Bekim: PIN, then Enter. :back leaves it."]);
  expect(spoken.says(":2")).toEqual(["Bekim: PIN, then Enter. :back leaves it."]);
  expect(spoken.says(":back")).toEqual(["Not approved: nothing was changed."]);
  expect(spoken.says("", "")).toEqual([]);

  expect(spoken.done()).toEqual(["add 1 COFFEE"]);
  expect(claims).toEqual([]);
  expect(spoken.says("=2.50", ":lock")).toEqual(["Locked."]);
});

async function asking(): Promise<{
  readonly spoken: Spoken;
  readonly claims: ReadonlyArray<ApproverClaim>;
}> {
  const claims: ApproverClaim[] = [];
  return { spoken: await spokenTo({ otherwise: refusing(claims) }), claims };
}

function refusing(claims: ApproverClaim[]): Otherwise {
  const needed = { approvers: [BEKIM, CLARA], usual: "2" };
  return ({ logIn }) => ({
    logIn: async (number, pin) => {
      const answer = await logIn(number, pin);
      if (!answer.ok) return answer;
      const may = answer.value;
      return ok({
        ...may,
        ...answering(may, {
          price: () =>
            err({ message: "Anna may not change a price.", approval: { ...needed, act: "price" } }),
          void: () => err({ message: "Anna may not void.", approval: { ...needed, act: "void" } }),
        }),
        approvedBy: (claim) => {
          claims.push(claim);
          const isRight = claim.pin === "2345";
          return Promise.resolve(isRight ? ok(may) : err({ message: "Wrong PIN: try again." }));
        },
      });
    },
  });
}
