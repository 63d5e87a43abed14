/** How the tills of the shop stand, as `till mesh status` tells it in every language. */

import { describe, expect, test } from "vitest";

import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { type MeshStanding } from "../../../src/app/mesh/mesh-report.ts";
import { meshStatusToText } from "../../../src/app/mesh/mesh-status-text.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { changePrinter } from "../../../src/app/printing/printer-changes.ts";
import { wordWrap } from "../../../src/cli/console.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { leavePrinters, sayEnded } from "../../../src/domain/commands/kitchen/hand-printers.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { type Locale } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { wordsIn } from "../../../src/domain/text/words-in.ts";
import { meshStatusWords } from "../../../src/words/made/meshStatus/all.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { englishIn } from "../../support/english-left.ts";
import { OTHER_LOCALES } from "../../support/languages.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";
import { messageText } from "../../support/message-text.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY_MS = 86_400_000;
const MANAGER = { number: "4", name: "Manager" };

test("an installer reads in German who is connected, and who lacks what", async () => {
  const { a, linked } = await threeTills();

  expect(meshStatusToText(a, linked, "de")).toEqual([
    "Verbunden durch Prozess 812 an Port 7777; was diese Kasse zuletzt gesagt hat, ist sicher auf 1 von 2 anderen Kassen.",
    "A Front counter  darf aufnehmen, diese Kasse",
    "B Bar            verbunden, ihr fehlen 12 Ereignisse, hin und zurück 2 ms, ihre Uhr geht 5,0 s vor, 192.168.1.20:7777",
    "C Terrace        nicht verbunden, zuletzt gehört 19.11.2026 14:32, ihr fehlt bis zu 1 Ereignis, ihr letztes Ereignis hier ist von 14:32",
    "Wird geholt: 50 %, 10 von 20 Ereignissen.",
    "Die Platte hat keinen Platz für das, was die anderen sagen: Platz schaffen.",
    "B Bar hat 7-mal gesendet, was keine Kasse sendet (repeats itself).",
  ]);
});

test("a clock that is far off says its date and time", async () => {
  const { a, linked } = await threeTills();
  if (linked.type !== "linked") throw new Error("Nobody is linked.");
  const peers = linked.view.peers.map((peer) => ({ ...peer, clockAheadMs: 3 * DAY_MS }));
  const view: MeshView = { ...linked.view, peers };

  const [, , bar] = meshStatusToText(a, { ...linked, view }, "en");

  expect(bar).toMatch(/, clock .+ ahead of ours, 2026-11-23 14:32, 192\.168\.1\.20:7777$/u);
});

test("who was ended properly is closed, and who prints for it says so", async () => {
  const { a, c, linked } = await threeTills();
  valueOf(
    changePrinter(c.till, MANAGER, {
      id: "grill",
      isNew: true,
      said: { name: "Grill", connection: { type: "network", host: "192.0.2.9", port: 9100 } },
    }),
  );
  const [self, origin] = [idOf(a), c.till.ledger.identity.origin];
  c.till.ledger.commit({
    by: "",
    name: "end",
    decide: ({ view }) => ok({ events: [...leavePrinters(view, idOf(c), self), sayEnded(origin)] }),
  });
  synchroniseLedgers(c.till.ledger, a.till.ledger);

  const [, own, , terrace] = meshStatusToText(a, linked, "en");

  expect(own).toMatch(/, this till, prints for Terrace's Grill$/u);
  expect(terrace).toMatch(/^C Terrace +closed since 14:32, [^,]*14:32/u);
});

describe.each(OTHER_LOCALES)("the tills in %s", (locale) => {
  test("are told of without English, on 80 cells", async () => {
    const { a, c, linked } = await threeTills();
    valueOf(revokeDevice(a.till, MANAGER, { device: idOf(c), reason: "kaputt" }));
    const standings: ReadonlyArray<MeshStanding> = [
      linked,
      { type: "no-program" },
      { type: "keyless" },
      { type: "silent", pid: 812 },
      { type: "unlinked", pid: 812 },
    ];
    const lines = standings.flatMap((standing) => meshStatusToText(a, standing, locale));

    expect(lines.flatMap((line) => englishIn(plain(line), locale))).toEqual([]);
    expect(lines.join("\n")).not.toMatch(/undefined|NaN|\d{4}-\d\d-\d\d/u);
    const rows = lines.flatMap((line) => wordWrap(line, 80, 4));
    expect(rows.filter((row) => textWidth(row) > 80)).toEqual([]);
  });

  test("have words of their own", () => {
    const english = textsOf("en");

    expect([...textsOf(locale)].filter(([name, text]) => english.get(name) === text)).toEqual([]);
  });
});

async function threeTills(): Promise<{
  readonly a: OpenTill;
  readonly c: OpenTill;
  readonly linked: MeshStanding;
}> {
  const cafe = await newCafe();
  const a = cafe.open();
  const b = await enrolBar(cafe, a.till);
  const c = await enrolBar(cafe, a.till, { code: "C", name: "Terrace", seed: 8 });
  const view: MeshView = meshView(
    [
      peerView(idOf(b), { behind: 12, clockAheadMs: 5000 }),
      peerView(idOf(c), { isConnected: false, heardAgoMs: DAY_MS, behind: 1, wasOpen: true }),
    ],
    {
      catchUp: { held: 10, known: 20 },
      isPaused: true,
      violations: [{ device: idOf(b), kind: "said", reason: "repeats itself", count: 7, agoMs: 0 }],
    },
  );
  return { a, c, linked: { type: "linked", pid: 812, view } };
}

function idOf({ till }: OpenTill): DeviceId {
  return till.ledger.identity.key.device;
}

/** Without what is not ours. */
function plain(line: string): string {
  return line.replace("Front counter", "").replace("repeats itself", "");
}

function textsOf(locale: Locale): ReadonlyMap<string, string> {
  const facts = [{ pid: 812, port: 7777, printers: ["Grill"] }, 1, 2];
  return new Map(
    Object.entries(wordsIn(meshStatusWords, locale)).map(([name, message]) => [
      name,
      messageText(message, ...facts),
    ]),
  );
}
