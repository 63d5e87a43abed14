import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { assertNever } from "../../../src/domain/base/assert-never.ts";
import { type ChainEnd, deviceOf } from "../../../src/domain/identity.ts";
import {
  type AdmittedDevice,
  isControlKind,
  mayWrite,
  type StageOneResult,
} from "../../../src/domain/membership/admission.ts";
import { isCounted } from "../../../src/domain/membership/chain-rule.ts";
import { type ChainLink } from "../../../src/domain/membership/chain-shape.ts";
import { createDice } from "../../support/dice.ts";
import { judgePlainly } from "../../support/plain-judge.ts";
import { countedOf, createVoices, namesOf, type Voice, type Voices } from "../../support/voices.ts";

describe("who belongs to the shop", () => {
  test("is its founder first of all, with authority", () => {
    expect(namesOf(createVoices().result())).toEqual(["A*"]);
  });

  test("is nobody before the founding is heard", () => {
    const voices = createVoices();
    voices.a.enrol(voices.voice("B"));
    const acts = voices.acts().slice(1);

    expect(namesOf(voices.result({ acts, links: voices.links() }))).toEqual([]);
  });

  test("is whom the founder enrols, and whom those enrol that were promoted", () => {
    const voices = createVoices();
    const [b, c] = [voices.voice("B"), voices.voice("C")];
    voices.a.enrol(b);
    b.enrol(c);
    expect(namesOf(voices.result())).toEqual(["A*", "B"]);

    voices.a.promote(b);

    expect(namesOf(voices.result())).toEqual(["A*", "B*", "C"]);
  });

  test("is nobody by their own word", () => {
    const voices = createVoices();
    const b = voices.voice("B");
    b.enrol(b);
    b.promote(b);
    expect(namesOf(voices.result())).toEqual(["A*"]);

    voices.a.enrol(b);

    expect(namesOf(voices.result())).toEqual(["A*", "B"]);
  });

  test("has a right as soon as one enrolment that counts gives it", () => {
    const voices = createVoices();
    const [b, c] = [voices.voice("B"), voices.voice("C")];
    voices.a.enrol(b, { rights: ["kitchen"] });
    voices.a.enrol(b, { rights: ["till"] });
    c.enrol(b, { rights: ["hub"] });

    expect(voices.result().devices.get(b.device)?.rights).toEqual(["kitchen", "till"]);
  });

  test("keeps the name of its first enrolment", () => {
    const voices = createVoices();
    const b = voices.voice("B");
    voices.a.enrol(b, { name: "First" });
    voices.a.enrol(b, { name: "Second" });

    expect(voices.result().devices.get(b.device)?.name).toBe("First");
  });

  test("is whom the recovery sheet enrols, with authority, whoever carries its word", () => {
    const voices = createVoices();
    const [b, c] = [voices.voice("B"), voices.voice("C")];
    b.enrol(b, { bySheet: true });
    b.enrol(c);

    expect(namesOf(voices.result())).toEqual(["A*", "B*", "C"]);
  });
});

describe("how many an authority can bring in", () => {
  test("ends at 26 that one has enrolled, at four deep, and at 200 in all", () => {
    const voices = createVoices();
    const generation: Voice[] = [];
    let enrolled = 0;
    function bringIn(by: Voice): void {
      for (let count = 0; count < 30; count += 1) {
        const made = voices.stranger(enrolled);
        enrolled += 1;
        by.enrol(made);
        by.promote(made);
        generation.push(made);
      }
    }
    bringIn(voices.a);
    expect(voices.result().devices.size).toBe(1 + 26);

    for (let depth = 2; depth <= 6; depth += 1)
      bringIn(generation[generation.length - 30] ?? voices.a);
    expect(voices.result().devices.size).toBe(1 + 4 * 26);

    for (const by of generation.slice(1, 9)) bringIn(by);
    expect(voices.result().devices.size).toBe(200);
  });

  test("is no bound to whom the sheet enrols", () => {
    const voices = createVoices();
    for (let count = 0; count < 40; count += 1) {
      const made = voices.stranger(count);
      made.enrol(made, { bySheet: true });
    }

    expect(voices.result().devices.size).toBe(1 + 40);
  });
});

