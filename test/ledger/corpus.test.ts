/** What builds have written, for ever: see docs/testing.md. */

import path from "node:path";

import { describe, expect, test } from "vitest";

import { readRole } from "../../src/domain/people/staff.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import {
  type CorpusEvent,
  chapterFile,
  chapterFiles,
  foldedBy,
  readChapter,
  readContents,
  readEvents,
  uncovered,
  withChapter,
} from "../support/corpus.ts";

const files = chapterFiles();
const chapters = files.map(readChapter);

test("has every version of every kind that this build knows, and every field", () => {
  expect(
    uncovered(chapters),
    "Give them an event in test/support/corpus-story.ts and run: npm run corpus",
  ).toEqual([]);
});

describe.each(files.map((file, index) => [path.basename(file), index] as const))(
  "chapter %s",
  (name, index) => {
    const chapter = readChapter(files[index] ?? "");

    test("has the bytes that it was written with", () => {
      expect(path.basename(chapterFile(index + 1, chapter))).toBe(name);
      for (const { envelope, events = readEvents(envelope) } of chapter.transactions) {
        expect(readEvents(envelope)).toEqual(events);
      }
    });

    test("has right signatures, and this build reads all of it", () => {
      withChapter(chapter, (ledger) => {
        const unread = [...ledger.store.after(0)]
          .flatMap((row) => toTransaction(row).events)
          .filter(({ known }) => known === undefined);

        expect(unread).toEqual([]);
        expect(verifyLedger(ledger)).toMatchObject({
          ok: true,
          transactions: chapter.transactions.flatMap(({ envelope }) => readContents(envelope))
            .length,
        });
      });
    });

    test("folds to what it always did", () => {
      expect(
        foldedBy(chapter),
        "A fold has changed. If that is meant: raise its version, run npm run corpus -- --refold, and look at the difference.",
      ).toEqual(chapter.folded);
    });
  },
);

test("a role of a shop of before holds what has come since", () => {
  const chapter = chapters.find(({ transactions }) =>
    transactions.some(({ events = [] }) => events.some(isLeadOfBefore)),
  );
  if (chapter === undefined) throw new Error("No chapter has that role.");

  const role = withChapter(chapter, (ledger) => ledger.read((view) => readRole(view, LEAD)));

  expect(role?.permissions).toEqual(new Set(["sell", "void", "approve", "oversell"]));
});

const LEAD = "shift-lead";

function isLeadOfBefore({ header, body }: CorpusEvent): boolean {
  const isRole = "streams" in header && JSON.stringify(header.streams) === `["role/${LEAD}"]`;
  return isRole && !JSON.stringify(body).includes("oversell");
}
