/** What builds have written, for ever: see docs/testing.md. Size: whole. */

import path from "node:path";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import {
  decideCloseDrawer,
  decideCountDrawer,
  decideOpenDrawer,
  frontierOf,
} from "../../src/domain/commands/money/drawer.ts";
import { type BodyOf, type Draft, type Kind, KINDS } from "../../src/domain/events/kinds.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { readRole, rightsOf } from "../../src/domain/people/staff.ts";
import { type Committed, type Ledger } from "../../src/ledger/ledger.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { playCorpusStory } from "../support/corpus-story.ts";
import {
  type Chapter,
  chapterFile,
  chapterFiles,
  faultsIn,
  foldedBy,
  readChapter,
  readContents,
  readEvents,
  uncovered,
  withChapter,
} from "../support/corpus.ts";
import { loosened, type Schemas, schemasKept, schemasNow } from "../support/loosened-schemas.ts";
import { actOn, firstId, valueOf } from "../support/shop.ts";

const files = chapterFiles();
const chapters = files.map(readChapter);

test("has every version of every kind that this build knows, and every field", () => {
  expect(uncovered(chapters), "Run: npm run corpus").toEqual([]);
});

test("a new chapter is one that this takes, whichever kinds its story has yet to tell", () => {
  using shop = playCorpusStory(Object.keys(KINDS) as ReadonlyArray<Kind>);

  expect(faultsIn(shop.a.ledger())).toEqual([]);
});

test("takes no more under any version than builds before did: whoever loosens a schema raises it", () => {
  expect(
    loosened(schemasKept(), schemasNow()),
    "Raise the version of the kind; what no release has written yet: npm run corpus.",
  ).toEqual([]);
});

test("sees each way in which a schema may be loosened", () => {
  const fields = { a: z.int().max(9), b: z.enum(["x"]), c: z.string().optional() };
  const kept = schemaOf(z.object(fields));
  const ways: ReadonlyArray<z.ZodType> = [
    z.object({ ...fields, a: z.int().max(10) }),
    z.object({ ...fields, a: z.int() }),
    z.object({ ...fields, a: z.int().max(9).optional() }),
    z.object({ ...fields, b: z.enum(["x", "y"]) }),
    z.object({ ...fields, b: z.string() }),
    z.object({ ...fields, c: z.string().nullable().optional() }),
    z.object({ a: fields.a, b: fields.b }),
  ];
  const tighter = z.object({ ...fields, a: z.int().max(3), c: z.string(), d: z.int().optional() });

  expect(ways.filter((way) => loosened(kept, schemaOf(way)).length === 0)).toEqual([]);
  expect(loosened(kept, schemaOf(tighter))).toEqual([]);
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
        expect(faultsIn(ledger)).toEqual([]);
        expect(verifyLedger(ledger)).toMatchObject({
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

test("a role as it was set before there were more rights holds what has come since", () => {
  withChapter(
    someChapter(),
    (ledger) => {
      const set = { name: "Shift lead", permissions: ["sell", "void", "approve"] };
      setRole(ledger, "shift-lead", set);

      expect(ledger.read((view) => readRole(view, "shift-lead"))?.permissions).toEqual(
        new Set(["sell", "void", "approve", "exempt", "oversell", "comp", "others"]),
      );
    },
    C_SEED,
  );
});

test("a shop of before cash drawers opens, and its people may count", () => {
  withChapter(someChapter(), countDrawerOf, C_SEED);
});

function schemaOf(schema: z.ZodType): Schemas {
  return { "some/kind v1": z.toJSONSchema(schema, { io: "input" }) };
}

function someChapter(): Chapter {
  const [chapter] = chapters;
  if (chapter === undefined) throw new Error("The corpus is empty.");
  return chapter;
}

function setRole(ledger: Ledger, name: string, set: BodyOf<"role/set">["set"]): void {
  const streams = [toStreamId("role", name)];
  const role: Draft = { kind: "role/set", streams, body: { set, over: {} } };
  valueOf(actOn(ledger, "C", { decide: () => ok([role]) }));
}

/** Of a box of the chapter's shop: it has lost its disk, hears the chapter, and speaks on. */
const C_SEED = createSeededRandom("corpus C").bytes(32);

function countDrawerOf(ledger: Ledger): void {
  // As a build wrote it that knew no drawers.
  setRole(ledger, "counter", { name: "Counter", permissions: ["sell", "pay", "return"] });
  const permissions = [...ledger.read((view) => rightsOf(view, "counter")).permissions];
  const cash = { own: minor(15_000), pieces: [], foreign: [] };

  function act(decide: (context: DecisionContext) => Decision): Committed {
    return valueOf(actOn(ledger, "C", { permissions, decide }));
  }
  const session = firstId(act((context) => decideOpenDrawer(context, { no: 1, float: cash })));
  const knew = frontierOf(ledger.heads());
  act((context) => decideCountDrawer(context, { session, cash, knew }));
  act((context) => decideCloseDrawer(context, { session, reason: "" }));

  expect(permissions).toEqual(["sell", "pay", "return", "others", "drawer", "payout"]);
  expect(ledger.read((view) => view.state("drawer", session).closes)).toMatchObject([
    { body: { expected: 15_000, counted: 15_000, difference: 0 } },
  ]);
  expect(verifyLedger(ledger)).toMatchObject({ ok: true });
}
