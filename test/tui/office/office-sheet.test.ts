/** The recovery sheet in the back office: by its code a till decides about tills where none is left that may. */

import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { recoveryCheckedOn } from "../../../src/app/backup/recovery-check.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { newRecoveryCode } from "../../../src/ledger/recovery/recovery-code.ts";
import { keptScreen } from "../../../src/tui/kept-screen.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_DAY } from "../../support/cafe.ts";
import { joinStore } from "../../support/joined-stores.ts";
import { type PressedOffice, pressedOffices } from "../../support/pressed-office.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const { office } = pressedOffices({ sells: ({ plu }) => plu === "400" });
const MANAGER = { number: "4", name: "Manager" };

describe("the page of another till", () => {
  test("lets it decide by the sheet's code, and Enter twice, senior to the founder", async () => {
    const it = await office();
    const { press, keys, preview, till } = it;
    const { device, ledger } = await barSheet(it);
    const before = till.events();
    expect(till.title()).toBe("Back office: Tills: B Bar: Recovery sheet");
    expect(sideText(till)).toContain("also where no such till is left, or it lies");

    keys(it.cafe.recoveryCode.toLowerCase().replaceAll("-", " "));
    expect(preview()).toBe("Let B Bar decide by the sheet");
    press("Enter");
    expect(till.events()).toBe(before);
    press("Enter");

    expect(till.message()).toBe("By the sheet B Bar may take in and shut out tills now.");
    expect(till.title()).toBe("Back office: Tills: B Bar");
    expect(till.rows().map(({ label }) => label)).not.toContain("Recovery sheet");
    expect(ledger.admission().get(device)?.authority).toBe(true);
    expect(ledger.compareDevices(device, ledger.identity.key.device)).toBeLessThan(0);
    expect(recoveryCheckedOn(ledger)).toBe(CAFE_DAY);
    press("Ctrl-Z");
    expect(till.message()).toBe("There is nothing to take back here.");
  });

  test.each([
    ["K7QM", "The code has 33 characters, 4 were read."],
    ["K7QM!", "No code has the character !: read it again."],
    [swapped, "The code doesn't check: a character is wrong, or two are swapped."],
    [() => OTHER_SHEET, "This is the code of another sheet: it doesn't open this shop."],
  ])("says of a wrong code in one sentence what is wrong with it", async (wrong, sentence) => {
    const it = await office();
    const { press, keys, preview, till } = it;
    const { ledger } = await barSheet(it);
    const before = till.events();

    keys(typeof wrong === "string" ? wrong : wrong(it.cafe.recoveryCode));
    expect(preview()).toBe(sentence);
    press("Enter Enter");

    expect(till.message()).toBe(sentence);
    expect(till.events()).toBe(before);
    expect(recoveryCheckedOn(ledger)).toBeUndefined();
  });

  test("takes the PIN of somebody who may", async () => {
    const it = await office("", "1");
    const { press, keys, till } = it;
    const { device, ledger } = await barSheet(it);
    keys(it.cafe.recoveryCode);
    press("Enter Enter");
    expect(till.message()).toBe("Ravi: PIN, then Enter.");
    keys("4444");
    press("Enter");
    await till.keyboard.checked();

    expect(till.message()).toBe("By the sheet B Bar may take in and shut out tills now.");
    expect(ledger.admission().get(device)?.authority).toBe(true);
  });

  test("keeps the code nowhere: not over the lock, and not for the register after this one", async () => {
    const it = await office();
    const { press, keys, till } = it;
    await barSheet(it);
    keys(it.cafe.recoveryCode);
    expect(JSON.stringify(keptScreen(till.state()))).not.toContain(it.cafe.recoveryCode);

    press("Ctrl-L");
    expect(JSON.stringify(till.state())).not.toContain(it.cafe.recoveryCode);
    await till.keyboard.logIn("4", "4444");

    expect(till.title()).toBe("Back office: Tills: B Bar: Recovery sheet");
    expect(till.state().office?.text).toBe("");
  });

  test("offers it to no till that is shut out, and not to the founder", async () => {
    const it = await office();
    const { till } = it;
    const { till: bar } = await enrolBar(it.cafe, till.keyboard.open.till);
    const { device } = bar.ledger.identity.key;
    expect(labels(it, "front")).not.toContain("Recovery sheet");
    valueOf(revokeDevice(till.keyboard.open.till, MANAGER, { device, reason: "lost" }));

    expect(labels(it, "bar")).not.toContain("Recovery sheet");
  });
});

