/** What was found on a box, in every language: all of it, and no English left. */

import { describe, expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { backupFacts, type PlaceStatus } from "../../../src/app/backup/backup-status.ts";
import { multicastFindings } from "../../../src/app/mesh/multicast-findings.ts";
import { type Locale } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { wordsIn } from "../../../src/domain/text/words-in.ts";
import { findingsWords } from "../../../src/words/made/findings/all.ts";
import { type FindingsWords } from "../../../src/words/made/findings/words.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { isOwnWord } from "../../support/english-left.ts";
import { TRANSLATIONS } from "../../support/languages.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { sampleFacts } from "../../support/sample-facts.ts";

const newCafe = cafeCopies();

/** What a list has for the whole of a row that is cut, on 80 by 24. */
const ROWS = 5;
const ROW_CELLS = 76;

const PLACE = {
  name: "stick",
  where: "/media/usb",
  age: { hours: 30, state: "overdue" },
  verified: { at: "", proof: "read-back", files: 3, bytes: 9 },
  pendingEvents: 4,
  trouble: { type: "place/away", sentence: "Some English." },
} as const;
const FRESH = { ...PLACE, age: { hours: 0, state: "fresh" }, verified: undefined } as const;

/** Every sentence with facts that bring out each of its forms. */
const FACTS: {
  readonly [Code in keyof FindingsWords]: ReadonlyArray<ReadonlyArray<unknown>>;
} = {
  shop: [
    ["Kade", true, "Bar (B)"],
    ["Kade", false, "Bar (B)"],
  ],
  ledgerFine: [[1], [812]],
  ledgerDamaged: [[""], ["event 7"]],
  synced: [[]],
  notSynced: [[]],
  writable: [[]],
  readOnly: [[]],
  roomPlenty: [[812], [undefined]],
  roomScarce: [[12], [undefined]],
  roomNone: [[]],
  key: (["beside", "passphrase-file", "handed-over", "locked", "sealed", "unsealed"] as const).map(
    (how) => [{ how, place: "tillmesh-ledger", sentence: `The key, ${how}.` }],
  ),
  memory: [
    [["/dev/sda2"], true],
    [[], true],
  ],
  keyExposed: [[]],
  keyChangeCut: [[]],
  day: [["2026-11-20"]],
  dayAhead: [["2026-12-02"]],
  dayTyped: [["2026-11-20"]],
  dayClockWrong: [["2099-01-01", "2026-11-20"]],
  dayElsewhere: [["B Bar has 2026-11-29 18:05."]],
  dayNext: [["2026-11-20", "2026-11-21"]],
  numbers: (["anchor", "board", "peer", "person"] as const).flatMap((cause) => [
    [{ cause, isPending: true, series: "B2KQ-000001" }],
    [{ cause, isPending: false, series: "B2KQ-000001" }],
  ]),
  allCounts: [[]],
  inQuestion: [
    [1, "3.40 EUR", 1],
    [2, "6.80 EUR", 2],
  ],
  settled: [
    [{ isBothAdmitted: true, till: "B Bar", numbersTwice: 0, sentence: "Two voices." }],
    [{ isBothAdmitted: true, till: "B Bar", numbersTwice: 2, sentence: "Two voices!" }],
    [{ isBothAdmitted: false, till: "B Bar", numbersTwice: 0, sentence: "Both." }],
  ],
  oversold: [
    [{ name: "Salmon", beyond: "2", tills: "", money: "", papers: "" }],
    [{ name: "Salmon", beyond: "2", tills: "D Deck", money: "19.00", papers: "D-000001 D2" }],
  ],
  contradictions: [[1], [3]],
  sheetRead: [["2026-11-20"]],
  sheetDemo: [[]],
  sheetNever: [[]],
  noManager: [[]],
  holderAnswers: [[812]],
  holderSilent: [[undefined], [812]],
  holderAbsent: [[]],
  papersUnserved: [
    [1, "", ""],
    [2, "14:02", "none"],
  ],
  papersNone: [[]],
  papersAsk: [
    [1, "", ""],
    [2, "14:02", "kitchen"],
  ],
  papersWait: [
    [1, true, "", "", ""],
    [2, false, "", "", ""],
    [1, true, "Ursache", "14:02", "kitchen"],
    [2, false, "Ursache", "", ""],
  ],
  unfinished: [["B Bar"]],
  readsAll: [[]],
  update: [[{ events: 1, kinds: "order/x, 1" }], [{ events: 2, kinds: "order/x, 1" }]],
  unreadKind: [],
  updateNeeded: [[{ events: 2, kinds: "order/x, 1" }]],
  printersAll: [[]],
  printersMissing: [
    [true, ["Bar"]],
    [false, ["Bar"]],
  ],
  letters: [["ж ш"]],
  noBackup: [
    [0, 0, false],
    [1, 0, false],
    [2, 1, false],
    [0, 0, true],
  ],
  // By place, below.
  backup: [],
  paperFolder: [
    ["/srv/paper", true],
    ["/srv/paper", false],
  ],
  meshSingle: [[true], [false]],
  meshShutOut: [
    ["", undefined],
    ["gone", undefined],
    ["gone", "E Bar"],
  ],
  meshKeyless: [[1], [2]],
  meshNoProgram: [[1], [2]],
  meshSilent: [[undefined], [812]],
  meshUnlinked: [
    [812, 1],
    [812, 2],
  ],
  port: [[7777]],
  otherPort: [[40_001, 7777]],
  nobodyHeard: [[undefined], ["14:02"]],
  connected: [
    [1, 1, 1],
    [1, 2, undefined],
  ],
  unopened: [["B Bar"]],
  closed: [["B Bar", "19:02"]],
  printsFor: [["Bar", ["Grill", "Oven"]]],
  notHeard: [
    ["B Bar", undefined],
    ["B Bar", "14:02"],
  ],
  office: [["B Head office"]],
  officeAway: [
    ["B Head office", undefined],
    ["B Head office", "14:02"],
  ],
  officeLacks: [
    ["B Head office", "A Front counter", 0],
    ["B Head office", "A Front counter", 7],
  ],
  noRoomForOthers: [[]],
  fetching: [[10, 20]],
  addressSilent: [
    ["10.0.0.7:7777", 1],
    ["10.0.0.7:7777", 2],
  ],
  addressStranger: [["10.0.0.7:7777"]],
  addressOurselves: [["10.0.0.7:7777"]],
  clockStray: [
    ["B Bar", "12 min", true],
    ["B Bar", "12 min", false],
  ],
  clockOwn: [
    [{ off: "12 min", isAhead: true, till: undefined, isToSet: true }],
    [{ off: "12 min", isAhead: false, till: "B Bar", isToSet: true }],
    [{ off: "4 s", isAhead: false, till: "B Bar", isToSet: false }],
  ],
  violation: [
    ["B Bar", "repeats itself", 1],
    ["B Bar", "repeats itself", 7],
  ],
  staysSilent: [["B Bar"]],
  misdated: [["B Bar", "2099-01-01"]],
  undated: [["B Bar"]],
  folderExposed: [["/srv/till"]],
  nonsense: [[{ till: "B Bar", events: 2, kinds: "order/x, 1" }]],
  asksTooMuch: [["B Bar"]],
  secretsDiffer: [["B Bar", "12 min"]],
  multicastPublic: [["203.0.113.7"]],
  multicastNoNetwork: [[]],
  multicastFails: [["eth0", "EACCES"]],
  multicastFilteredHere: [["eth0"]],
  multicastFiltered: [
    ["eth0", ["B Bar"], 1],
    ["eth0", ["B Bar", "C Café"], 2],
  ],
  isolated: [["eth0", "10.0.0.7:7777", "10.0.0.1"]],
  multicastThrough: [[]],
  multicastQuiet: [[]],
  notifyFine: [
    ["command:mail", 0],
    ["https://ntfy.example", 2],
  ],
  notifyFails: [["command:mail", "hung for 30 s", 1]],
};

const ENGLISH = /(?<!\p{L})(?:the|this|Some English|are|is)(?!\p{L})/gu;

describe.each(TRANSLATIONS)("what was found on a box, in %s", (own) => {
  test("is said in that language, whatever the facts", () => {
    const english = sentencesOf("en");
    const left = [...sentencesOf(own)].filter(
      ([name, text]) =>
        english.get(name) === text ||
        (text.match(ENGLISH) ?? []).some((word) => !isOwnWord(word, own)),
    );

    expect(left).toEqual([]);
  });

  test("fits under the list, and is whole sentences", () => {
    for (const [name, text] of sentencesOf(own)) {
      expect([name, text]).toEqual([name, expect.stringMatching(/^\S.*[.)]$/u)]);
      expect([name, textWidth(text) <= ROWS * ROW_CELLS]).toEqual([name, true]);
      expect([name, text]).toEqual([
        name,
        expect.not.stringMatching(/undefined|NaN| {2}|\[object/u),
      ]);
    }
  });
});

test("the register shows it in the language of whoever looks, and scripts read the same codes", async () => {
  const { open, store } = openRealRegister(await newCafe());

  const german = examine(open, { locale: "de" });
  const english = examine(open);

  expect(german.map(({ code, check, state }) => [code, check, state])).toEqual(
    english.map(({ code, check, state }) => [code, check, state]),
  );
  expect(german.find(({ code }) => code === "synced")?.sentence).toBe(
    "Jeder Verkauf steht sicher auf der Platte.",
  );
  expect(store.till.port.findings("fr").find(({ check }) => check === "durability")?.sentence).toBe(
    "Chaque vente est écrite sur le disque.",
  );
  const check = { networks: [], others: [] };
  const known = { publicHosts: [], tills: [] };
  expect(multicastFindings(check, known, "de-CH")[0]?.sentence).toContain("in keinem Netz");
});

const PLACES: ReadonlyArray<PlaceStatus> = [
  PLACE,
  FRESH,
  { ...FRESH, trouble: undefined },
  troubledPlace("full"),
  troubledPlace("failed"),
  troubledPlace("unverified"),
  troubledPlace("interrupted"),
];

function troubledPlace(type: string): PlaceStatus {
  return { ...PLACE, trouble: { type: `place/${type}`, sentence: "Some English." } };
}

function sentencesOf(locale: Locale): ReadonlyMap<string, string> {
  const words = wordsIn(findingsWords, locale);
  const backups = PLACES.map((place) => words.backup(backupFacts(place, locale)));
  const others = Object.entries(FACTS).flatMap(([code, cases]) =>
    cases.map((facts, at) => {
      const say = words[code as keyof FindingsWords] as string | ((facts: object) => string);
      const text = typeof say === "string" ? say : say(namedFacts(code, facts));
      return [`${code} ${at}`, text] as const;
    }),
  );
  return new Map([...others, ...backups.map((text, at) => [`backup ${at}`, text] as const)]);
}

/** By the names of the message's facts, in their order; or as they are. */
function namedFacts(code: string, facts: ReadonlyArray<unknown>): object {
  const [first] = facts;
  if (typeof first === "object" && first !== null && !Array.isArray(first)) return first;
  const names = Object.keys(sampleFacts(`findings.${code}`) ?? {});
  return Object.fromEntries(names.map((name, at) => [name, facts[at]]));
}