describe("a revocation", () => {
  test("leaves what was said before it, and no more", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    const known = b.sell();
    b.sell();

    voices.a.revoke(b.device, known);

    expect(namesOf(voices.result())).toEqual(["A*", "B*x"]);
    expect(countedOf(voices.result(), b)).toEqual([1]);
  });

  test("voids what the device enrolled beyond it, and whom those enrolled in turn", () => {
    const voices = createVoices();
    const [b, c, d] = [voices.authority("B"), voices.voice("C"), voices.voice("D")];
    const known = b.sell();
    b.enrol(c);
    b.promote(c);
    c.enrol(d);

    voices.a.revoke(b.device, known);

    expect(namesOf(voices.result())).toEqual(["A*", "B*x"]);
  });

  test("by a device that may not, or that was cut before, counts for nothing", () => {
    const voices = createVoices();
    const [b, c] = [voices.authority("B"), voices.voice("C")];
    const known = b.sell();
    voices.a.enrol(c);
    c.revoke(voices.a.device);
    b.revoke(c.device);
    voices.a.revoke(b.device, known);

    expect(namesOf(voices.result())).toEqual(["A*", "B*x", "C"]);
  });

  test("of the device by itself stands, and ends it", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    const known = b.sell();
    b.revoke(b.device, known);
    b.sell();

    expect(countedOf(voices.result(), b)).toEqual([1]);
    expect(namesOf(voices.result())).toEqual(["A*", "B*x"]);
  });

  test("while what it names isn't here, cuts by the number", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    b.sell();
    const known = b.sell();
    b.sell();
    voices.a.revoke(b.device, known);
    const links = voices.links().filter(({ hash }) => hash !== known.hash);

    expect(countedOf(voices.result({ acts: voices.acts(), links }), b)).toEqual([1, 2]);
  });

  test("between two that revoke each other goes by the shorter path, then the first enrolled", () => {
    const voices = createVoices();
    const [b, c] = [voices.authority("B"), voices.authority("C")];
    const d = voices.voice("D");
    c.enrol(d);
    c.promote(d);
    d.revoke(c.device);
    c.revoke(d.device);
    b.sell();
    c.revoke(b.device);
    b.revoke(c.device, c.chain()[2] ?? c.end());

    expect(namesOf(voices.result())).toEqual(["A*", "B*", "C*x", "D*x"]);
  });
});

