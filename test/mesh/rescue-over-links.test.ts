/**
 * The recovery sheet brings a manager back from what a liar has done to the secrets, over real links: at the
 * till where it is typed, and at the others as soon as they hear of it.
 */

import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { enrolBeside } from "../../proof/stories/box-stage.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { rescueStaff } from "../../src/app/people/rescue-staff.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { deviceOf } from "../../src/domain/identity.ts";
import { readStaff } from "../../src/domain/people/staff.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { secretDestroyed, secretWritten } from "../../src/ledger/secrets.ts";
import { codeFrom } from "../support/backed-up.ts";
import { type Cafe, cafeCopies } from "../support/cafe.ts";
import { createLivingMeshes, type LivingMeshes, type OpenMesh } from "../support/living-meshes.ts";
import { synchroniseLedgers, valueOf } from "../support/shop.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const newCafe = cafeCopies();
const PATIENCE_MS = 60_000;
const NEW_PIN = "739182";
const random = createSeededRandom("rescue");

let meshes: LivingMeshes;

beforeEach(() => {
  meshes = createLivingMeshes();
});

afterEach(() => meshes.closeAll());

const LIES: ReadonlyArray<readonly [string, (ids: ReadonlyArray<string>) => ReadonlyArray<Draft>]> =
  [
    ["destroyed every secret", (ids) => ids.map(secretDestroyed)],
    [
      "wrote another value under every id, and gave it to nobody",
      (ids) => ids.map((id) => secretWritten(id, Buffer.alloc(32, 7))),
    ],
    [
      "named a hundred peppers that nobody has",
      () =>
        Array.from({ length: 100 }, (_, n) =>
          secretWritten(`pepper/${String(n).padStart(4, "0")}`, Buffer.alloc(32, n)),
        ),
    ],
  ];

test.for(LIES)("at a till that heard how the founder %s", async ([, lie]) => {
  const { cafe, counter, bar } = await linkedCafe();
  say(counter, lie(idsOf(counter)));
  await until(() => isEqual(counter, bar));

  await rescued(bar, cafe);
  await until(() => isEqual(counter, bar) && hasPins(counter));

  expect(await counter.till.signIn("4", NEW_PIN)).toMatchObject({ ok: true });
});

test.for(LIES)(
  "where a till that was shut out %s, by way of one that hadn't heard so",
  async ([, lie]) => {
    const { cafe, counter, bar, link } = await linkedCafe();
    const kitchen = await enrolled(cafe, counter, { code: "C", name: "Kitchen" });
    const ends = endsOf(counter.till.ledger.heads());
    const heads = ends.filter(({ origin }) => deviceOf(origin) === deviceId(bar));
    say(counter, [
      { kind: "device/promoted", streams: [], body: { device: deviceId(bar) } },
      { kind: "device/revoked", streams: [], body: { device: deviceId(bar), heads, reason: "" } },
    ]);
    say(bar, lie(idsOf(counter)));
    synchroniseLedgers(bar.till.ledger, kitchen.till.ledger);

    link(kitchen);
    await until(() => isEqual(counter, kitchen) && hasPins(kitchen));

    for (const { till } of [counter, kitchen]) {
      expect(await till.signIn("4", "4444")).toMatchObject({ ok: true });
    }
    await rescued(kitchen, cafe);
    await until(() => isEqual(counter, kitchen) && hasPins(counter));
    expect(await counter.till.signIn("4", NEW_PIN)).toMatchObject({ ok: true });
  },
);

async function linkedCafe() {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolled(cafe, counter, { code: "B", name: "Bar" });

  function open({ dir, till: { ledger } }: OpenTill, seed: number, port?: number): OpenMesh {
    return meshes.open({ dir, ledger: () => ledger }, seed, port);
  }

  const first = open(counter, 7951);
  await meshes.time.pass(1000);
  open(bar, 7952, first.port());
  await until(() => isEqual(counter, bar) && hasPins(bar));
  return { cafe, counter, bar, link: (it: OpenTill) => open(it, 7953, first.port()) };
}

/** It has keys for links, and knows who has enrolled it. */
async function enrolled(
  cafe: Cafe,
  { till }: OpenTill,
  { code, name }: { readonly code: string; readonly name: string },
): Promise<OpenTill> {
  const dir = path.join(await temporaryFolder(), name);
  const joined = await enrolBeside(till, { dir, code, name }, random);
  synchroniseLedgers(till.ledger, joined);
  for (const row of till.ledger.secrets.rows()) joined.secrets.receive(row);
  joined.close();
  return cafe.openAt(dir);
}

async function rescued(open: OpenTill, { recoveryCode }: Cafe): Promise<void> {
  const code = codeFrom(recoveryCode);
  valueOf(await rescueStaff(open, { number: "4", pin: NEW_PIN, code }));
  expect(await open.till.signIn("4", NEW_PIN)).toMatchObject({ ok: true });
}

function say({ till: { ledger } }: OpenTill, events: ReadonlyArray<Draft>): void {
  valueOf(ledger.commit({ by: "", name: "lie", decide: () => ok({ events }) }));
}

function idsOf({ till }: OpenTill): ReadonlyArray<string> {
  return till.ledger.secrets.rows().map(({ id }) => id);
}

function isEqual(one: OpenTill, other: OpenTill): boolean {
  return endsText(one) === endsText(other);
}

function endsText({ till }: OpenTill): string {
  const ends = endsOf(till.ledger.heads()).map(({ origin, hash }) => `${origin} ${hash}`);
  return ends.toSorted().join("\n");
}

/** Nothing of what its own people sign in with. */
function hasPins({ till: { ledger } }: OpenTill): boolean {
  const ids = ledger.read((view) => readStaff(view)).flatMap(({ verifierId }) => verifierId ?? []);
  return ids.every((id) => ledger.secrets.get(id) !== undefined);
}

function deviceId({ till }: OpenTill) {
  return till.ledger.identity.key.device;
}

async function until(isSo: () => boolean): Promise<void> {
  const endMs = meshes.clock.nowMs() + PATIENCE_MS;
  while (!isSo()) {
    if (meshes.clock.nowMs() > endMs) throw new Error("It doesn't come about.");
    await meshes.time.pass(100);
  }
}