describe("a till that may not decide", () => {
  test("leads from the invitation to the sheet, and invites then", async () => {
    const { register, code } = await barRegister();
    register.type(":invite");
    register.press("Enter", "Enter");
    expect(register.message()).toBe(
      "This till may not decide that: use one that may, or the recovery sheet.",
    );

    register.press("Down", "Enter");
    register.type(code);
    register.press("Enter", "Enter");
    expect(register.message()).toBe("By the sheet B Bar may take in and shut out tills now.");
    register.press("Enter");
    await register.checked();

    const invitation = register.store.getState().session?.office.tills.invitation();
    expect(invitation?.state).toMatch(/^open/u);
  });

  test("that is shut out answers whoever did that, once the sheet lets it decide", async () => {
    const { register, code, device, ledger } = await barRegister((a, bar) => {
      valueOf(revokeDevice(a, MANAGER, { device: bar, reason: "a thief's word" }));
    });
    register.type(":office");
    register.press("Enter");
    register.type("tills");
    register.press("Enter");
    register.type("bar");
    register.press("Enter", "PgDn", "Enter");
    register.type(code);
    register.press("Enter", "Enter");

    expect(register.message()).toBe(wordsFor({ locale: "en" }).officeTills.answersNext);
    expect(ledger.admission().get(device)).toMatchObject({ authority: true, revoked: true });
    register.press("Esc", "Esc", "Esc");
    register.type(":revoke front");
    register.press("Enter");
    register.type("stolen");
    register.press("Enter", "Enter");

    expect(register.message()).toBe("A Front counter is shut out: it says so if it wakes up.");
    expect(ledger.admission().get(device)).toMatchObject({ authority: true, revoked: false });
  });
});

test.each(LOCALES)("what is said of the sheet in %s fits its row or line", (locale) => {
  const { office: general, officeTills: w } = wordsFor({ locale });
  const name = "AB Front counter";
  const { character, length, mistyped, otherSheet } = w.sheetFaults;

  expect(textWidth(w.bySheet)).toBeLessThanOrEqual(16);
  expect(textWidth(`${w.promotesBySheet({ name })} (${general.enterTwice})`)).toBeLessThanOrEqual(
    65,
  );
  for (const said of [
    w.isPromotedBySheet({ name }),
    w.answersNext,
    character({ character: "!" }),
    length({ wanted: 33, found: 100 }),
    mistyped,
    otherSheet,
  ]) {
    expect([said, textWidth(said) <= 77]).toEqual([said, true]);
  }
});

const OTHER_SHEET: string = newRecoveryCode(createSeededRandom("another sheet"));

/** On the page where the code for the bar is typed. */
async function barSheet(
  it: PressedOffice,
): Promise<{ readonly device: DeviceId; readonly ledger: Ledger }> {
  const { ledger } = it.till.keyboard.open.till;
  const { till: bar } = await enrolBar(it.cafe, it.till.keyboard.open.till);
  expect(labels(it, "bar").at(-1)).toBe("Recovery sheet");
  it.press("PgDn Enter");
  return { device: bar.ledger.identity.key.device, ledger };
}

function labels(it: PressedOffice, name: string): ReadonlyArray<string> {
  if (it.till.state().screen === "office") it.press("Esc Esc Esc Esc");
  it.keys(":office");
  it.press("Enter");
  it.keys("tills");
  it.press("Enter");
  it.keys(name);
  it.press("Enter");
  return it.till.rows().map(({ label }) => label);
}

/** The register of a till that was let in and decides nothing. */
async function barRegister(
  before: (a: Parameters<typeof revokeDevice>[0], bar: DeviceId) => void = () => undefined,
): Promise<{
  readonly register: RealRegister;
  readonly code: string;
  readonly device: DeviceId;
  readonly ledger: Ledger;
}> {
  const { cafe, till } = await office();
  const a = till.keyboard.open.till;
  const dir = await joinStore(cafe.dir, "B", "Bar");
  const opened = cafe.openAt(dir);
  const { device } = opened.till.ledger.identity.key;
  synchroniseLedgers(a.ledger, opened.till.ledger);
  before(a, device);
  synchroniseLedgers(a.ledger, opened.till.ledger);
  await opened.close();
  const register = openRealRegister({ ...cafe, open: cafe.openAt.bind(undefined, dir) });
  await register.logIn("4", "4444");
  return { register, code: cafe.recoveryCode, device, ledger: register.open.till.ledger };
}

function sideText({ side }: PressedOffice["till"]): string {
  return side()
    .map((text) => text.trim())
    .join(" ");
}

/** Two neighbours that differ, the other way round. */
function swapped(code: string): string {
  return code.replace(/(?<one>[^-])(?!\k<one>)(?<other>[^-])/u, "$<other>$<one>");
}
