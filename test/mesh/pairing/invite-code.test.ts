import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import {
  inviteSecretOf,
  newInviteCode,
  parseInviteCode,
} from "../../../src/mesh/pairing/invite-code.ts";

const CODE = newInviteCode(createSeededRandom("invitation"));

describe("the code of an invitation", () => {
  test("is four groups of four characters and one that checks them", () => {
    expect(CODE).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]$/u);
  });

  test("is read as it was made, in any case, with any dashes, with letters for digits", () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(bytes, (bytes) => {
        const code = newInviteCode({ bytes: () => bytes });
        const right = { ok: true, value: code };

        expect(parseInviteCode(code)).toEqual(right);
        expect(parseInviteCode(code.toLowerCase().replaceAll("-", ""))).toEqual(right);
        expect(parseInviteCode(code.replaceAll("0", "o").replaceAll("1", "I"))).toEqual(right);
        expect(parseInviteCode(` ${code.replaceAll("-", " – ").replaceAll("1", "l")}\n`)).toEqual(
          right,
        );
      }),
    );
  });

  test("is not a code with a wrong character in it", () => {
    const wrong = (CODE.startsWith("7") ? "8" : "7") + CODE.slice(1);

    expect(parseInviteCode(wrong)).toEqual({ ok: false, fault: { type: "code/mistyped" } });
    expect(parseInviteCode(`${CODE}1`)).toMatchObject({ ok: false, fault: { wanted: 17 } });
  });

  test("stands for the same on every till and in every build", async () => {
    const read = parseInviteCode("0123-4567-89AB-CDEF-P");
    if (!read.ok) throw new Error(JSON.stringify(read.fault));

    expect(await inviteSecretOf(read.value)).toEqual({
      id: "93d0635ef45b9658",
      secret: "5866515b253966970c99a10f35eb73a024d9f58c2c866ef8b1d7741d23fb4cb7",
    });
  });

  test("can't be told from what is said aloud, and other codes stand for something else", async () => {
    const [one, other] = await Promise.all([
      inviteSecretOf(CODE),
      inviteSecretOf(newInviteCode(createSeededRandom("another"))),
    ]);

    expect(one.id).toMatch(/^[0-9a-f]{16}$/u);
    expect(one.secret).toMatch(/^[0-9a-f]{64}$/u);
    expect(one.secret).not.toContain(one.id);
    expect([one.id, one.secret]).not.toEqual([other.id, other.secret]);
  });
});
