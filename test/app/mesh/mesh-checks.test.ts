import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { meshFindings } from "../../../src/app/mesh/mesh-checks.ts";
import { type HolderAnswer } from "../../../src/app/printing/duties-holder.ts";
import { sayEnded } from "../../../src/domain/commands/kitchen/hand-printers.ts";
import { revokedId } from "../../../src/mesh/gossip/door.ts";
import {
  heldBy,
  meshView,
  peerView,
  triedAddress,
  withLinkKeys,
} from "../../support/mesh-views.ts";
import { createShop, synchronise, type TestShop, type TestTill } from "../../support/shop.ts";
import { settingsOf } from "../../support/wired-shop.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let shop: TestShop;
let b: TestTill;
let c: TestTill;

beforeEach(() => {
  shop = createShop();
});

afterEach(() => {
  shop[Symbol.dispose]();
});

describe("a box alone", () => {
  test("misses nobody", () => {
    expect(found({ type: "absent" })).toEqual([
      ["note", "Single till: what it sells is on this box alone."],
    ]);
  });
});

describe("a box of several", () => {
  beforeEach(() => {
    b = shop.join("B");
    c = shop.join("C");
    for (const till of [b, c]) {
      till.write(...settingsOf(1));
      synchronise(till, shop.a);
    }
    withLinkKeys(shop.a);
  });

  test("misses nobody who has joined and was never opened", () => {
    const d = shop.join("D");
    const joined = peerView(d.device, { isConnected: false, heardForMs: 3000 });

    expect(linked([peerView(b.device), peerView(c.device), joined]).at(-1)).toEqual([
      "note",
      "D Till D has joined, and no register was opened there yet.",
    ]);
  });

  test("that has said nothing yet is asked for nothing of it", () => {
    const view = meshView([peerView(b.device), peerView(c.device)], { safeOn: null });

    expect(found(heldBy(view))).toContainEqual(["ok", "2 of 2 other tills connected."]);
  });

  test("that hears everybody is well", () => {
    expect(linked([peerView(b.device), peerView(c.device)])).toEqual([
      ["ok", "Takes links on port 7777."],
      ["ok", "2 of 2 other tills connected; what this one said last is safe on 2."],
    ]);
  });

  test("misses nobody who was ended properly, and says for whom it prints", () => {
    c.write(sayEnded(c.ledger().identity.origin));
    synchronise(c, shop.a);
    const gone = peerView(c.device, { isConnected: false, heardAgoMs: HOUR_MS });

    expect(linked([peerView(b.device), gone])).toEqual([
      ["ok", "Takes links on port 7777."],
      ["note", "1 of 2 other tills connected; what this one said last is safe on 1."],
      ["note", "C Till C was closed properly, 13:00: it is not missed."],
    ]);
    const away = peerView(b.device, { isConnected: false, heardAgoMs: HOUR_MS });
    expect(linked([away, gone]).map(([kind]) => kind)).toEqual(["ok", "wrong", "note"]);
  });

  test("says what to do when no program is connected", () => {
    const told = [
      found({ type: "absent" }),
      found({ type: "answered", pid: 9, isResident: false, printers: [], mesh: undefined }),
      found({ type: "silent", pid: 9 }),
      found(heldBy(undefined)),
    ].flat();

    expect(told).toEqual([
      [
        "wrong",
        "The shop has 2 other tills, and no program here is connected: open the register or `till node`.",
      ],
      [
        "wrong",
        "The shop has 2 other tills, and no program here is connected: open the register or `till node`.",
      ],
      ["wrong", "The program with the links to other tills doesn't answer (process 9): end it."],
      ["wrong", "Process 812 takes no links to 2 other tills: ask again, then look into its log."],
    ]);
  });

  test("that was never let in, or was shut out, says so", () => {
    const { words } = shop.a.ledger();
    expect(meshFindings(open(b), { type: "absent" })).toMatchObject([
      { sentence: expect.stringContaining("nobody has let it in") as string },
    ]);

    words.put(revokedId(shop.a.device, b.device), Buffer.from("stolen"));

    expect(found({ type: "absent" })).toEqual([
      ["wrong", "Another till has shut this one out, for ever (stolen): it sells nothing more."],
    ]);
  });

  test("names who isn't heard, and since when", () => {
    const view = [
      peerView(b.device),
      peerView(c.device, { isConnected: false, heardAgoMs: 58 * MINUTE_MS }),
    ];

    expect(linked(view).slice(1)).toEqual([
      ["note", "1 of 2 other tills connected; what this one said last is safe on 1."],
      [
        "wrong",
        "C Till C not heard since 12:02: is it on, and in this network? One that is gone for good: `till mesh revoke`.",
      ],
    ]);
    expect(linked([peerView(b.device)]).at(-1)?.[1]).toMatch(
      /^C Till C not heard since this program began: /u,
    );
  });

  test("that hears nobody says since when", () => {
    const lost = { isConnected: false, clockAheadMs: null } as const;
    const view = [
      peerView(b.device, { ...lost, heardAgoMs: 58 * MINUTE_MS }),
      peerView(c.device, { ...lost, heardAgoMs: 118 * MINUTE_MS }),
    ];

    expect(linked(view).slice(1)).toEqual([
      [
        "wrong",
        "No other till heard since 12:02: it sells on alone; look at cables, switch and access point, and at `till mesh addresses`.",
      ],
    ]);
    expect(linked([]).at(-1)?.[1]).toMatch(/^No other till heard since this program began: /u);
  });

  test("compares its clock, notes seconds, and calls minutes wrong", () => {
    expect(clocks(40, -1999)).toEqual([]);
    expect(clocks(4000, 4100)).toEqual([
      ["note", "This box's clock is 4.0 s behind the other tills."],
    ]);
    expect(clocks(-3 * HOUR_MS, -3 * HOUR_MS)).toEqual([
      ["wrong", "This box's clock is 3 h ahead of the other tills: set it."],
    ]);
    expect(clocks(10, 3 * HOUR_MS)).toEqual([
      ["wrong", "The clock of C Till C is 3 h ahead of the others: set it there."],
    ]);
    expect(linked([peerView(b.device, { clockAheadMs: 3 * HOUR_MS })]).at(-1)).toEqual([
      "wrong",
      "This box's clock is 3 h behind that of B Till B: set the one that is wrong.",
    ]);
  });

  test("tells violations, a full disk, what is fetched, another port", () => {
    const everybody = [peerView(b.device), peerView(c.device)];
    const violations = [
      {
        device: b.device,
        kind: "said" as const,
        reason: "a malformed piece",
        count: 3,
        agoMs: 500,
      },
      {
        device: c.device,
        kind: "silent" as const,
        reason: "says nothing",
        count: 1,
        agoMs: 500,
      },
      {
        device: c.device,
        kind: "dated" as const,
        reason: "2099-01-01",
        count: 1,
        agoMs: 500,
      },
    ];

    const told = linked(everybody, { violations, port: 40_123, catchUp: { held: 5, known: 9 } });
    const paused = linked(everybody, { isPaused: true });

    expect(told.filter((_, at) => at !== 1)).toEqual([
      ["note", "Takes links on port 40123, because 7777 was taken: a firewall has to let that in."],
      ["note", "5 of 9 events of the shop are here, the rest is fetched."],
      [
        "wrong",
        "B Till B sent what no till sends: a malformed piece (3 times). Whoever has it may have changed it: look there, or shut it out (`till mesh revoke`).",
      ],
      [
        "wrong",
        "C Till C connects again and again and then says nothing: start the program there anew. If it goes on, look there, or shut it out (`till mesh revoke`).",
      ],
      [
        "wrong",
        "C Till C sent what is dated 2099-01-01: look at the clock there. If it is right and was, whoever has that till may have changed it.",
      ],
    ]);
    expect(paused.at(-1)).toEqual([
      "wrong",
      "The disk has no room for what the other tills tell: make room.",
    ]);
  });

  test("tells whose secrets have differed for more than ten minutes, and of no others", () => {
    const told = linked([
      peerView(b.device, { secretsDifferForMs: 12 * MINUTE_MS }),
      peerView(c.device, { secretsDifferForMs: 9 * MINUTE_MS }),
    ]);
    const apart = linked([
      peerView(b.device, { secretsDifferForMs: 12 * MINUTE_MS, isConnected: false }),
      peerView(c.device),
    ]);

    expect(told.filter(([state]) => state === "wrong")).toEqual([
      [
        "wrong",
        "PINs and names here have not been the same as at B Till B for 12 min: who signs in here may not get in there. Start the program anew here and there; if it stays, look who has that till, or shut it out (`till mesh revoke`).",
      ],
    ]);
    expect(apart.filter(([, sentence]) => sentence?.includes("PINs") === true)).toEqual([]);
  });

  test("tells which typed addresses lead nowhere, and of no others", () => {
    const everybody = [peerView(b.device), peerView(c.device)];
    const addresses = [
      triedAddress("10.0.0.1:7777", { failures: 4, lastEnd: "unreachable" }),
      triedAddress("10.0.0.2:7777", { failures: 1, lastEnd: "stranger", state: "left alone" }),
      triedAddress("10.0.0.3:7777", { failures: 1, lastEnd: "ourselves", state: "left alone" }),
      triedAddress("10.0.0.4:7777", { state: "not needed", device: b.device }),
      triedAddress("10.0.0.5:7777", { failures: 9, lastEnd: "unreachable", sources: ["heard"] }),
    ];

    expect(linked(everybody, { addresses }).slice(2)).toEqual([
      [
        "note",
        "Nobody answers at 10.0.0.1:7777 (4 tries): if it is wrong, `till mesh remove 10.0.0.1:7777`.",
      ],
      ["wrong", "At 10.0.0.2:7777 is no till of this shop: `till mesh remove 10.0.0.2:7777`."],
      [
        "wrong",
        "10.0.0.3:7777 is this very box: `till mesh remove 10.0.0.3:7777`, and name the other one.",
      ],
    ]);
  });
});

function clocks(first: number, second: number) {
  return linked([
    peerView(b.device, { clockAheadMs: first }),
    peerView(c.device, { clockAheadMs: second }),
  ]).slice(2);
}

function linked(peers: MeshView["peers"], facts: Partial<MeshView> = {}) {
  return found(heldBy(meshView(peers, facts)));
}

function found(holder: HolderAnswer) {
  return meshFindings(open(shop.a), holder).map(({ state, sentence }) => [state, sentence]);
}

function open(till: TestTill) {
  return { till: { ledger: till.ledger(), offsetMinutes: () => 60 }, clock: till.clock };
}