describe("histories that a careful rule still gets wrong", () => {
  test("B2: two stolen tills that vouch for each other are revoked all the same", () => {
    const voices = createVoices();
    const [b, c] = [voices.authority("B"), voices.authority("C")];
    b.sell();
    b.revoke(c.device);
    c.sell();
    voices.a.revoke(b.device);

    const result = voices.result();

    expect(namesOf(result)).toEqual(["A*", "B*x", "C*"]);
    expect(countedOf(result, b)).toEqual([]);
    expect(countedOf(result, c)).toEqual([1]);
  });

  test("B1: a ring of revocations is opened by who was enrolled first", () => {
    const voices = createVoices();
    const [b, c, d] = [voices.authority("B"), voices.authority("C"), voices.authority("D")];
    b.revoke(c.device);
    c.revoke(d.device);
    d.revoke(b.device);

    // B's turn comes first, so C's is void and D's counts: it cuts what B sells, and not what B has said of C.
    expect(namesOf(voices.result())).toEqual(["A*", "B*x", "C*x", "D*"]);
  });

  test("B3: whoever the recovery sheet enrolled is senior to the founder", () => {
    const voices = createVoices();
    const b = voices.voice("B");
    b.enrol(b, { bySheet: true });
    voices.a.revoke(b.device);
    b.revoke(voices.a.device, voices.a.chain()[0] ?? voices.a.end());

    expect(namesOf(voices.result())).toEqual(["A*x", "B*"]);
  });

  test("B1: a junior who revokes a senior stops its sales, and not whom it has enrolled", () => {
    const voices = createVoices();
    const [b, c, d] = [voices.authority("B"), voices.authority("C"), voices.authority("D")];
    b.enrol(voices.voice("E"));
    c.revoke(b.device);
    c.revoke(d.device);
    d.revoke(c.device);

    expect(namesOf(voices.result())).toEqual(["A*", "B*x", "C*", "D*x", "E"]);
  });

  test("B5: a branch that the revocation doesn't name is cut, whatever its numbers", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    b.sell();
    const copy = b.clone();
    for (let sales = 0; sales < 5; sales += 1) b.sell();
    copy.sell();

    voices.a.revoke(b.device, b.end());
    voices.a.admit(b.end());

    expect(countedOf(voices.result(), b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(countedOf(voices.result(), copy)).toEqual([1]);
  });

  test("B5: an incarnation that the revocation doesn't name is cut from its first event", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    voices.a.revoke(b.device, b.sell());
    const second = b.begin();
    second.enrol(voices.voice("C"));

    expect(countedOf(voices.result(), second)).toEqual([]);
    expect(namesOf(voices.result())).toEqual(["A*", "B*x"]);
  });

  test("B6: admitting a thief's sales brings none of the thief's acts to life", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    const known = b.sell();
    voices.a.revoke(b.device, known);
    b.sell();
    b.enrol(voices.voice("C"));
    const last = b.revoke(voices.a.device);

    voices.a.admit(last);

    expect(namesOf(voices.result())).toEqual(["A*", "B*x"]);
    expect(countedOf(voices.result(), b)).toEqual([1, 2, 3, 4]);
  });

  test("B6: dismissing a batch says nothing of what was sold beside it", () => {
    const voices = createVoices();
    const [b, c] = [voices.authority("B"), voices.authority("C")];
    const known = b.sell();
    const sold = b.sell();
    const part = b.sell();
    const before = voices.result().text;
    c.retire(part, "import");
    expect(voices.result().text).toBe(before);

    voices.a.revoke(b.device, known);
    const revoked = voices.result();
    voices.a.admit(part);
    const admitted = voices.result();

    expect([sold, part].map((end) => revoked.reasonOf(end))).toEqual([
      "chain/revoked",
      "chain/revoked",
    ]);
    expect(countedOf(admitted, b)).toEqual([1, 2, 3]);
    expect(admitted.attention).toEqual([]);
    const { origin, seq } = part;
    expect([
      admitted.isBatchRetired({ origin, seq, batch: "import" }),
      admitted.isBatchRetired({ origin, seq: seq + 1, batch: "import" }),
      admitted.isBatchRetired({ origin, seq, batch: "other" }),
      admitted.isBatchRetired({ origin: c.origin, seq, batch: "import" }),
    ]).toEqual([true, false, false, false]);
  });

  test("B6: nobody who is no authority dismisses a batch", () => {
    const voices = createVoices();
    const [b, c] = [voices.authority("B"), voices.voice("C")];
    voices.a.enrol(c);
    const { origin, seq } = b.sell();

    c.retire(b.end(), "import");

    expect(voices.result().isBatchRetired({ origin, seq, batch: "import" })).toBe(false);
  });

  test("B6: what one person admits and another retires counts, and somebody is told", () => {
    const voices = createVoices();
    const [b, c] = [voices.authority("B"), voices.authority("C")];
    voices.a.revoke(b.device, b.sell());
    const more = b.sell();
    const last = b.sell();
    voices.a.admit(more);
    c.retire(last);

    const result = voices.result();

    expect(countedOf(result, b)).toEqual([1, 2]);
    expect(result.attention).toEqual([
      {
        type: "chain/admitted-and-retired",
        after: more.seq - 1,
        until: more.seq,
        admitted: more,
        retired: last,
      },
    ]);
    expect(result.reasonOf(last)).toBe("chain/retired");
  });

  test("B6: an admission of a chain that isn't here yet waits for it", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    voices.a.revoke(b.device, b.sell());
    const last = b.sell();
    voices.a.admit(last);
    const links = voices.links().filter(({ hash }) => hash !== last.hash);

    expect(countedOf(voices.result({ acts: voices.acts(), links }), b)).toEqual([1]);
    expect(countedOf(voices.result(), b)).toEqual([1, 2]);
  });

  test("B7: two transactions with one predecessor show a fork, with or without a proof of it", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    b.sell();
    const copy = b.clone();
    b.sell();
    expect(countedOf(voices.result(), b)).toEqual([1, 2]);

    copy.sell();

    expect(countedOf(voices.result(), b)).toEqual([1]);
    expect(countedOf(voices.result(), copy)).toEqual([1]);
    expect(voices.result().reasonOf(copy.end())).toBe("chain/forked");
  });

  test("B6: a control act beyond a fork is void, also when a person admits the branch", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    b.sell();
    const copy = b.clone();
    b.enrol(voices.voice("C"));
    copy.sell();
    voices.a.admit(b.end());

    expect(namesOf(voices.result())).toEqual(["A*", "B*"]);
    expect(countedOf(voices.result(), b)).toEqual([1, 2]);
  });

  test("B7: of two transactions with one id the one stays that the senior device admitted", () => {
    const voices = createVoices();
    const [b, c] = [voices.authority("B"), voices.authority("C")];
    b.sell();
    const copy = b.clone();
    b.sell("B-000002", "0badcafe");
    copy.sell("B-000002", "0badcafe");
    copy.sell();
    b.sell();
    c.admit(b.end());
    voices.a.admit(copy.end());

    const result = voices.result();

    expect(countedOf(result, copy)).toEqual([1, 2, 3]);
    expect(countedOf(result, b)).toEqual([1]);
    expect(result.reasonOf(b.end())).toBe("chain/id-taken");

    const asked = result.attention;
    voices.a.retire(b.end());
    const after = voices.result();
    expect(after.reasonOf(b.end())).toBe("chain/retired");
    expect([countedOf(after, copy), countedOf(after, b)]).toEqual([[1, 2, 3], [1]]);
    expect(after.attention).toEqual(asked);
  });

  test("B4: no fork and no revocation voids what the recovery sheet says", () => {
    const voices = createVoices();
    const b = voices.voice("B");
    const copy = b.clone();
    b.enrol(b, { bySheet: true });
    copy.enrol(copy, { bySheet: true });
    voices.a.revoke(b.device);

    expect(namesOf(voices.result())).toEqual(["A*", "B*x"]);
  });

  test("B1: the result is named by what it says, and not by how often it changed", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    const before = voices.result().text;
    b.sell();
    b.enrol(b, { rights: [] });

    expect(voices.result().text).toBe(before);

    voices.a.revoke(b.device);

    expect(voices.result().text).not.toBe(before);
  });

  test("B9: rights only grow: to narrow them is to revoke, and to enrol a new key", () => {
    const voices = createVoices();
    const b = voices.voice("B");
    voices.a.enrol(b, { rights: ["till", "kitchen"] });
    voices.a.enrol(b, { rights: ["kitchen"] });

    expect(voices.result().devices.get(b.device)?.rights).toEqual(["kitchen", "till"]);
  });

  test("B7: when both branches of a fork are admitted, the numbers used twice are named", () => {
    const voices = createVoices();
    const b = voices.authority("B");
    b.sell("B-000001");
    const copy = b.clone();
    for (const no of ["B-000002", "B-000003"]) b.sell(no);
    for (const no of ["B-000002"]) copy.sell(no);
    voices.a.admit(b.end());
    expect(voices.result().attention).toEqual([]);

    voices.a.admit(copy.end());

    const result = voices.result();
    expect(countedOf(result, b)).toEqual([1, 2, 3]);
    expect(countedOf(result, copy)).toEqual([1, 2]);
    expect(result.attention).toEqual([
      { type: "chain/both-admitted", origin: b.origin, common: 1, numbersTwice: ["B-000002"] },
    ]);
  });
});

