/** What a shop says of its head office: never an alarm, and how far it has heard the shop. */

import { afterEach, beforeEach, expect, test } from "vitest";

import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { meshFindings } from "../../../src/app/mesh/mesh-checks.ts";
import { clockAheadMs, strayClocks } from "../../../src/app/mesh/mesh-report.ts";
import { meshFields } from "../../../src/app/mesh/mesh-words.ts";
import { createOfficeNotes } from "../../../src/app/mesh/office-notes.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { heldBy, meshView, peerView, withLinkKeys } from "../../support/mesh-views.ts";
import { createShop, type TestShop, type TestTill } from "../../support/shop.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Beside a short name of a till, on 80 columns. */
const ROOM = 40;
const { status } = wordsFor({ locale: "en" });

let shop: TestShop;
let office: TestTill;

beforeEach(() => {
  shop = createShop();
  office = shop.join("H", ["hub"]);
  const streams = [toStreamId("set", "hub")];
  shop.a.write({ kind: "setting/set", streams, body: { value: "office.example:7800", over: [] } });
  withLinkKeys(shop.a);
});

afterEach(() => {
  shop[Symbol.dispose]();
});

test("the status line says when the office was heard, after all else and with no trouble", () => {
  const away = { isConnected: false, lacks: [] };
  const views = [
    [peerView(office.device, { lacks: [] }), "single till, hub now"],
    [peerView(office.device, { ...away, heardAgoMs: 2 * MINUTE_MS }), "single till, hub 2 min ago"],
    [
      peerView(office.device, { ...away, heardAgoMs: 3 * HOUR_MS }),
      expect.stringMatching(/^single till, hub away since .*\d\d:\d\d$/u) as string,
    ],
  ] as const;

  for (const [peer, text] of views) {
    expect(meshFields(open(meshView([peer])), status)).toEqual({
      status: text,
      shorter: ["single till"],
      troubles: [],
    });
  }
  expect(meshFields(open(undefined), status).status).toBe("single till, hub not linked yet");
});

test.each(LOCALES)("what the line says of an office is short in %s", (locale) => {
  const { hub, hubAway } = wordsFor({ locale }).status;

  for (const text of [
    hub({ minutes: 0 }),
    hub({ minutes: 59 }),
    hubAway({ since: "2026-11-28 14:05" }),
  ]) {
    expect([text, textWidth(text) <= ROOM]).toEqual([text, true]);
  }
});

test("the check of the box says up to which number the office has heard each till", () => {
  const { origin } = shop.a.ledger().identity;
  const lacks = [{ origin, first: 3, last: 5 }];

  expect(found(peerView(office.device, { lacks }))).toEqual([
    [
      "note",
      "Single till: what it sells is on this box, and at head office as far as that heard it.",
    ],
    ["note", "H Till H has heard A Till A up to number 2; the rest goes over when it is linked."],
  ]);
  expect(found(peerView(office.device, { lacks: [] })).at(-1)).toEqual([
    "ok",
    "H Till H is linked, and has heard all that is here.",
  ]);
});

test("an office that is away is known by what was noted while it was linked", () => {
  const ledger = shop.a.ledger();
  const last = ledger.head(ledger.identity.origin)?.seq ?? 0;
  const note = createOfficeNotes(ledger, shop.a.clock);
  const peer = { ...peerOf(), lacks: [] };
  note({ peers: [peer] });
  note({ peers: [{ ...peer, isConnected: false }] });
  shop.a.clock.advance(2 * MINUTE_MS);
  shop.a.write({
    kind: "setting/set",
    streams: [toStreamId("set", "receipt-foot")],
    body: { value: "Bye", over: [] },
  });

  expect(meshFields(open(undefined), status).status).toBe("single till, hub 2 min ago");
  expect(found(undefined)).toEqual([
    [
      "note",
      "Single till: what it sells is on this box, and at head office as far as that heard it.",
    ],
    ["note", expect.stringMatching(/^H Till H is away since .*\. Nothing here waits for it; /u)],
    [
      "note",
      `H Till H has heard A Till A up to number ${last}; the rest goes over when it is linked.`,
    ],
  ]);
});

test("an office whose clock stands in 2099 makes nobody's clock wrong", () => {
  const ahead = 73 * 365 * 24 * HOUR_MS;
  const view = meshView([peerView(office.device, { lacks: [], clockAheadMs: ahead })]);

  expect(clockAheadMs(view)).toBeUndefined();
  expect(strayClocks(view)).toEqual([]);
  expect(meshFields(open(view), status).troubles).toEqual([]);
});

function open(view: MeshView | undefined): Parameters<typeof meshFields>[0] {
  const { clock } = shop.a;
  const till = { ledger: shop.a.ledger(), offsetMinutes: () => 60 };
  return { till, clock, printing: { mesh: () => view } };
}

function found(peer: ReturnType<typeof peerView> | undefined): ReadonlyArray<[string, string]> {
  const holder = peer === undefined ? ({ type: "absent" } as const) : heldBy(meshView([peer]));
  return meshFindings(open(undefined), holder)
    .filter(({ code }) => code !== "port" && code !== "otherPort")
    .map(({ state, sentence }) => [state, sentence]);
}

function peerOf(): Parameters<ReturnType<typeof createOfficeNotes>>[0]["peers"][number] {
  return {
    device: office.device,
    isConnected: true,
    heardAtMs: 0,
    heardForMs: 0,
    wasOpen: false,
    roundTripMs: undefined,
    clockAheadMs: undefined,
    answeredAtMs: undefined,
    behind: 0,
    holdsOwn: 0,
    isHeardOut: true,
    remote: undefined,
    hasSecrets: false,
    lacksSameSecrets: false,
    secretsDifferForMs: undefined,
  };
}
