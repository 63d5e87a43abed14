/** Who gets to the page of an office, and who doesn't. */

import { readFileSync, statSync } from "node:fs";
import path from "node:path";

import { TOTP } from "otpauth";
import { describe, expect, test } from "vitest";

import { codeUri, newCodeSecret, useCode } from "../../../hub/users/codes.ts";
import { makePassword, removeUser, setUser } from "../../../hub/users/users.ts";
import { systemTurn } from "../../../src/app/system/clock.ts";
import { noRows, openOfficePage, PASSWORD } from "../../support/office-page.ts";
import { QUICK_PINS } from "../../support/quick-pins.ts";
import { valueOf } from "../../support/shop.ts";
import { testRandom } from "../../support/test-random.ts";

describe("a page", () => {
  test("is shown to nobody who has not logged in", async () => {
    const { browser } = await openOfficePage(noRows());

    for (const where of ["/", "/nowhere", "/?csv=shops"]) {
      const { status, headers } = await browser().get(where);
      expect([where, status]).toEqual([where, 303]);
      expect(headers.get("location")).toMatch(/^\/log-in/u);
    }
  });

  test("allows nothing but what the office itself serves", async () => {
    const { browser } = await openOfficePage(noRows());

    const { status, headers, text } = await browser().get("/log-in");

    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(text).not.toMatch(/https?:\/\//u);
    const files = [...text.matchAll(/(?:src|href)="(?<file>[^"]+)"/gu)];
    expect(files.length).toBeGreaterThan(2);
    for (const { groups } of files) {
      const asset = await browser().get(groups?.["file"] ?? "");
      expect([groups?.["file"], asset.status]).toEqual([groups?.["file"], 200]);
    }
  });
});

describe("a log-in", () => {
  test("leads back to the page that was asked for, and to no other host", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");

    const places = ["/?day=2026-11-20", "//elsewhere.example", "/\\elsewhere", "https://elsewhere"];
    const led: Array<string | null> = [];
    for (const to of places) {
      const { headers } = await page
        .browser()
        .post("/log-in", { name: "anna", password: PASSWORD, to });
      led.push(headers.get("location"));
    }

    expect(led).toEqual(["/?day=2026-11-20", "/", "/", "/"]);
    const browser = await page.loggedIn("anna");
    expect((await browser.get("/")).status).toBe(200);
  });

  test("gives the browser a cookie that no script reads and no other site sends", async () => {
    const plain = await openOfficePage(noRows());
    const encrypted = await openOfficePage(noRows(), { isEncrypted: true });
    await plain.addUser("anna");
    await encrypted.addUser("anna");
    const claim = { name: "anna", password: PASSWORD };

    const cookies = [
      await cookieOf(plain.browser().post("/log-in", claim)),
      await cookieOf(plain.browser({ "x-forwarded-proto": "https" }).post("/log-in", claim)),
      await cookieOf(encrypted.browser().post("/log-in", claim)),
    ];

    for (const cookie of cookies) {
      expect(cookie).toMatch(/HttpOnly/u);
      expect(cookie).toMatch(/SameSite=Strict/u);
    }
    expect(cookies.map((cookie) => /; Secure/u.test(cookie))).toEqual([false, true, true]);
    expect(cookies.map((cookie) => cookie.startsWith("__Host-"))).toEqual([false, true, true]);
  });

  test("takes no cookie of another host where the page is encrypted", async () => {
    const page = await openOfficePage(noRows(), { isEncrypted: true });
    await page.addUser("anna");
    const browser = await page.loggedIn("anna");
    const [, token = ""] = browser.cookie().split("=");
    expect((await browser.get("/")).status).toBe(200);

    browser.setCookie(`till=${token}`);

    expect((await browser.get("/")).status).toBe(303);
  });

  test.each(["multipart/form-data", "multipart/form-data; boundary=x"])(
    "of what is no form is refused, and is no fault of the office: %s",
    async (type) => {
      const page = await openOfficePage(noRows());
      const headers = { host: "office.example", origin: "http://office.example" };

      const { status } = await page.app.request("http://office.example/log-in", {
        method: "POST",
        headers: { ...headers, "content-type": type },
        body: "no form",
      });

      expect([status, page.faults]).toEqual([400, []]);
    },
  );

  test("with a wrong name or password says the same, and gives nothing", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");
    const browser = page.browser();

    const answers = [
      await browser.post("/log-in", { name: "anna", password: "wrong horse battery" }),
      await browser.post("/log-in", { name: "nobody", password: PASSWORD }),
      await browser.post("/log-in", { name: "anna" }),
    ];

    for (const { status, text, headers } of answers) {
      expect(status).toBe(401);
      expect(text).toContain("Name, password or code is wrong.");
      expect(headers.getSetCookie()).toEqual([]);
    }
  });

  test("that was wrong too often waits longer and longer, also with the right password", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");
    const browser = page.browser();
    async function logIn(password: string): Promise<number> {
      return (await browser.post("/log-in", { name: "anna", password })).status;
    }

    const first = [await logIn("1"), await logIn("2"), await logIn("3"), await logIn("4")];
    const waiting = await browser.post("/log-in", { name: "anna", password: PASSWORD });
    page.clock.advance(5000);
    const next = await logIn("5");
    const again = await browser.post("/log-in", { name: "anna", password: PASSWORD });
    page.clock.advance(15_000);

    expect(first).toEqual([401, 401, 401, 401]);
    expect([waiting.status, waiting.headers.get("retry-after")]).toEqual([429, "5"]);
    expect(waiting.text).toContain("Too many tries: try again in 5 seconds.");
    expect(next).toBe(401);
    expect(again.headers.get("retry-after")).toBe("15");
    expect(await logIn(PASSWORD)).toBe(303);
  });

  test("of another address does not wait for whoever guesses at the same name", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");
    const [guess, own] = [from(page, "203.0.113.7"), from(page, "192.0.2.1")];

    const guesses: number[] = [];
    for (const password of ["1", "22", "333", "4444", "55555"]) guesses.push(await guess(password));

    expect(guesses).toEqual([401, 401, 401, 401, 429]);
    expect(await own(PASSWORD)).toBe(303);
  });

  test("of thirty addresses that guess at a name all the time doesn't keep its owner out", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");
    const guessers = Array.from({ length: 30 }, (_, at) => from(page, `203.0.${at}.7`));
    const owner = from(page, "192.0.2.1");
    const guesses: Array<Promise<number>> = [];

    const logIns: number[] = [];
    for (let day = 0; day < 5; day += 1) {
      for (let round = 0; round < 4; round += 1) {
        guesses.push(...guessers.map((guess) => guess(`guess ${round}`)));
      }
      logIns.push(await ticking(page, owner(PASSWORD)));
      await ticking(page, Promise.all(guesses));
    }

    expect(logIns).toEqual([303, 303, 303, 303, 303]);
    expect(new Set(await Promise.all(guesses))).toEqual(new Set([401, 429]));
  });

  test("that finds too many of its address waiting counts as no wrong one", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");
    const office = from(page, "192.0.2.1");

    const all = await Promise.all(Array.from({ length: 9 }, () => office("wrong horse battery")));

    expect(all.filter((status) => status === 401)).toHaveLength(3);
    expect(all.filter((status) => status === 429)).toHaveLength(6);
    expect(await office(PASSWORD)).toBe(303);
  });

  test("that another site sends is refused", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");
    const fields = { name: "anna", password: PASSWORD };

    const init = {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
    };
    for (const origin of ["https://elsewhere.example", "null", ""]) {
      const headers = {
        host: "office.example",
        "content-type": "application/x-www-form-urlencoded",
        ...(origin === "" ? {} : { origin }),
      };
      const { status } = await page.app.request("http://office.example/log-in", {
        ...init,
        headers,
      });
      expect([origin, status]).toEqual([origin, 403]);
    }
  });
});