/** Of each history this many are tried; each is a few milliseconds. */
const HISTORIES = 600;

describe("random histories of control acts", () => {
  test("come to the same, in whatever order they are heard", () => {
    fc.assert(
      fc.property(HISTORY, fc.nat(), (told, seed) => {
        const { voices } = play(told);
        const { shuffle } = createDice(seed);
        const acts = [...voices.acts(), ...voices.acts().slice(0, 3)];

        const heard = { acts: shuffle(acts), links: shuffle(voices.links()) };

        expect(voices.result(heard).text).toBe(voices.result().text);
      }),
      { seed: 20_261_120, numRuns: HISTORIES },
    );
  });

  test("leave no holes in what counts, and never the founder without a voice", () => {
    fc.assert(
      fc.property(HISTORY, (told) => {
        const { voices, all } = play(told);
        const result = voices.result();

        expect(result.devices.get(voices.a.device)?.authority).toBe(true);
        for (const voice of all) {
          const counted = countedOf(result, voice);
          expect(counted).toEqual(counted.map((_, index) => index + 1));
        }
      }),
      { seed: 20_261_121, numRuns: HISTORIES },
    );
  });

  test("come to what the plain rules say", () => {
    fc.assert(
      fc.property(HISTORY, (told) => {
        const { voices } = play(told);
        const heard = { acts: voices.acts(), links: voices.links() };
        const plain = judgePlainly(voices.a.device, heard);
        const result = voices.result();

        const counting = heard.links.filter((link) => isCountedBy(result, link));
        const devices = [...result.devices.values()];
        expect(new Set(counting.map(({ hash }) => hash))).toEqual(plain.counting);
        expect(new Set(result.devices.keys())).toEqual(plain.enrolled);
        expect(namesIf(devices, ({ authority }) => authority)).toEqual(
          namesIf(devices, ({ device }) => plain.authorities.has(device)),
        );
        expect(namesIf(devices, ({ revoked }) => revoked)).toEqual(
          namesIf(devices, ({ device }) => plain.revoked.has(device)),
        );
      }),
      { seed: 20_261_122, numRuns: HISTORIES },
    );
  });

  test("hang on nothing but what has to be held", () => {
    fc.assert(
      fc.property(HISTORY, (told) => {
        const { voices } = play(told);
        const result = voices.result();
        const links = voices
          .links()
          .filter((link) => isKept(result, link) || link.hash === voices.a.chain()[0]?.hash);
        const held = new Set(links.map(({ hash }) => hash));
        const acts = voices.acts().filter(({ place, bySheet }) => bySheet || held.has(place.hash));

        expect(voices.result({ acts, links }).text).toBe(result.text);
      }),
      { seed: 20_261_123, numRuns: HISTORIES },
    );
  });
});

