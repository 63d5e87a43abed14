/**
 * How a row of the folded state stands on the disk: packed beside a typical row, so that of an order
 * hardly more is written than what tells it from others.
 */

import { hash as digest } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

const DEVICE = "d7k2m5q3vwxsalebcf4h6jnpru";
const ORIGIN = `${DEVICE}.wcgk3nyarq5te`;
const ID = `${ORIGIN}:1570:b74e68c5`;

/**
 * A typical ticket row, as words that packing may refer to: see row-packing.ts. Nobody reads it;
 * where folds change, rows only get longer until it follows.
 */
export const TYPICAL_TICKET = {
  v: 3,
  last: [1838277513224195, ORIGIN, 12855],
  events: 2,
  unknown: [],
  state: {
    issued: {
      id: ID,
      bill: ID,
      body: {
        station: "bar",
        owner: DEVICE,
        fallback: null,
        head: { number: "A1410", service: "takeaway", table: "", name: "", covers: 0 },
        lines: [
          {
            birth: ID,
            line: ID,
            act: "new",
            cause: ID,
            quantity: 1000,
            by: "each",
            text: "Coffee",
            modifiers: [{ name: "Regular", count: 1 }],
            note: "",
            service: "takeaway",
            course: 1,
          },
          {
            birth: ID,
            line: ID,
            act: "new",
            cause: ID,
            quantity: 1000,
            by: "each",
            text: "Flat white",
            modifiers: [
              { name: "Whole milk", count: 1 },
              { name: "Regular", count: 1 },
            ],
            note: "",
            service: "takeaway",
            course: 1,
          },
        ],
        also: [{ station: "kitchen", pieces: 1 }],
      },
      by: "1",
      day: "2026-11-20",
      hlc: 1838277513224195,
      wallMs: 1795192884007,
      offsetMinutes: 60,
    },
    started: [],
    printed: [],
    uncertain: [],
  },
};

export const TYPICAL_ORDER = {
  v: 1,
  last: [1838271097864197, ORIGIN, 1580],
  events: 6,
  unknown: [],
  state: {
    opened: {
      id: ID,
      number: "A157",
      till: ORIGIN,
      by: "1",
      day: "2026-11-20",
      hlc: 1838271097853952,
      wallMs: 1795186618999,
      offsetMinutes: 60,
    },
    paymentsById: {
      [ID]: {
        started: { method: "cash", amount: 900, till: ORIGIN, day: "2026-11-20", home: true },
        captured: { id: ID, amount: 900, tendered: 900, change: 0, rounding: 0 },
      },
    },
    refunds: [],
    fields: [
      ["service", "takeaway"],
      ["table", ""],
      ["name", ""],
      ["covers", 0],
    ],
    lines: [
      [
        ID,
        "1",
        {
          sku: "FLAT-WHITE",
          name: "Flat white",
          kitchen: "Flat white",
          quantity: 1000,
          unit: 360,
          by: "each",
          taxes: {
            counter: [{ label: "VAT 21%", rate: 21000, included: true }],
            "dine-in": [{ label: "VAT 21%", rate: 21000, included: true }],
            takeaway: [{ label: "VAT 9%", rate: 9000, included: true }],
            delivery: [{ label: "VAT 9%", rate: 9000, included: true }],
          },
          rule: 1,
          station: "bar",
          course: 1,
          held: false,
          service: null,
          seat: 0,
          note: "",
          modifiers: [
            { group: "milk", option: "whole", name: "Whole milk", price: 0, count: 1 },
            { group: "size", option: "regular", name: "Regular", price: 0, count: 1 },
          ],
          category: "coffee",
        },
        [],
      ],
    ],
    receipts: [
      {
        id: ID,
        home: true,
        by: "1",
        day: "2026-11-20",
        hlc: 1838271097862144,
        wallMs: 1795186619007,
        offsetMinutes: 60,
        body: {
          series: "A",
          no: 157,
          till: ORIGIN,
          drawer: null,
          items: [[0, 1, 0, 1, 1, 280, 0, null, 280]],
          charges: [],
          tips: [],
          taxes: [{ label: "VAT 9%", rate: 9000, included: true, base: 826, tax: 74 }],
          uses: [{ order: ID, payment: ID, amount: 900 }],
          total: 900,
          rounding: 0,
          rule: 1,
        },
      },
    ],
    sentLines: [
      [
        `ticket/${ID}`,
        1,
        "new",
        1,
        1000,
        {
          modifiers: [{ name: "Regular", count: 1 }],
          note: "",
          service: "takeaway",
          course: 1,
        },
      ],
    ],
  },
};

/** Shorter ones stay as they are, for whoever looks into the file. */
const PACKED_FROM_CHARACTERS = 600;
/**
 * The memory level of zlib and the bits of its window: rows are small, and with the usual ones most of the time
 * would go into allocating them. The window holds the dictionary and all but the longest rows.
 */
const MEMORY_LEVEL = 5;
const WINDOW_BITS = 13;
/**
 * The size of zlib's chunks: less than half of Node's pool of buffers, because a larger one would
 * allocate memory for each row.
 */
const CHUNK_BYTES = 4000;

/** The order row comes last, because zlib finds the end of a dictionary best. */
const DICTIONARY = Buffer.from(
  [TYPICAL_TICKET, TYPICAL_ORDER].map((row) => JSON.stringify(row)).join(""),
);

/** Names the dictionary: rows that were packed with another one can't be read. */
export const ROW_PACKING = digest("sha256", DICTIONARY).slice(0, 8);

/**
 * Packs a row at zlib's fastest level, since a till's processor is slower than its disk. Zstd packs
 * a piece as small as this better, but no faster.
 */
export function packRow(text: string): string | Uint8Array {
  if (text.length < PACKED_FROM_CHARACTERS) return text;
  return deflateRawSync(text, {
    level: 1,
    memLevel: MEMORY_LEVEL,
    windowBits: WINDOW_BITS,
    dictionary: DICTIONARY,
    chunkSize: CHUNK_BYTES,
  });
}

/** The text of a row, as it stands in its table. */
export function unpackRow(stored: string | Uint8Array): string {
  if (typeof stored === "string") return stored;
  return inflateRawSync(stored, { dictionary: DICTIONARY, chunkSize: CHUNK_BYTES }).toString();
}