describe("a code of an app", () => {
  test("is asked for as soon as somebody has the app, and counts once", async () => {
    const page = await openOfficePage(noRows());
    // Of RFC 6238, whose code at this time is known.
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    await page.addUser("anna", { codes: secret });
    page.clock.set(1_111_111_109_000);
    async function logIn(code: string): Promise<number> {
      const browser = page.browser();
      const fields = { name: "anna", password: PASSWORD, ...(code === "" ? {} : { code }) };
      return (await browser.post("/log-in", fields)).status;
    }

    expect(await logIn("")).toBe(401);
    expect(await logIn("081805")).toBe(401);
    expect(await logIn("081 804")).toBe(303);
    expect(await logIn("081804")).toBe(401);
    // Half a minute later it is another one, and that one counts; the one before it no longer does.
    page.clock.set(1_111_111_139_000);
    const next = new TOTP({ secret }).generate({ timestamp: page.clock.nowMs() });
    expect(await logIn("081804")).toBe(401);
    expect(await logIn(next)).toBe(303);
  });

  test("that was used counts no more when the office is started again", async () => {
    const page = await openOfficePage(noRows());
    const codes = newCodeSecret(testRandom);
    await page.addUser("anna", { codes });
    const user = valueOf(setUser(page.hub, "anna", { codes }));
    const nowMs = page.clock.nowMs();
    const code = new TOTP({ secret: codes }).generate({ timestamp: nowMs });

    const tries = [
      useCode(page.hub, user, { code, nowMs }),
      useCode(page.hub, user, { code, nowMs }),
    ];

    expect(tries).toEqual([true, false]);
    // What somebody enrols anew is another secret, with codes of its own.
    const fresh = newCodeSecret(testRandom);
    const first = new TOTP({ secret: fresh }).generate({ timestamp: nowMs });
    const renewed = valueOf(setUser(page.hub, "anna", { codes: fresh }));
    expect(useCode(page.hub, renewed, { code: first, nowMs })).toBe(true);
    expect(codeUri("anna", fresh)).toBe(
      `otpauth://totp/tillmesh:anna?issuer=tillmesh&secret=${fresh}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});

describe("a session", () => {
  test("ends when its person logs out, in that browser alone", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");
    const [one, other] = [await page.loggedIn("anna"), await page.loggedIn("anna")];
    const kept = one.cookie();

    await one.post("/log-out");
    one.setCookie(kept);

    expect([(await one.get("/")).status, (await other.get("/")).status]).toEqual([303, 200]);
  });

  test("ends with the password that it was begun with, and with its person", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");
    await page.addUser("bob");
    const [anna, bob] = [await page.loggedIn("anna"), await page.loggedIn("bob")];

    const password = await makePassword("anna", "another long one", {
      random: testRandom,
      cost: QUICK_PINS,
    });
    valueOf(setUser(page.hub, "anna", { password }));
    valueOf(removeUser(page.hub, "bob"));

    expect([(await anna.get("/")).status, (await bob.get("/")).status]).toEqual([303, 303]);
  });

  test("ends after half a day in which nobody looked, and after a week", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");
    const [idle, busy] = [await page.loggedIn("anna"), await page.loggedIn("anna")];
    const hourMs = 3_600_000;

    const seen: number[] = [];
    for (let hours = 0; hours < 170; hours += 10) {
      page.clock.advance(10 * hourMs);
      seen.push((await busy.get("/")).status);
    }

    expect((await idle.get("/")).status).toBe(303);
    expect(seen.slice(0, 16)).toEqual(Array.from({ length: 16 }, () => 200));
    expect(seen.at(-1)).toBe(303);
  });

  test("is known by no token that was not given out", async () => {
    const page = await openOfficePage(noRows());
    await page.addUser("anna");
    const browser = await page.loggedIn("anna");

    browser.setCookie(`${browser.cookie()}x`);

    expect((await browser.get("/")).status).toBe(303);
  });
});

type Page = Awaited<ReturnType<typeof openOfficePage>>;

/** Tries passwords of one name from an address. */
function from(page: Page, address: string): (password: string) => Promise<number> {
  return async (password) => {
    const env = { incoming: { socket: { remoteAddress: address } } };
    const { status } = await page.app.request(
      "http://office.example/log-in",
      {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          host: "office.example",
          "sec-fetch-site": "same-origin",
          // Said by whoever asks, who is no proxy of this box.
          "x-forwarded-for": `198.51.100.${password.length}`,
        },
        body: new URLSearchParams({ name: "anna", password }).toString(),
      },
      env,
    );
    return status;
  };
}

/** Lets its time pass until there is an answer. */
async function ticking<Answer>(page: Page, answer: Promise<Answer>): Promise<Answer> {
  const state = { isDone: false };
  const done = answer.finally(() => {
    state.isDone = true;
  });
  while (!state.isDone) {
    await systemTurn();
    page.clock.advance(50);
  }
  return done;
}

async function cookieOf(answer: Promise<{ readonly headers: Headers }>): Promise<string> {
  return (await answer).headers.getSetCookie()[0] ?? "";
}

test("the file of the users is for the office's account alone, and holds no password", async () => {
  const page = await openOfficePage(noRows());
  await page.addUser("anna");
  const file = path.join(page.hub, "users", "users.json");

  expect(statSync(file).mode.toString(8)).toBe("100600");
  expect(statSync(path.dirname(file)).mode.toString(8)).toBe("40700");
  expect(readFileSync(file, "utf8")).not.toContain(PASSWORD);
});
