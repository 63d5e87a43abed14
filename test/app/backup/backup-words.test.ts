/** What commands tell of places for backups, in every language. */

import { describe, expect, test } from "vitest";

import { backupFacts, troubleFacts } from "../../../src/app/backup/backup-status.ts";
import { type Locale } from "../../../src/domain/text/locale.ts";
import { wordsIn } from "../../../src/domain/text/words-in.ts";
import { backupWords } from "../../../src/words/made/backup/all.ts";
import { englishIn } from "../../support/english-left.ts";
import { OTHER_LOCALES } from "../../support/languages.ts";

const PLACE = {
  name: "stick",
  where: "/media/usb",
  age: { hours: 30, state: "overdue" },
  verified: { at: "", proof: "read-back", files: 3, bytes: 9 },
  pendingEvents: 4,
  trouble: { type: "place/away", sentence: "Some English." },
} as const;

test("a German bookkeeper reads how the copies stand", () => {
  const { status, whole } = wordsIn(backupWords, "de");

  expect(status(backupFacts(PLACE, "de"))).toBe(
    "30 Stunden alt, 3 Dateien, zurückgelesen und verglichen; 4 Ereignisse noch nicht darin. /media/usb ist nicht da: den Stick einstecken oder die Platte einhängen.",
  );
  expect(whole({ name: "stick", files: 2, megabytes: "1,5", proof: "sizes" })).toBe(
    "stick: vollständig, 2 Dateien, 1,5 MB, Größen verglichen, nicht zurückgelesen.",
  );
});

describe.each(OTHER_LOCALES)("backups in %s", (locale) => {
  test("are told of in words of that language", () => {
    const english = textsOf("en");
    const own = textsOf(locale);

    expect(own.filter((text, at) => text === english[at])).toEqual([]);
    expect(own.flatMap((text) => englishIn(text, locale))).toEqual([]);
  });
});

function textsOf(locale: Locale): ReadonlyArray<string> {
  const { none, status, whole, trouble, sameDisk, added, removed } = wordsIn(backupWords, locale);
  const extent = { files: 2, megabytes: "1,5" };
  return [
    none,
    status(backupFacts(PLACE, locale)),
    ...(["read-back", "sizes", "sent"] as const).map((proof) =>
      whole({ name: "Stick", ...extent, proof }),
    ),
    ...["away", "full", "failed", "unverified", "interrupted"].map((type) =>
      trouble(troubleFacts({ type: `place/${type}`, sentence: "Some English." }, "/media/usb")),
    ),
    sameDisk({ name: "Stick" }),
    added({ name: "Stick" }),
    removed({ name: "Stick" }),
  ];
}
