/** DATEV's format, read back by a reader of the tests, and what an import would refuse. */

import { describe, expect, test } from "vitest";

import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type DatevHead, journalToDatev } from "../../../src/report/journal/datev-text.ts";
import { type Journal, type JournalEntry } from "../../../src/report/journal/journal-text.ts";
import { toWindowsBytes } from "../../../src/report/journal/windows-text.ts";
import { readDatev } from "../../support/datev-reader.ts";

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
    booked: [["1000 Kasse:A:2", "1000 Kasse:A:1", 500]],
  });

  expect(readBack(journal([moved])).bookings).toEqual([]);
});

test("each booking is a row of its own, whatever other rows come to", () => {
  const booked: ReadonlyArray<readonly [string, string, number]> = [
    ["1000", "8400", 700],
    ["1000", "8300", 900],
    ["8400", "1000", 700],
    ["1360", "8300", 50],
  ];

  const { bookings } = readBack(journal([entry({ booked })]));

  expect(bookings.map(({ debit, credit, cents }) => [debit, credit, cents])).toEqual(booked);
});

test("a booking of one receipt has the receipt's number first, and that of its Z", () => {
  const receipt = { ...entry({}), bookings: [booking(["1000", "8400", 5], "A-000007")] };

  const text = journalToDatev(journal([receipt]), HEAD);

  expect(text.ok && text.value.split("\r\n")[2]).toContain(';"A-000007";"A-12";');
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
  const text = journalToDatev(journal([entry({ booked: [["1000", "8400", 7]] })]), {
    ...HEAD,
    decimals: 0,
  });

  expect(text.ok && readDatev(toWindowsBytes(text.value)).bookings[0]?.cents).toBe(700);
});

describe("a fault is", () => {
  test.each<[string, JournalEntry, object]>([
    [
      "an account without a number",
      entry({
        booked: [["assets:safe", "8400", 5]],
      }),
      { type: "account", account: "assets:safe" },
    ],
    [
      "an account that is longer than those of customers",
      entry({
        booked: [["1000", "840012", 5]],
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
      "an amount of more than ten digits",
      entry({
        booked: [["1000", "8400", 1e12]],
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
  booked = [
    ["1000 Kasse:A:1", "8400 Erlöse 19 % USt", 1190],
    ["1000 Kasse:A:1", "1700", 5],
  ],
  day = DAY,
  code = "A-12",
  description = "Z 12 of till Ä €",
}: {
  readonly booked?: ReadonlyArray<readonly [debit: string, credit: string, amount: number]>;
  readonly day?: BusinessDay;
  readonly code?: string;
  readonly description?: string;
}): JournalEntry {
  const bookings = booked.map((it) => booking(it));
  return { day, code, description, isFinal: true, notes: [], isSound: true, bookings };
}

function booking(
  [debit, credit, amount]: readonly [debit: string, credit: string, amount: number],
  receipt = "",
): JournalEntry["bookings"][number] {
  return {
    debit: { account: debit, type: "A", tag: "" },
    credit: { account: credit, type: "A", tag: "" },
    currency: "EUR",
    amount: minor(amount),
    move: "sale",
    rate: "",
    receipt,
  };
}
