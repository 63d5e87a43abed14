/** Known bugs of what tills say apart: the simulator has to notice each within a few seeds. Size: proof. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, test } from "vitest";

const JOB = fileURLToPath(new URL("../../support/planted-rule.ts", import.meta.url));
const SEEDS_MAX = 12;
/** One shop in three is one in which people set out to say things apart. */
const STEP = 3;
const BUSY = { hours: 0.006, actsPerHour: 4000, troublesPerHour: 1000 };

const RULES = [
  {
    name: "nobody is asked how an order is served",
    rule: {
      file: "src/domain/state/order-apart.ts",
      from: `service: { asks: "order/service-contested" },`,
      to: `service: "last",`,
    },
    noticed: /asks nobody: order\/service-contested/u,
  },
  {
    name: "nobody is asked when an order is collected",
    rule: {
      file: "src/domain/state/order-apart.ts",
      from: `dueAt: { asks: "order/due-contested" },`,
      to: `dueAt: "last",`,
    },
    noticed: /asks nobody: order\/due-contested/u,
  },
  {
    name: "nobody is asked of a line of which only one word is another one",
    rule: {
      file: "src/domain/folds/order-attention.ts",
      from: "const contested = writes.length > 0;",
      to: "const contested = writes.length > 2;",
    },
    noticed: /asks nobody: line\/contested/u,
  },
  {
    name: "whoever writes a field replaces one word of it only",
    rule: {
      file: "src/domain/state/register.ts",
      from: "return (register?.open ?? []).slice(-OVER_MAX).map((write) => write.id);",
      to: "return (register?.open ?? []).slice(-1).map((write) => write.id);",
    },
    noticed: /asks without a reason|the note of/u,
  },
  {
    name: "of two notes the later one holds",
    rule: {
      file: "src/domain/state/notes.ts",
      from: `if (note.open.length < 2) return`,
      to: `if (note.open.length > 0) return`,
    },
    noticed: /the note of .* is/u,
  },
  {
    name: "a settled question stays settled, whatever is said later",
    rule: {
      file: "src/domain/state/attention.ts",
      from: "return item.voices.every((voice) => settled.voices.includes(voice)) ? [] : [item];",
      to: "return [];",
    },
    noticed: /asks nobody/u,
  },
  {
    name: "a piece is asked about only once it is out three times",
    rule: {
      file: "src/domain/order/serial-pieces.ts",
      from: "...(sold.length > 1",
      to: "...(sold.length > 2",
    },
    noticed: /asks nobody: serial\/sold-twice/u,
  },
  {
    name: "a piece may come back twice",
    rule: {
      file: "src/domain/order/serial-pieces.ts",
      from: "return runs.filter(({ length }) => length > 1);",
      to: "return runs.filter(({ length }) => length > 2);",
    },
    noticed: /asks nobody: serial\/back-twice/u,
  },
  {
    name: "deliveries that tills booked apart are taken for two",
    rule: {
      file: "src/domain/stock/deliveries-apart.ts",
      from: "!knows(later.knew, later, former);",
      to: "former.quantity === later.quantity && !knows(later.knew, later, former);",
    },
    noticed: /asks nobody: purchase\/came-apart/u,
  },
  {
    name: "deliveries of one till are taken for one",
    rule: {
      file: "src/domain/stock/deliveries-apart.ts",
      from: "return origin === chainPosition(id).origin || (knew[origin] ?? 0) >= seq;",
      to: "return (knew[origin] ?? 0) >= seq;",
    },
    noticed: /asks without a reason/u,
  },
  {
    name: "what came once is off the order twice where two tills say so",
    rule: {
      file: "src/domain/folds/purchase-fold.ts",
      from: "...sumsWith(state, double, -1),",
      to: "",
    },
    noticed: /came of .*, and by the books/u,
  },
  {
    name: "an entry stands for the last one alone",
    rule: {
      file: "src/domain/commands/stock/take-stocktake.ts",
      from: "const replaces = instead ? before.map(({ id }) => id) : [];",
      to: "const replaces = instead ? before.slice(-1).map(({ id }) => id) : [];",
    },
    noticed: /a sheet has .*, and by the books/u,
  },
  {
    name: "a sheet that is approved counts the last entry of each article",
    rule: {
      file: "src/domain/commands/stock/take-stocktake.ts",
      from: "const counted = enteredSum(entries);",
      to: "const counted = enteredSum(entries.slice(-1));",
    },
    noticed: /an approval counts .* entered/u,
  },
  {
    name: "what was entered apart of a sheet that was approved is nowhere",
    rule: {
      file: "src/domain/stock/sheet-line.ts",
      from: "const counted = new Set(standingCount(line)?.entries);",
      to: "const counted = new Set(line.entries.map(({ id }) => id));",
    },
    noticed: /other late entries/u,
  },
  {
    name: "a deposit on a bottle asks what its goods ask",
    rule: {
      file: "src/domain/folds/order-attention.ts",
      from: "if (isWithGoods && OF_GOODS.has(field)) return false;",
      to: "",
    },
    noticed: /asks without a reason: .*BOTTLE/u,
  },
] as const;

describe("the simulator notices that", () => {
  test.each(RULES)("$name", async ({ rule, noticed }) => {
    const planted = {
      changes: [rule],
      noticed: noticed.source,
      seeds: SEEDS_MAX,
      step: STEP,
      troubles: ["network", "bottles", "apart"],
      wish: BUSY,
    };

    const job = [JOB, JSON.stringify(planted)];
    const { stdout } = await promisify(execFile)(process.execPath, job);

    expect(stdout).toMatch(noticed);
  });
});
