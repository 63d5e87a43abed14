/** What a register says of the other tills. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { meshFields } from "../../../src/app/mesh/mesh-words.ts";
import { shopTills } from "../../../src/app/mesh/register-tills.ts";
import { sayEnded } from "../../../src/domain/commands/kitchen/hand-printers.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type DeviceId, toStreamId } from "../../../src/domain/identity.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { replacedId, revokedId } from "../../../src/mesh/gossip/door.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";
import { createShop, synchronise, type TestShop, type TestTill } from "../../support/shop.ts";
import { settingsOf } from "../../support/wired-shop.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const { status } = wordsFor({ locale: "en" });

let shop: TestShop;

beforeEach(() => {
  shop = createShop();
});

afterEach(() => {
  shop[Symbol.dispose]();
});

test("a single till misses nobody", () => {
  expect(shopTills(open(undefined))).toEqual([
    {
      device: shop.a.device,
      name: "A Till A",
      link: { type: "self", safeOn: undefined },
      clock: undefined,
      misbehaves: false,
    },
  ]);
  expect(meshFields(open(undefined), status)).toEqual({ status: "single till", troubles: [] });
});

describe("a shop of three", () => {
  let b: TestTill;
  let c: TestTill;

  beforeEach(() => {
    b = shop.join("B");
    c = shop.join("C");
    for (const till of [b, c]) {
      till.write(...settingsOf(1));
      synchronise(till, shop.a);
    }
  });

  test("that has said nothing is safe nowhere, and says nothing of it", () => {
    const view = meshView([peerView(b.device), peerView(c.device)], { safeOn: null });

    expect(meshFields(open(view), status)).toEqual({
      status: "3 of 3 tills",
      shorter: ["3/3"],
      troubles: [],
    });
    expect(shopTills(open(view))[0]?.link).toEqual({ type: "self", safeOn: undefined });
  });

  test.each(LOCALES)(
    "tells whoever opens a revoked one why, and where to sell, in %s",
    (locale) => {
      const words = wordsFor({ locale }).status;
      const { words: said } = shop.a.ledger();
      const why = "stolen by Joe at night, out of the back room";
      said.put(revokedId(shop.a.device, b.device), Buffer.from(why));
      const [first = ""] = meshFields(open(undefined), words).troubles;
      said.put(replacedId(shop.a.device, b.device), Buffer.from("E Bar new"));
      const [second = ""] = meshFields(open(undefined), words).troubles;

      expect(first).toContain("stolen by Joe");
      expect(second).toContain("E Bar new");
      for (const told of [first, second]) expect(textWidth(told)).toBeLessThanOrEqual(70);
    },
  );

  test("raises no alarm for one that has joined and was never opened", () => {
    const d = shop.join("D");
    const joined = peerView(d.device, { isConnected: false, heardForMs: 3000 });
    const view = meshView([peerView(b.device), peerView(c.device), joined]);

    expect(meshFields(open(view), status)).toEqual({
      status: "3 of 4 tills, safe on 2, Till D not opened yet",
      shorter: ["3 of 4 tills, safe on 2", "3 of 4 tills", "3/4 safe 2"],
      troubles: [],
    });
    expect(shopTills(open(view)).at(-1)?.link).toEqual({ type: "unopened" });
    // One at which somebody worked for a moment is missed, though it had no time to say anything.
    const seen = { ...joined, wasOpen: true };
    const others = [peerView(b.device), peerView(c.device)];
    expect(meshFields(open(meshView([...others, seen])), status).troubles).toEqual(["LOST Till D"]);
    // One that says nothing, and was there for longer than joining takes, is missed.
    const node = { ...joined, heardForMs: 600_000 };
    expect(meshFields(open(meshView([node])), status).troubles).toEqual(["LOST Till B and 2 more"]);
  });

  test("that isn't connected yet says so", () => {
    expect(meshFields(open(undefined), status)).toEqual({ status: "connecting", troubles: [] });
    expect(shopTills(open(undefined)).map(({ link }) => link.type)).toEqual([
      "self",
      "unknown",
      "unknown",
    ]);
  });

  test("says of each what it holds, and since when it isn't heard", () => {
    const said = shop.a.ledger().head(shop.a.ledger().identity.origin)?.seq ?? 0;
    const view = meshView([
      peerView(b.device, { holdsOwn: said - 1, behind: 1 }),
      peerView(c.device, { isConnected: false, heardAgoMs: 58 * MINUTE_MS, holdsOwn: said }),
    ]);

    const links = shopTills(open(view)).map(({ link }) => link);

    expect(links).toEqual([
      { type: "self", safeOn: 1 },
      { type: "connected", lacks: 1, hasOurs: false },
      { type: "lost", heardAt: "12:02", lacks: 0, hasOurs: true },
    ]);
    expect(meshFields(open(view), status)).toEqual({
      status: "2 of 3 tills, safe on 1",
      shorter: ["2 of 3 tills", "2/3 safe 1"],
      troubles: ["LOST Till C"],
    });
  });

  test("misses none that was ended properly, until it says something again", () => {
    c.write(sayEnded(c.ledger().identity.origin));
    synchronise(c, shop.a);
    const gone = peerView(c.device, { isConnected: false, heardAgoMs: 58 * MINUTE_MS });
    const view = meshView([peerView(b.device), gone]);

    expect(meshFields(open(view), status)).toEqual({
      status: "2 of 3 tills, safe on 1, Till C closed since 13:00",
      shorter: ["2 of 3 tills, safe on 1", "2 of 3 tills", "2/3 safe 1"],
      troubles: [],
    });
    expect(shopTills(open(view)).at(-1)?.link).toEqual({ type: "closed", at: "13:00" });

    c.write(...settingsOf(2));
    synchronise(c, shop.a);

    expect(meshFields(open(view), status).troubles).toEqual(["LOST Till C"]);
    expect(shopTills(open(view)).at(-1)?.link).toMatchObject({ type: "lost" });
  });

  test("says for whom it prints", () => {
    shop.a.write(
      printerSet("grill", c.device, "Grill"),
      printerSet("oven", c.device, "Oven"),
      printerHanded("grill", shop.a.device),
      printerHanded("oven", shop.a.device),
    );
    const view = meshView([peerView(b.device), peerView(c.device)]);

    expect(meshFields(open(view), status).status).toMatch(
      /^3 of 3 tills, prints for Till C's Grill and Oven, /u,
    );
  });

  test("gives the others some seconds to be found after a start, unless they were there", () => {
    const gone = peerView(c.device, { isConnected: false, heardAgoMs: 1800 });

    function troubles(openForMs: number) {
      return meshFields(open(meshView([gone], { openForMs })), status).troubles;
    }

    expect(troubles(4999)).toEqual(["LOST Till C"]);
    expect(troubles(5000)).toEqual(["LOST Till B and 1 more"]);
    expect(meshFields(open(meshView([], { openForMs: 100 })), status)).toEqual({
      status: "1 of 3 tills, last sale only here",
      shorter: ["1/3, sale only here", "1 of 3 tills", "1/3"],
      troubles: [],
    });
  });

  test("knows of one that only a third one hears no more than that one told", () => {
    const told = { isConnected: false, heardAgoMs: null, holdsOwn: 10_000, behind: 99 } as const;
    const view = meshView([peerView(b.device), peerView(c.device, told)]);

    expect(shopTills(open(view)).at(-1)?.link).toEqual({
      type: "lost",
      heardAt: undefined,
      hasOurs: true,
    });
  });

  test("names a clock that somebody has to set, this one's or another one's", () => {
    const troubles = [
      [0, 299_000],
      [0, 3 * HOUR_MS],
      [3 * HOUR_MS, 3 * HOUR_MS],
    ].map(([first = 0, second = 0]) => {
      const clocks = [
        peerView(b.device, { clockAheadMs: first }),
        peerView(c.device, { clockAheadMs: second }),
      ];
      return meshFields(open(meshView(clocks)), status).troubles;
    });

    expect(troubles).toEqual([[], ["CLOCK OF C Till C 3 h AHEAD"], ["CLOCK 3 h BEHIND"]]);
  });

  test("shows seconds in the list, where they bother nobody", () => {
    const clocks = [
      peerView(b.device, { clockAheadMs: 4000 }),
      peerView(c.device, { clockAheadMs: 0 }),
    ];

    expect(shopTills(open(meshView(clocks))).map(({ clock }) => clock)).toEqual([
      undefined,
      { off: "4.0 s", isAhead: true },
      undefined,
    ]);
  });

  test("names who sent what no till sends", () => {
    const violations = [
      {
        device: b.device,
        kind: "said" as const,
        reason: "a malformed piece",
        count: 1,
        agoMs: 500,
      },
    ];
    const view = meshView([peerView(b.device), peerView(c.device)], { violations });

    expect(meshFields(open(view), status).troubles).toEqual(["B Till B MISBEHAVES"]);
    expect(shopTills(open(view)).map(({ misbehaves }) => misbehaves)).toEqual([false, true, false]);
  });
});

function printerSet(id: string, till: DeviceId, name: string): Draft {
  const connection = { type: "network", host: "192.0.2.9", port: 9100 } as const;
  const set = { name, till, connection, active: true };
  return { kind: "printer/set", streams: [toStreamId("printer", id)], body: { set, over: {} } };
}

function printerHanded(id: string, to: DeviceId): Draft {
  const streams = [toStreamId("printer", id)];
  return { kind: "printer/handed", streams, body: { to, over: [] } };
}

function open(view: MeshView | undefined) {
  const { a } = shop;
  const till = { ledger: a.ledger(), offsetMinutes: () => 60 };
  return { till, clock: a.clock, printing: { mesh: () => view } };
}
