/** The shop's tills in the back office: invited, shut out, replaced, looked for. Size: whole. */

import { existsSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { createBackupBook } from "../../../src/app/backup/backup-book.ts";
import { promoteDevice } from "../../../src/app/mesh/devices.ts";
import { addressMemory, staticAddresses } from "../../../src/app/mesh/mesh-addresses.ts";
import { invitationBook, lookAtInvitation } from "../../../src/app/mesh/mesh-invitation.ts";
import { bytesToCode } from "../../../src/domain/base/crockford.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { takeProof } from "../../../src/mesh/pairing/invitation.ts";
import { officeSideRows } from "../../../src/tui/office/office-panes.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_DAY } from "../../support/cafe.ts";
import { joinStore } from "../../support/joined-stores.ts";
import { pressedOffices, signIn } from "../../support/pressed-office.ts";
import { loggedIn } from "../../support/pressed-register.ts";
import { openRealRegister } from "../../support/real-register.ts";
import {
  dieWhileJoining,
  invitationOf,
  joinInItsName,
  joinWith,
  untilSo,
} from "../../support/second-box.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const { office } = pressedOffices({ sells: ({ plu }) => plu === "400" });
const { office: demoOffice } = pressedOffices({ sells: ({ plu }) => plu === "400", demo: true });
const MANAGER = { number: "4", name: "Manager" };
/** Of the same form, and of no invitation. */
const OTHER_CODE = bytesToCode(new Uint8Array(10));

beforeAll(() => {
  // What it says on the network stays on this machine.
  vi.stubEnv("TILL_MESH_HOST", "127.0.0.1");
});

afterAll(() => {
  vi.unstubAllEnvs();
});

describe("the page of the tills", () => {
  test("is in the menu without a digit, found by arrows or by its name", async () => {
    const { keys, press, till } = await office(":office");
    const at = till.rows().findIndex(({ label }) => label === "Tills");
    expect(at).toBeGreaterThanOrEqual(10);
    expect(till.pane(at)).toMatch(/^ {3}Tills /u);

    press("1");
    expect(till.title()).toBe("Back office: Products");
    press("Esc");
    keys("till");
    press("Enter");

    expect(till.title()).toBe("Back office: Tills");
    expect(listed(till)).toEqual([
      "A Front counter this till",
      "Addresses",
      "Backups",
      "Invite a new till",
    ]);
  });

  test("is reached from the list of tills, where Enter opens one of them", async () => {
    const { keys, press, till } = await office();
    keys(":tills");
    press("Enter Enter");

    expect(till.title()).toBe("Back office: Tills: A Front counter");
    press("Esc");
    expect(till.title()).toBe("Back office: Tills");
    expect(till.side(0)).toEqual(["A Front counter"]);
  });

  test("is no way out of a payment", async () => {
    const { clock, keys, press, till } = await office();
    keys("400");
    press("Enter F9 F10");
    keys("tills");
    press("Enter");
    expect(till.state().list?.type).toBe("tills");
    clock.advance(2000);
    press("Enter");

    expect(till.state()).toMatchObject({ screen: "payment", list: undefined });
    expect(till.message()).toBe(wordsFor({ locale: "en" }).whyNot.escFirst);
  });

  test("offers nothing at the till where somebody stands", async () => {
    const { keys, press, preview, till } = await office(":office");
    keys("tills");
    press("Enter Enter");

    expect(till.rows().map(({ label }) => label)).toEqual(["Link", "Kept of it"]);
    expect(sideText(till)).toContain("out or replace it at another one");
    keys("stolen");
    expect(preview()).toBe("Nothing is typed here: the arrows lead to another row.");
  });
});

describe("the words of the entry line", () => {
  test.each([
    [":revoke bar", "Shut out"],
    [":revoke b", "Shut out"],
    [":replace", "Replace"],
  ])("%s opens the till at what is to be done", async (line, label) => {
    const { cafe, keys, press, till } = await office();
    await enrolBar(cafe, till.keyboard.open.till);

    keys(line);
    press("Enter");

    expect(till.title()).toBe("Back office: Tills: B Bar");
    expect(till.rows()[till.state().office?.at ?? -1]?.label).toBe(label);
    press("Esc");
    expect(till.title()).toBe("Back office: Tills");
    // The till that was named is no goods to be sold.
    press("Esc Esc");
    expect(till.state()).toMatchObject({ screen: "register", text: "" });
  });

  test("have a till shut out with another's PIN, as its page does", async () => {
    const it = await office("", "1");
    const { cafe, keys, press, till } = it;
    await enrolBar(cafe, till.keyboard.open.till);
    keys(":revoke bar");
    press("Enter");
    expect(till.title()).toBe("Back office: Tills: B Bar");
    keys("stolen");
    press("Enter Enter");
    expect(till.state().approval?.what).toMatch(/^Shut out B Bar/u);

    keys("4");
    press("Enter");
    keys("4444");
    press("Enter");
    await till.keyboard.checked();

    expect(till.message()).toMatch(/^B Bar is shut out/u);
    expect(reasonsOf(it)).toEqual(["stolen"]);
  });

  test("open nothing for a till that isn't there", async () => {
    const other = await office();
    other.keys(":revoke");
    other.press("Enter");
    expect(other.till.message()).toBe("There is no other till.");
    await enrolBar(other.cafe, other.till.keyboard.open.till);
    other.press("Esc");
    other.keys(":replace kitchen");
    other.press("Enter");
    expect(other.till.message()).toBe("No other till is called “kitchen”.");
  });
});

describe("an invitation", () => {
  test("of before is no news on the page that is opened anew, and replacing makes a code", async () => {
    const it = await office(":invite");
    const { keys, press, till } = it;
    await invited(it);
    valueOf(await joinWith(it, codeOf(it)));
    await untilSo(it, () => till.pane(0).trim() !== "" && invitationOf(it)?.state === "joined");
    press("Esc Esc Esc");

    keys(":invite");
    press("Enter");
    expect(paneText(it)).not.toContain("has joined");
    press("Esc Esc Esc");
    keys(":replace");
    press("Enter 1 Enter Enter");
    await till.keyboard.checked();

    expect(till.title()).toContain("Invitation");
    expect(paneText(it)).not.toContain("has joined");
    expect(fields(till).map(([label]) => label)).toContain("Good until");
  });

  test("shows its code, and who has come by it, by itself", async () => {
    const it = await office(":invite");
    const { press, preview, till } = it;
    expect(till.title()).toBe("Back office: Tills: Invitation");
    expect(preview()).toBe("Make a code for one more box");
    await invited(it);
    const code = codeOf(it);

    expect(fields(till)).toEqual([
      ["Code", code],
      ["Good until", "14:42"],
      ["Wrong codes", "0 of 5"],
    ]);
    const pane = Array.from({ length: 17 }, (_, at) => till.pane(at));
    expect(pane.slice(0, 11).filter((text) => text.includes("█"))).toHaveLength(10);
    expect(pane[12]).toMatch(/^ Code /u);
    expect(sideText(till)).toContain('till join --device "NAME"');

    valueOf(await joinWith(it, code));
    await untilSo(it, () => till.pane(0).trim() !== "" && invitationOf(it)?.state === "joined");

    expect(till.pane(0).trim()).toBe("B Bar has joined.");
    expect(till.rows().map(({ label }) => label)).toEqual(["Invite"]);
    press("Esc");
    expect(till.message()).toBe("");
    expect(listed(till)[1]).toBe("B Bar joined, not opened yet");
  });

  test("takes in as the same till a box that died before it knew that it was taken in", async () => {
    const it = await office(":invite");
    const { press, till } = it;
    const { ledger } = till.keyboard.open.till;
    await invited(it);
    const dir = await dieWhileJoining(it, codeOf(it));
    await untilSo(it, () => invitationOf(it)?.state === "joined");
    expect(codesIn(ledger)).toEqual(["A", "B"]);
    await invitedAgain(it);
    const mistyped = await joinWith(it, OTHER_CODE, dir);
    expect(mistyped).toMatchObject({
      ok: false,
      fault: { type: "other-code", refusal: "wrong-code" },
    });

    const store = valueOf(await joinWith(it, codeOf(it), dir));

    expect(codesIn(ledger)).toEqual(["A", "B"]);
    expect(existsSync(path.join(store, ".joining"))).toBe(false);
    press("Esc Esc Esc");
    const bar = it.cafe.openAt(store);
    expect(bar.till.code()).toBe("B");
    sellGoods(bar.till, ["400"], { cash: 1000 });
    synchroniseLedgers(bar.till.ledger, ledger);
    expect(ledger.quarantined()).toEqual([]);
  });

  test("is refused to another box that shows the device key of one that was taken in", async () => {
    const it = await office(":invite");
    const { ledger } = it.till.keyboard.open.till;
    await invited(it);
    const dir = await dieWhileJoining(it, codeOf(it));
    await untilSo(it, () => invitationOf(it)?.state === "joined");
    await invitedAgain(it);

    const joined = await joinInItsName(it, codeOf(it), dir);

    expect(joined).toMatchObject({ ok: false });
    expect(JSON.stringify(joined)).toContain(
      "B Bar is in the shop with other keys: shut it out, and invite anew.",
    );
    const bar = [...ledger.admission().values()].find(({ code }) => code === "B");
    expect(bar?.linkKeys).toHaveLength(1);
  });

  test("is refused to a box that was shut out before it came back, which comes as another then", async () => {
    const it = await office(":invite");
    const { till } = it;
    const { ledger } = till.keyboard.open.till;
    await invited(it);
    const dir = await dieWhileJoining(it, codeOf(it));
    await untilSo(it, () => invitationOf(it)?.state === "joined");
    const bar = [...ledger.admission().values()].find(({ code }) => code === "B");
    if (bar === undefined) throw new Error("Nobody has joined.");
    const body = { device: bar.device, heads: [], reason: "" };
    const events = [{ kind: "device/revoked", streams: [], body }] as const;
    valueOf(ledger.commit({ by: "4", name: "revoke", decide: () => ok({ events }) }));
    await invitedAgain(it);

    expect(await joinWith(it, codeOf(it), dir)).toEqual({
      ok: false,
      fault: {
        type: "declined",
        reason: "declined",
        message: "B Bar was shut out: invite this box anew.",
      },
    });
    await invitedAgain(it);
    valueOf(await joinWith(it, codeOf(it), dir));
    expect(codesIn(ledger)).toEqual(["A", "B", "C"]);
  });

  test("is told of on a screen that nobody touches", async () => {
    const it = await office(":invite");
    const { till } = it;
    await invited(it);
    const code = codeOf(it);
    let pane = "";
    const release = till.keyboard.store.subscribe(() => {
      pane = till.pane(0).trim();
    });

    await joinWith(it, code);
    await untilSo(it, () => pane === "B Bar has joined.");
    release();

    expect(pane).toBe("B Bar has joined.");
  });

  test("tells of wrong codes on a screen that nobody touches, and is over after five", async () => {
    const it = await office(":invite");
    const { till } = it;
    await invited(it);
    const seen: string[] = [];
    till.keyboard.store.subscribe(() => {
      seen.push(fields(till).at(-1)?.[1] ?? "", till.pane(0).trim());
    });

    // As a person types it at the new box.
    expect(await joinWith(it, OTHER_CODE)).toMatchObject({
      ok: false,
      fault: { type: "other-code", refusal: "wrong-code" },
    });
    await untilSo(it, () => seen.includes("1 of 5"));
    for (let more = 0; more < 4; more += 1) tryWrongCode(it);
    await untilSo(it, () => seen.at(-1)?.startsWith("A wrong code was tried five") === true);

    expect(till.rows().map(({ label }) => label)).toEqual(["Invite"]);
  });

  test("ends by Esc, which says so, and what is typed goes first", async () => {
    const it = await office(":invite");
    const { keys, press, till } = it;
    await invited(it);
    keys("x");
    press("Esc");
    expect(stateOf(it)).toBe("open");
    press("Esc");

    expect(stateOf(it)).toBe("used");
    expect(till.message()).toBe("The invitation is over: its code is void.");
    expect(till.title()).toBe("Back office: Tills");
    press("Esc Esc");
    keys(":invite");
    press("Enter Esc");
    expect(till.message()).toBe("");
  });

  test("outlives the lock of the till, and its code does not", async () => {
    const it = await office(":invite");
    const { keys, press, till } = it;
    await invited(it);
    const code = codeOf(it);
    await signIn(till.keyboard, "4");
    expect(stateOf(it)).toBe("open");
    expect(JSON.stringify(till.state())).not.toContain(code);

    keys(":invite");
    press("Enter");
    expect(fields(till).map(([label]) => label)).toEqual(["Invite", "Good until", "Wrong codes"]);
    expect(sideText(till)).toContain("Its code stands nowhere any more");
    press("Esc");
    expect(stateOf(it)).toBe("open");

    keys("invite");
    press("Enter Enter");
    await till.keyboard.checked();
    expect(codeOf(it)).not.toBe(code);
  });

  test("is over after ten minutes, and says so", async () => {
    const it = await office(":invite");
    await invited(it);
    for (let minute = 0; minute < 10; minute += 1) {
      it.clock.advance(60_000);
      it.press("Down");
    }

    expect(stateOf(it)).toBe("expired");
    expect(it.till.pane(0).trim()).toBe("Nobody came within ten minutes: the code");
    it.press("Esc");
    expect(it.till.message()).toBe("");
  });

  test("says what prints its slip, and at which till that stands", async () => {
    const it = await demoOffice(":invite");
    await invited(it);

    expect(fields(it.till).slice(-2)).toEqual([
      ["Slip", "virtual paper, Receipts"],
      ["Stands at", "A Front counter"],
    ]);
  });

  test("is made by nobody who may not change tills, and it is said who may", async () => {
    const { keys, press, preview, till } = await office(":invite", "1");
    const before = till.events();

    expect(preview()).toMatch(/^Mia may not change devices/u);
    expect(sideText(till)).toContain("To change: Ravi.");
    press("Enter");
    expect(till.message()).toMatch(/^Mia may not change devices/u);
    expect(till.state().approval).toBeUndefined();
    press("Esc");
    expect(listed(till)[0]).toBe("A Front counter this till");
    keys("addresses");
    press("Enter");
    keys("10.0.0.2:7777");
    press("Enter");
    expect(till.message()).toMatch(/^Mia may not change devices/u);
    expect(till.events()).toBe(before);
  });

  test("is made at no till that may not enrol others", async () => {
    const { cafe } = await office();
    const bar = openRealRegister({
      ...cafe,
      open: cafe.openAt.bind(undefined, await joinStore(cafe.dir, "B", "Bar")),
    });
    await bar.logIn("4", "4444");
    bar.type(":invite");
    bar.press("Enter", "Enter");

    expect(bar.message()).toBe(
      "This till may not decide that: use one that may, or the recovery sheet.",
    );
  });
});

describe("another till", () => {
  test("is shut out for a reason, by Enter twice, and never again", async () => {
    const it = await barPage();
    const { keys, press, preview, till } = it;
    expect(fields(till)).toEqual([
      ["Link", expect.stringMatching(/^not /u)],
      ["Open orders", "1, 2.60 due"],
      ["Cash taken", `2.60 on ${CAFE_DAY}`],
      ["Heard until", expect.stringMatching(/^2026-11-20 14:3/u)],
      ["Kept of it", expect.stringMatching(/^\d+ transactions, \d+ KB$/u)],
      ["Shut out", ""],
      ["Replace", ""],
      ["Recovery sheet", ""],
    ]);
    expect(sideText(till)).toContain("is unknown, not zero");
    press("Down Down Down Down Down");
    expect(sideText(till)).toContain("counts for nothing");
    const before = till.events();
    keys("sto");
    expect(preview()).toBe("Shut out B Bar: stolen");
    press("Enter");
    expect(till.message()).toBe("That is for ever, on every till: Enter once more, or Esc.");
    expect(preview()).toBe("Shut out B Bar: stolen");
    press("Esc");
    keys("it fell into the sink");
    press("Enter");
    expect(till.events()).toBe(before);
    press("Enter");

    expect(till.message()).toBe("B Bar is shut out: it says so if it wakes up.");
    expect(fields(till)[0]).toEqual(["Link", "shut out"]);
    expect(till.rows().at(-1)?.label).toBe("Invite a new till");
    expect(reasonsOf(it)).toEqual(["it fell into the sink"]);
    press("Ctrl-Z");
    expect(till.message()).toBe("There is nothing to take back here.");
    press("Esc");
    expect(listed(till)[1]).toBe("B Bar shut out");
  });

  test("takes the PIN of somebody who may, when somebody else shuts it out", async () => {
    const it = await barPage("1");
    const { keys, press, till } = it;
    expect(labelsOf(it)).toEqual(["Link", "Shut out", "Replace", "Recovery sheet"]);
    press("Down");
    keys("2");
    press("Enter Enter");
    expect(till.message()).toBe("Ravi: PIN, then Enter.");
    keys("4444");
    press("Enter");
    await till.keyboard.checked();

    expect(till.message()).toBe("B Bar is shut out: it says so if it wakes up.");
    expect(reasonsOf(it)).toEqual(["lost"]);
  });

  test("that is shut out shows what it decided about tills, for somebody to look at", async () => {
    const it = await office();
    const { cafe, keys, press, till } = it;
    const { till: a } = till.keyboard.open;
    const { till: b } = await enrolBar(cafe, a);
    valueOf(promoteDevice(a, MANAGER, b.ledger.identity.key.device));
    synchroniseLedgers(a.ledger, b.ledger);
    const { till: c } = await enrolBar(cafe, b, { code: "C", name: "Terrace", seed: 8 });
    valueOf(promoteDevice(b, MANAGER, c.ledger.identity.key.device));
    synchroniseLedgers(b.ledger, a.ledger);

    await toTill(it);
    press("Down Down Down Down Down");
    expect(sideText(till)).not.toContain("can answer");
    keys("stolen");
    press("Enter Enter");

    expect(fields(till).slice(5, -1)).toEqual([
      ["Decided", "took in C Terrace"],
      ["", "let C Terrace decide"],
    ]);
    expect(sideText(till)).toContain("goes on counting: see whether all of that was meant");

    press("Down Down Down Down Down Enter");
    expect(till.title()).toBe("Back office: Tills: B Bar: C Terrace");
    press("PgDn Up Up");
    keys("stolen");
    press("Enter Enter");
    expect(till.message()).toBe("C Terrace is shut out: it says so if it wakes up.");
    press("Esc");
    expect(fields(till).map(([, detail]) => detail)).not.toContain("took in C Terrace");
  });

  test("that is senior to this one can answer, and that is said before it is shut out", async () => {
    const { cafe, till } = await office();
    const a = till.keyboard.open.till;
    const dir = await joinStore(cafe.dir, "B", "Bar");
    const opened = cafe.openAt(dir);
    valueOf(promoteDevice(a, MANAGER, opened.till.ledger.identity.key.device));
    synchroniseLedgers(a.ledger, opened.till.ledger);
    await opened.close();
    const bar = openRealRegister({ ...cafe, open: cafe.openAt.bind(undefined, dir) });
    await bar.logIn("4", "4444");
    bar.type(":revoke front");
    bar.press("Enter");

    const side = officeSideRows(bar.store.till, bar.store.getState(), {
      width: 44,
      height: 17,
      signs: "all",
    });
    const text = side.map((row) => row.text.trim()).join(" ");
    expect(text).toContain("It is senior to this till and can answer");
    expect(text).toContain("has to be shut out too");
    expect(text).toContain("counts for nothing");
  });

  test("gives its place to a new one: shut out, then the invitation", async () => {
    const it = await barPage();
    const { keys, press, preview, till } = it;
    press("PgDn Up");
    keys("no");
    expect(preview()).toBe("Replace: nothing is called “no”.");
    press("Esc");
    keys("yes");
    expect(preview()).toBe("Shut out B Bar, invite a new box");
    press("Enter Enter");

    expect(till.title()).toBe("Back office: Tills: B Bar: Invitation");
    expect(till.message()).toBe("B Bar is shut out: it says so if it wakes up.");
    expect(reasonsOf(it)).toEqual(["replaced"]);
    await invited(it);
    valueOf(await joinWith(it, codeOf(it)));
    await untilSo(it, () => invitationOf(it)?.state === "joined");
    expect(till.pane(0).trim()).toBe("C Bar has joined.");
  });
});

describe("the right to decide about tills", () => {
  test("is given to a till that lacks it, by two Enters", async () => {
    const it = await office();
    const { keys, press, preview, till } = it;
    const bar = await enrolBar(it.cafe, till.keyboard.open.till);
    await toTill(it);
    const before = till.events();
    const acts = ["Shut out", "Replace", "Recovery sheet"];
    expect(labelsOf(it)).toEqual([...BAR_ROWS, "Let it decide", ...acts]);
    press("Down Down Down Down Down");
    expect(sideText(till)).toContain("take in, promote and shut out tills, as this one may");
    keys("yes");
    expect(preview()).toBe("Let B Bar decide about tills");
    press("Enter");
    expect(till.events()).toBe(before);
    press("Enter");

    expect(till.message()).toBe("B Bar may take in and shut out tills now.");
    expect(labelsOf(it)).toEqual([...BAR_ROWS, ...acts]);
    const { ledger } = till.keyboard.open.till;
    expect(ledger.admission().get(bar.till.ledger.identity.key.device)?.authority).toBe(true);
  });

  test("takes the PIN of somebody who may", async () => {
    const it = await office("", "1");
    const { keys, press, till } = it;
    await enrolBar(it.cafe, till.keyboard.open.till);
    await toTill(it);
    press("Down");
    keys("yes");
    press("Enter Enter");
    expect(till.message()).toBe("Ravi: PIN, then Enter.");
    keys("4444");
    press("Enter");
    await till.keyboard.checked();

    expect(till.message()).toBe("B Bar may take in and shut out tills now.");
  });
});

describe("places for backups", () => {
  test("are named by a folder, after the checks of the command, and left alone again", async () => {
    const it = await office(":office");
    const { keys, press, preview, till } = it;
    const { ledger } = till.keyboard.open.till;
    const folder = await temporaryFolder();
    await toBackups(it);
    expect(till.rows().map(({ label }) => label)).toEqual(["New place"]);
    expect(sideText(till)).toContain("This box copies the shop there every hour");
    keys("usb");
    press("Enter");
    expect(till.message()).toBe("Type a folder that is there, such as /media/usb.");
    for (const [typed, why] of [
      ["/no/such/folder", "/no/such/folder is no folder: plug the stick in, or make it."],
      [it.cafe.dir, `${it.cafe.dir} is in the till's own folder: a copy there dies with it.`],
      [`b?d ${folder}`, "A name has 1 to 40 letters, digits, spaces, dots or dashes."],
    ] as const) {
      await enterPlace(it, typed);
      expect(till.message()).toBe(why);
    }
    expect(createBackupBook(ledger).places()).toEqual([]);

    await enterPlace(it, `stick ${folder}`);

    expect(till.message()).toMatch(/^stick is /u);
    expect(createBackupBook(ledger).places()).toMatchObject([{ name: "stick", where: { folder } }]);
    expect(till.rows()[0]).toMatchObject({
      label: "stick",
      detail: `nothing copied yet: ${folder}`,
    });
    await enterPlace(it, `stick ${folder}`);
    expect(till.message()).toBe("There is a place stick already.");
    press("Esc Up");
    keys("-");
    expect(preview()).toBe("Copy to stick no more");
    press("Enter");
    expect(till.message()).toBe("stick gets no more backups; what lies there stays there.");
    expect(createBackupBook(ledger).places()).toEqual([]);
  });

  test("are set by nobody who may not, and what lacks one says where to set it", async () => {
    const it = await office(":office", "1");
    const { till } = it;
    const folder = await temporaryFolder();
    await toBackups(it);
    await enterPlace(it, folder);

    expect(till.message()).toMatch(/^Mia may not change devices/u);
    const items = till.keyboard.store.till.port.attention();
    expect(items.map(({ text }) => text).join(" ")).toContain("(F10, Back office, Tills, Backups)");
  });
});

describe("addresses", () => {
  test("are added, tried, taken away, and taken back", async () => {
    const { clock, keys, press, preview, till } = await office(":office");
    keys("tills");
    press("Enter");
    keys("addresses");
    press("Enter");
    keys("somewhere");
    expect(preview()).toBe("“somewhere” is no address: such as 192.168.1.20:7777.");
    press("Esc");
    keys("10.0.0.2:7777");
    expect(preview()).toBe("Look for a till at 10.0.0.2:7777");
    press("Enter");
    expect(till.message()).toBe("10.0.0.2:7777 is looked at from now on.");
    expect(listed(till)).toEqual(["10.0.0.2:7777 not tried yet", "New address"]);
    expect(till.side(0)).toEqual(["New address"]);
    keys("10.0.0.2:7777");
    press("Enter");
    expect(till.message()).toBe("10.0.0.2:7777 is typed in already.");

    press("Up");
    keys("-");
    expect(preview()).toBe("Look at 10.0.0.2:7777 no more");
    press("Enter");
    expect(listed(till)).toEqual(["New address"]);
    clock.advance(200);
    press("Ctrl-Z");
    expect(till.message()).toBe("10.0.0.2:7777 is looked at from now on.");
    clock.advance(200);
    press("Ctrl-Z");
    expect(till.message()).toBe("10.0.0.2:7777 is no typed address any more.");
    expect(staticAddresses(till.keyboard.open.till.ledger.store)).toEqual([]);
  });

  test("that nobody typed are there to be read: where tills were reached, and what others say", async () => {
    const { keys, press, preview, till } = await office(":office");
    const { store } = till.keyboard.open.till.ledger;
    const device = till.keyboard.open.till.ledger.identity.key.device;
    addressMemory(store).save([{ device, host: "10.0.0.3", port: 7777 }]);
    keys("tills");
    press("Enter");
    keys("addresses");
    press("Enter");

    expect(listed(till)).toEqual(["New address", "10.0.0.3:7777 A Front counter (worked before)"]);
    press("Down");
    keys("-");
    expect(preview()).toBe("Nothing is typed here: the arrows lead to another row.");
    press("Esc Up");
    keys("10.0.0.3:7777");
    press("Enter");
    expect(listed(till)).toEqual(["10.0.0.3:7777 A Front counter", "New address"]);
  });

  test("are no more than help", async () => {
    const { keys, press, till } = await office(":office");
    keys("tills");
    press("Enter");
    keys("addresses");
    press("Enter");
    for (let at = 0; at < 40 && till.state().message?.level !== "error"; at += 1) {
      keys(`10.0.0.${at + 1}:7777`);
      press("Enter");
    }

    expect(till.message()).toBe("So many addresses help nobody: take one away first.");
  });
});

test("a training has none of it, and says why", async () => {
  const it = await loggedIn(({ shop }) => ({ shop: { ...shop, training: true } }));
  it.type(":invite").press("Enter");

  expect(it.store.getState().screen).toBe("register");
  expect(it.message()).toBe("A training is one till by itself: nobody joins it.");
});

test.each(LOCALES)("what is said of tills in %s fits its row or line", (locale) => {
  const { officeTills: w, shutOutReasons } = wordsFor({ locale });
  const { link, openOrders, cash, heardUntil, shutOut, replace, promote } = w;
  const { code, goodUntil, wrongCodes, slip, slipStands, invite, newAddress } = w;
  const labels = [link, openOrders, cash, heardUntil, shutOut, replace, promote, code, goodUntil];
  const name = "AB Front counter";

  expect(
    [...labels, w.decided, wrongCodes, slip, slipStands, invite, newAddress].filter(
      (label) => textWidth(label) > 16,
    ),
  ).toEqual([]);
  for (const said of [
    w.forEver,
    w.isShutOut({ name }),
    w.isPromoted({ name }),
    w.noTyping,
    w.noTraining,
    w.ended,
    w.failed,
    w.tooMany,
    w.noAddress({ typed: "somewhere else:7777" }),
    w.addressAdded({ address: "192.168.100.120:7777" }),
    w.addressGone({ address: "192.168.100.120:7777" }),
    w.addressKnown({ address: "192.168.100.120:7777" }),
  ]) {
    expect([said, textWidth(said) <= 77]).toEqual([said, true]);
  }
  const { enterTwice } = wordsFor({ locale }).office;
  for (const reason of Object.values(shutOutReasons)) {
    expect(textWidth(`${w.shutsOut({ name, reason })} (${enterTwice})`)).toBeLessThanOrEqual(65);
  }
  for (const what of [w.replaces({ name }), w.promotes({ name })]) {
    expect(textWidth(`${what} (${enterTwice})`)).toBeLessThanOrEqual(65);
  }
});

type Office = Awaited<ReturnType<typeof office>>;

/** On the page of a second till that has sold, and has left an order open. */
async function barPage(staff = "4"): Promise<Office> {
  const it = await office(":invite");
  const { keys, press, till } = it;
  await invited(it);
  const dir = valueOf(await joinWith(it, codeOf(it)));
  press("Esc Esc Esc");
  const bar = it.cafe.openAt(dir);
  sellGoods(bar.till, ["400"], { cash: 1000 });
  sellGoods(bar.till, ["400"]);
  synchroniseLedgers(bar.till.ledger, till.keyboard.open.till.ledger);
  await bar.close();
  if (staff !== "4") await signIn(till.keyboard, staff);
  keys(":office");
  press("Enter");
  keys("tills");
  press("Enter");
  keys("bar");
  press("Enter");
  return it;
}

async function invited({ press, till }: Office): Promise<void> {
  press("Enter");
  await till.keyboard.checked();
}

const BAR_ROWS = ["Link", "Open orders", "Cash taken", "Heard until", "Kept of it"];

/** The page of the second till. */
async function toTill({ keys, press }: Office): Promise<void> {
  keys(":office");
  press("Enter");
  keys("tills");
  press("Enter");
  keys("bar");
  press("Enter");
}

function labelsOf({ till }: Office): ReadonlyArray<string> {
  return till.rows().map(({ label }) => label);
}

async function invitedAgain(it: Office): Promise<void> {
  const { press } = it;
  await untilSo(it, () => invitationOf(it)?.state !== "open");
  press("Esc Esc Esc");
  it.keys(":invite");
  press("Enter");
  await invited(it);
}

function codesIn(ledger: Ledger): ReadonlyArray<string> {
  return [...ledger.admission().values()].map(({ code }) => code).toSorted();
}

function paneText({ till }: Office): string {
  return Array.from({ length: 17 }, (_, at) => till.pane(at)).join("\n");
}

function codeOf(it: Office): string {
  return invitationOf(it)?.code ?? "";
}

function stateOf({ clock, till }: Office): string | undefined {
  return lookAtInvitation(till.keyboard.open.till.ledger, clock.nowMs())?.state;
}

/** As somebody does who has heard that a till is awaited, and has no code. */
function tryWrongCode({ clock, till }: Office): void {
  const { ledger } = till.keyboard.open.till;
  const nowMs = clock.nowMs();
  const { id = "" } = lookAtInvitation(ledger, nowMs) ?? {};
  invitationBook(ledger).change((kept) => takeProof(kept, { id, isRight: false, nowMs }));
}

function sideText({ side }: Office["till"]): string {
  return side()
    .map((text) => text.trim())
    .join(" ");
}

function listed({ rows }: Office["till"]): ReadonlyArray<string> {
  return rows().map(({ label, detail }) => `${label} ${detail}`.trim());
}

function fields({ rows }: Office["till"]): ReadonlyArray<readonly [string, string]> {
  return rows().map(({ label, detail }) => [label, detail]);
}

/** As the books have them. */
function reasonsOf({ till }: Office): ReadonlyArray<string> {
  const { ledger } = till.keyboard.open.till;
  return ledger.words
    .rows()
    .filter(({ id }) => id.startsWith("revoked/"))
    .map(({ id }) => Buffer.from(ledger.words.get(id) ?? []).toString());
}

async function toBackups({ keys, press, till }: Awaited<ReturnType<typeof office>>): Promise<void> {
  keys("tills");
  press("Enter");
  keys("backups");
  press("Enter");
  await till.keyboard.checked();
  expect(till.title()).toBe("Back office: Tills: Backups");
}

/** In the row for a new one, which is the last. */
async function enterPlace(
  { keys, press, till }: Awaited<ReturnType<typeof office>>,
  typed: string,
): Promise<void> {
  // What was refused still stands there.
  if (till.state().office?.text !== "") press("Esc");
  press("PgDn");
  keys(typed);
  press("Enter");
  await till.keyboard.checked();
}