function isKept(result: StageOneResult, link: ChainLink): boolean {
  return isCounted(result.holding.keepOf(link.origin), link);
}

function isCountedBy(result: StageOneResult, link: ChainLink): boolean {
  return result.devices.has(deviceOf(link.origin)) && isCounted(result.ruleOf(link.origin), link);
}

function namesIf(
  devices: ReadonlyArray<AdmittedDevice>,
  is: (device: AdmittedDevice) => boolean,
): ReadonlyArray<string> {
  return devices
    .filter(is)
    .map(({ device }) => device)
    .toSorted();
}

describe("what a device may write", () => {
  test.each([
    ["till", "order/opened", true],
    ["till", "ticket/printed", true],
    ["kitchen", "ticket/printed", true],
    ["kitchen", "shift/clocked-in", true],
    ["kitchen", "order/opened", false],
    ["hub", "product/set", true],
    ["hub", "staff/set", true],
    ["hub", "ticket/printed", false],
    ["hub", "order/opened", false],
    ["hub", "staff/pin-set", false],
    // Of these office-says.ts lets it write some.
    ["hub", "secret/written", true],
    ["hub", "secret/destroyed", false],
    ["hub", "device/enrolled", true],
    ["of-tomorrow", "order/opened", false],
  ])("with the right %s: %s is %s", (right, kind, isAllowed) => {
    expect(mayWrite({ rights: [right] }, kind)).toBe(isAllowed);
  });

  test.each([
    "shop/founded",
    "device/revoked",
    "incarnation/started",
    "fork/proved",
    "chain/admitted",
  ])("%s is a matter of who belongs to the shop, also where nobody knows it yet", (kind) => {
    expect(isControlKind(kind)).toBe(true);
  });

  test("an order is none", () => {
    expect(isControlKind("order/opened")).toBe(false);
  });
});

