/** Known bugs of card payments: the simulator has to notice each within so many shops. Size: proof. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, test } from "vitest";

import { type Trouble } from "../../../proof/sim/options.ts";

interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

interface PlantedCard {
  readonly name: string;
  readonly changes: ReadonlyArray<Change>;
  readonly troubles: ReadonlyArray<Trouble>;
  /** Within so many shops it is noticed. */
  readonly seeds: number;
  readonly noticed: RegExp;
}

const JOB = fileURLToPath(new URL("../../support/planted-rule.ts", import.meta.url));
/** Much is paid, so that some till burns while somebody pays. */
const WISH = { hours: 0.02, actsPerHour: 2000 };

const PLANTED: ReadonlyArray<PlantedCard> = [
  {
    name: "a terminal is told before the start is durable",
    changes: [
      {
        file: "src/card/run-dialogue.ts",
        from: "const request = books.begin(last);",
        to: `link.send({ act: "pay", sum: books.sum() ?? 500, after: last?.ref ?? null, named: null });
    const request = books.begin(last);`,
      },
      { file: "src/card/run-dialogue.ts", from: "link.send(now.request);", to: "" },
    ],
    troubles: ["cards"],
    seeds: 3,
    noticed: /was asked for what nobody had written/u,
  },
  {
    name: "a start without an answer is sent again instead of asked about",
    changes: [
      {
        file: "src/card/run-dialogue.ts",
        from: "tellAnswer(link.ask(deed.request)).catch(fail);",
        to: "link.read().then(() => link.send(deed.request)).catch(fail);",
      },
    ],
    troubles: ["cards"],
    seeds: 10,
    noticed: /was asked twice for/u,
  },
  {
    name: "recovery believes an older receipt",
    changes: [
      {
        file: "src/card/judge.ts",
        from: "if (!isVeryNext(ref, after, profile)) return other;",
        to: 'if (says.isApproved) return { type: "yes", says: { ...says, amount: sum } };',
      },
    ],
    troubles: ["cards"],
    seeds: 20,
    noticed: /is taken at .*, which took nothing for it/u,
  },
  {
    name: "whoever takes a terminal over captures what it finds in the name of another till's payment",
    changes: [
      {
        file: "src/app/cards/card-recovery.ts",
        from: "if (isOwn && take !== undefined",
        to: "if ((isOwn || terminal?.driver === device) && take !== undefined",
      },
    ],
    troubles: ["cards", "crashes", "network"],
    seeds: 10,
    noticed: /is captured by a till that did not start it/u,
  },
];

describe("the simulator notices that", () => {
  test.each(PLANTED)("$name", async ({ changes, troubles, seeds, noticed }) => {
    const planted = { changes, noticed: noticed.source, seeds, troubles, wish: WISH };

    const { stdout } = await promisify(execFile)(process.execPath, [JOB, JSON.stringify(planted)]);

    expect(stdout).toMatch(noticed);
  });
});
