import { expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { openText, sealText } from "../../../src/app/till/sealed-text.ts";
import { cafeCopies } from "../../support/cafe.ts";

const newCafe = cafeCopies();
const random = createSeededRandom("sealed");

test("what was sealed can be read where the key is, and shows nothing by itself", async () => {
  const { secrets } = (await newCafe()).open().till.ledger;

  const sealed = sealText("Zoë Ångström", "person/9", { secrets, random });

  expect(openText(sealed, secrets)).toBe("Zoë Ångström");
  expect(sealed.k).toBe("person/9");
  expect(Buffer.from(sealed.c, "base64").toString()).not.toContain("Zo");
});

test("one person's texts share a key, and are sealed apart", async () => {
  const { secrets } = (await newCafe()).open().till.ledger;

  const [one, other] = ["Anna", "Anna"].map((name) =>
    sealText(name, "person/9", { secrets, random }),
  );

  expect(one?.c).not.toBe(other?.c);
  expect([one, other].map((text) => text && openText(text, secrets))).toEqual(["Anna", "Anna"]);
});

test("a key that is to be destroyed opens no text any more", async () => {
  const { secrets } = (await newCafe()).open().till.ledger;
  const sealed = sealText("Anna", "person/9", { secrets, random });

  secrets.destroy("person/9");

  expect(openText(sealed, secrets)).toBeUndefined();
});

test.for(["", "AAAA", "not base64 at all", "A".repeat(80)])(
  "a bent text (%s) is not readable, and no error",
  async (c) => {
    const { secrets } = (await newCafe()).open().till.ledger;
    sealText("Anna", "person/9", { secrets, random });

    expect(openText({ k: "person/9", c }, secrets)).toBeUndefined();
    expect(openText({ k: "person/nobody", c }, secrets)).toBeUndefined();
  },
);

test("a person whose key was destroyed goes on working under the number", async () => {
  const { till } = (await newCafe()).open();
  const key = till.ledger.secrets.rows().find(({ id }) => id.startsWith("person/1/"));

  till.ledger.secrets.destroy(key?.id ?? "");

  expect(till.staffName("1")).toBe("Staff 1");
  expect((await till.signIn("1", "1111")).ok).toBe(true);
});
