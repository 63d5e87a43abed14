import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import {
  newRecoveryCode,
  parseRecoveryCode,
  type RecoveryCode,
  recoveryKeysOf,
} from "../../../src/ledger/recovery/recovery-code.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE = newRecoveryCode(createSeededRandom("sheet"));
const codes = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => newRecoveryCode({ bytes: () => bytes }));

describe("a recovery code", () => {
  test("is eight groups of four characters and one that checks them", () => {
    expect(CODE).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]$/u);
  });

  test("is read back as it was made, however it is written", () => {
    fc.assert(
      fc.property(codes, fc.infiniteStream(fc.nat(5)), (code, dice) => {
        expect(parseRecoveryCode(sloppily(code, dice))).toEqual({ ok: true, value: code });
      }),
    );
  });

  test("is noticed as wrong with any other character in any one place", () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(substitutions(code).filter(isRead)).toEqual([]);
      }),
    );
  });

  test("is noticed as wrong with any two neighbours swapped, the check character too", () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(swaps(code).filter(isRead)).toEqual([]);
      }),
    );
  });

  test.each([
    ["", { type: "code/length", found: 0, wanted: 33 }],
    [CODE.slice(0, -1), { type: "code/length", found: 32, wanted: 33 }],
    [`${CODE}7`, { type: "code/length", found: 34, wanted: 33 }],
    [CODE.replace(/^./u, "U"), { type: "code/character", character: "U" }],
    [CODE.replace(/^./u, "é"), { type: "code/character", character: "É" }],
    [CODE.replace(/^./u, "😀"), { type: "code/character", character: "😀" }],
  ])("is not read from %j", (text, fault) => {
    expect(parseRecoveryCode(text)).toEqual({ ok: false, fault });
  });
});

describe("the keys of a recovery code", () => {
  test("are the same from the sheet as at the founding", () => {
    const read = parseRecoveryCode(CODE.toLowerCase().replaceAll("-", " "));

    expect(read.ok && recoveryKeysOf(read.value)).toEqual(recoveryKeysOf(CODE));
  });

  test("stay what they are in every build: the founding names them", () => {
    const read = parseRecoveryCode("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-1");

    expect(read.ok && recoveryKeysOf(read.value)).toEqual({
      sheetKey: "3cf027be54385aaf3db59824763afe93a3b621c4821fb2b16bbd1af7fae78ae6",
      sheetSealKey: "840b339555ca26b87d507cb0335d1e6450702dcdd387fc3d34d1c1f7fb617647",
    });
  });
});

function isRead(text: string): boolean {
  return parseRecoveryCode(text).ok;
}

/** As people write: small letters, letters for digits, dashes and spaces where they like. */
function sloppily(code: RecoveryCode, dice: Iterator<number>): string {
  return Array.from(code)
    .map((character) => {
      const thrown: unknown = dice.next().value;
      if (character === "-") return ["-", " ", "", "\n", "–", " - "][Number(thrown)] ?? "";
      if (character === "0") return "0Oo0Oo"[Number(thrown)] ?? "";
      if (character === "1") return "1IiLl1"[Number(thrown)] ?? "";
      return Number(thrown) < 3 ? character : character.toLowerCase();
    })
    .join("");
}

function substitutions(code: string): ReadonlyArray<string> {
  return Array.from(code).flatMap((right, at) =>
    right === "-"
      ? []
      : Array.from(ALPHABET)
          .filter((wrong) => wrong !== right)
          .map((wrong) => code.slice(0, at) + wrong + code.slice(at + 1)),
  );
}

function swaps(code: string): ReadonlyArray<string> {
  const plain = Array.from(code.replaceAll("-", ""));
  return plain.flatMap((character, at) => {
    const next = plain[at + 1];
    if (next === undefined || next === character) return [];
    return [
      plain
        .with(at, next)
        .with(at + 1, character)
        .join(""),
    ];
  });
}