type Action =
  | "enrol"
  | "promote"
  | "revoke"
  | "admit"
  | "retire"
  | "close"
  | "sell"
  | "clone"
  | "begin"
  | "sheet";

interface Step {
  readonly by: number;
  readonly to: number;
  readonly action: Action;
  readonly at: number;
}

const HISTORY: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.record({
    by: fc.nat(),
    to: fc.nat(),
    action: fc.constantFrom<Action>(
      "enrol",
      "promote",
      "revoke",
      "revoke",
      "revoke",
      "admit",
      "retire",
      "sell",
      "sell",
      "clone",
      "begin",
      "begin",
      "close",
      "close",
      "sheet",
    ),
    at: fc.nat(),
  }),
  { maxLength: 40, size: "max" },
);

/** A, two authorities, three devices that hope to be enrolled, and all their clones. */
function play(told: ReadonlyArray<Step>): {
  readonly voices: Voices;
  readonly all: ReadonlyArray<Voice>;
} {
  const voices = createVoices();
  const all: Voice[] = [voices.a, voices.authority("B"), voices.authority("C")];
  for (const letter of ["D", "E", "F"]) all.push(voices.voice(letter));
  for (const { by, to, action, at } of told) {
    const [voice, other] = [all[by % all.length], all[to % all.length]];
    if (voice === undefined || other === undefined) continue;
    step(voice, other, { action, at, all });
  }
  return { voices, all };
}

/** Of three voices, somewhere on their chains. */
function someEnds(all: ReadonlyArray<Voice>, at: number): ReadonlyArray<ChainEnd> {
  return [at, at >> 3, at >> 6].flatMap((number) => {
    const chain = all[number % all.length]?.chain() ?? [];
    return chain[(number >> 4) % Math.max(1, chain.length)] ?? [];
  });
}

function step(
  voice: Voice,
  other: Voice,
  { action, at, all }: { readonly action: Action; readonly at: number; readonly all: Voice[] },
): void {
  const chain = other.chain();
  const end = chain[at % Math.max(1, chain.length)];
  switch (action) {
    case "sell":
      voice.sell(`${at % 4}`, at % 3 === 0 ? "0badcafe" : undefined);
      return;
    case "enrol":
      voice.enrol(other, { rights: at % 2 === 0 ? ["till"] : ["kitchen"] });
      return;
    case "promote":
      voice.promote(other);
      return;
    case "sheet":
      voice.enrol(voice, { bySheet: at % 4 === 0 });
      return;
    case "close":
      voice.close(...someEnds(all, at));
      return;
    case "begin":
      if (all.length < 24) all.push(other.begin());
      return;
    case "clone":
      if (chain.length > 0 && all.length < 12) all.push(other.clone());
      return;
    case "revoke":
      voice.revoke(other.device, ...(end === undefined || at % 5 === 0 ? [] : [end]));
      return;
    case "admit":
    case "retire":
      if (end !== undefined) voice[action](end);
      return;
    default:
      assertNever(action, "action");
  }
}
