/** DATEV's format, read back by a reader of the tests, and what an import would refuse. */

import { describe, expect, test } from "vitest";

import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type DatevHead, journalToDatev } from "../../../src/report/journal/datev-text.ts";
import { type Journal, type JournalEntry } from "../../../src/report/journal/figure-postings.ts";
import { toWindowsBytes } from "../../../src/report/journal/windows-text.ts";
import { datevBalances, readDatev } from "../../support/datev-reader.ts";

const DAY = "2026-11-20" as BusinessDay;
const HEAD: DatevHead = {
  consultant: "29098",
  client: "55003",
  month: "01",
  created: "20261201093000123",
  chart: "03",
  decimals: 2,
};

test("a file has DATEV's head, all columns, and bookings of two accounts each", () => {
  const read = readBack(journal([entry({})]));

  expect(read.head.slice(5, 18)).toEqual([
    "20261201093000123",
    "",
    "TM",
    "",
    "",
    "29098",
    "55003",
    "20260101",
    "4",
    "20261120",
    "20261120",
    "Kassenbuchungen",
    "",
  ]);
  expect(read.head.slice(18)).toEqual([
    "1",
    "0",
    "0",
    "EUR",
    "",
    "",
    "",
    "",
    "03",
    "",
    "",
    "",
    "tillmesh",
  ]);
  expect([read.columns.length, new Set(read.columns).size]).toEqual([125, 125]);
  expect(read.bookings).toEqual([
    {
      day: DAY,
      document: "A-12",
      text: "Z 12 of till Ä €",
      currency: "EUR",
      debit: "1000",
      credit: "8400",
      cents: 1190,
    },
    expect.objectContaining({ debit: "1000", credit: "1700", cents: 5 }),
  ]);
});

test("accounts below one number are that number, and what they move among themselves is no booking", () => {
  const moved = entry({
    amounts: [
      ["1000 Kasse:A:1", -500],
      ["1000 Kasse:A:2", 500],
    ],
  });

  expect(readBack(journal([moved])).bookings).toEqual([]);
});

test("bookings come to what was posted, however many accounts there are", () => {
  const amounts: ReadonlyArray<readonly [string, number]> = [
    ["1000", 700],
    ["1360", 900],
    ["8300", -300],
    ["8400", -1250],
    ["1700", -50],
  ];

  const read = readBack(journal([entry({ amounts })]));

  expect(read.bookings.length).toBe(4);
  expect(datevBalances(read)).toEqual(new Map(amounts));
});

test("a business year may begin in another month, and ends with a file", () => {
  const january = "2027-01-02" as BusinessDay;
  const both = journal([entry({}), entry({ day: january })], [DAY, january]);

  expect(journalToDatev(both, HEAD)).toEqual({
    ok: false,
    fault: { type: "year", begins: "2027-01-01" },
  });
  const july = journalToDatev(both, { ...HEAD, month: "07" });
  expect(july.ok && readDatev(toWindowsBytes(july.value)).head[12]).toBe("20260701");
  expect(july.ok && readDatev(toWindowsBytes(july.value)).bookings.map(({ day }) => day)).toEqual([
    DAY,
    DAY,
    january,
    january,
  ]);
});

test("money without cents is written with two digits behind the comma", () => {
  const text = journalToDatev(
    journal([
      entry({
        amounts: [
          ["1000", 7],
          ["8400", -7],
        ],
      }),
    ]),
    {
      ...HEAD,
      decimals: 0,
    },
  );

  expect(text.ok && readDatev(toWindowsBytes(text.value)).bookings[0]?.cents).toBe(700);
});

describe("a fault is", () => {
  test.each<[string, JournalEntry, object]>([
    [
      "an account without a number",
      entry({
        amounts: [
          ["assets:safe", 5],
          ["8400", -5],
        ],
      }),
      { type: "account", account: "assets:safe" },
    ],
    [
      "an account that is longer than those of customers",
      entry({
        amounts: [
          ["1000", 5],
          ["840012", -5],
        ],
      }),
      { type: "length", account: "840012", digits: 4 },
    ],
    [
      "a sign that Windows' alphabet lacks",
      entry({ description: "Z 1 of till Ł" }),
      { type: "sign", text: "Z 1 of till Ł", sign: "Ł" },
    ],
    [
      "a text of more than 60 signs",
      entry({ description: "a".repeat(61) }),
      { type: "text", text: "a".repeat(61), max: 60 },
    ],
    [
      "a number of a document with a blank",
      entry({ code: "A 12" }),
      { type: "sign", text: "A 12", sign: "A 12" },
    ],
    [
      "an entry that doesn't come to nothing",
      entry({
        amounts: [
          ["1000", 5],
          ["8400", -4],
        ],
      }),
      { type: "sum", day: DAY, code: "A-12" },
    ],
    [
      "an amount of more than ten digits",
      entry({
        amounts: [
          ["1000", 1e12],
          ["8400", -1e12],
        ],
      }),
      { type: "amount", day: DAY, code: "A-12" },
    ],
  ])("%s", (_, wrong, fault) => {
    expect(journalToDatev(journal([wrong]), HEAD)).toEqual({ ok: false, fault });
  });

  test("money with three decimals", () => {
    const fault = { type: "currency", currency: "EUR" };
    expect(journalToDatev(journal([]), { ...HEAD, decimals: 3 })).toEqual({ ok: false, fault });
  });
});

test("each sign of Windows' alphabet is its byte", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter(
    (byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
  );

  expect(toWindowsBytes(new TextDecoder("windows-1252").decode(bytes))).toEqual(bytes);
});

function readBack(of: Journal): ReturnType<typeof readDatev> {
  const text = journalToDatev(of, HEAD);
  if (!text.ok) throw new Error(JSON.stringify(text.fault));
  return readDatev(toWindowsBytes(text.value));
}

function journal(entries: ReadonlyArray<JournalEntry>, days = [DAY]): Journal {
  return { days, currency: "EUR", notes: [], entries };
}

function entry({
  amounts = [
    ["1000 Kasse:A:1", 1195],
    ["8400 Erlöse 19 % USt", -1190],
    ["1700", -5],
  ],
  day = DAY,
  code = "A-12",
  description = "Z 12 of till Ä €",
}: {
  readonly amounts?: ReadonlyArray<readonly [string, number]>;
  readonly day?: BusinessDay;
  readonly code?: string;
  readonly description?: string;
}): JournalEntry {
  const postings = amounts.map(([account, amount]) => ({
    account,
    type: "A" as const,
    currency: "EUR",
    tag: "",
    amount: minor(amount),
  }));
  return { day, code, description, isFinal: true, notes: [], postings };
}
