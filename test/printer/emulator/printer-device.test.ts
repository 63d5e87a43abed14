/** The printer as a device: power, buffer, paper, cover, cutter, drawer, and what it says of them. */

import { describe, expect, test } from "vitest";

import { CLONE_ANSWERS, IMPACT_ANSWERS } from "../../../src/printer/emulator/answers.ts";
import {
  createPrinterDevice,
  type PrinterDeviceOptions,
} from "../../../src/printer/emulator/printer-device.ts";
import { rollToText } from "../../../src/printer/roll.ts";
import { createManualClock } from "../../support/manual-clock.ts";

const ESC = 0x1b;
const GS = 0x1d;
const DLE = 0x10;
const CUT = [GS, 0x56, 0x42, 0];
const INITIALISE = [ESC, 0x40];
const CLEAR = [DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8];
const ALL_STATUS = [GS, 0x61, 0x0f];

describe("status in real time", () => {
  test.each([
    ["nothing wrong", {}, [0x16, 0x12, 0x12, 0x12]],
    ["drawer open", { drawer: "open" }, [0x12, 0x12, 0x12, 0x12]],
    ["cover open", { cover: "open" }, [0x1e, 0x16, 0x12, 0x12]],
    ["paper near its end", { paper: "near-end" }, [0x16, 0x12, 0x12, 0x1e]],
    ["paper out", { paper: "out" }, [0x1e, 0x32, 0x12, 0x7e]],
  ] as const)("%s", (_, change, answers) => {
    const bench = benchOf();
    bench.printer.set(change);

    for (const n of [1, 2, 3, 4]) bench.send(DLE, 0x04, n);

    expect(bench.answers()).toEqual(answers);
  });

  test("overtakes what waits, and is obeyed inside a picture, which stays whole", () => {
    const bench = benchOf();
    bench.printer.set({ cover: "open" });

    bench.send("ab\n", DLE, 0x04, 1, GS, 0x76, 0x30, 0, 3, 0, 1, 0, DLE, 0x04, 4, "c\n");

    expect(bench.answers()).toEqual([0x1e, 0x12]);
    bench.printer.set({ cover: "closed" });
    expect(bench.paper()).toBe("ab\n            [image 24 x 1]\nc\n");
    expect(bench.printer.complaints()).toEqual([]);
  });

  test("is read from bytes that come one by one", () => {
    const bench = benchOf();

    for (const byte of [DLE, 0x04, 1, DLE, 0x14, 1, 0, 2]) bench.send(byte);

    expect(bench.answers()).toEqual([0x16]);
    expect(bench.paper()).toBe("(drawer opens)\n");
  });
});

describe("paper", () => {
  test("runs out after so many lines; the rest comes out when there is paper again", () => {
    const bench = benchOf();
    bench.printer.set({ paper: { lines: 2 } });

    bench.send("1\n2\n3\n", CUT, GS, 0x72, 1);

    expect(bench.paper()).toBe("1\n2\n");
    expect(bench.answers()).toEqual([]);
    bench.send(DLE, 0x04, 4);
    expect(bench.answers()).toEqual([0x7e]);
    bench.printer.set({ paper: "there" });
    expect(bench.paper()).toMatch(/^1\n2\n3\n- - -/u);
    expect(bench.answers()).toEqual([0x00]);
  });

  test("tall letters use it up sooner", () => {
    const bench = benchOf();
    bench.printer.set({ paper: { lines: 4 } });

    bench.send(GS, 0x21, 0x11, "1\n2\n3\n");

    expect(bench.paper()).toBe("1\n2\n");
  });
});

describe("the receive buffer", () => {
  test("takes no more than it holds, but real-time commands", () => {
    const bench = benchOf({ receiveBufferBytes: 8 });
    bench.printer.set({ cover: "open" });

    expect(bench.send("12345678\n")).toBe(8);
    expect(bench.send(DLE, 0x04, 2)).toBe(3);
    expect(bench.send("9")).toBe(0);

    expect(bench.answers()).toEqual([0x16]);
    expect(bench.printer.status().bufferedBytes).toBe(8);
  });

  test("holds up no picture that is larger than it", () => {
    const bench = benchOf({ receiveBufferBytes: 16 });
    const picture = [GS, 0x76, 0x30, 0, 8, 0, 8, 0, ...Array.from({ length: 64 }, () => 0xff)];

    expect(bench.send("a\n", picture, "b\n")).toBe(2 + 8 + 64 + 2);

    expect(bench.paper()).toBe("a\n            [image 64 x 8]\nb\n");
  });

  test("is emptied by power-off, with the line that was not ended", () => {
    const bench = benchOf();
    bench.send("out\n", "in the line");
    bench.printer.set({ cover: "open" });
    bench.send(" and in the buffer\n", CUT);

    bench.printer.set({ power: "off", cover: "closed" });
    expect(bench.send("lost")).toBe(0);
    bench.printer.set({ power: "on" });
    bench.send("fresh\n");

    expect(bench.paper()).toBe("out\nfresh\n");
  });

  test("is emptied by DLE DC4, which forgets process ids and says so", () => {
    const bench = benchOf();
    bench.printer.set({ paper: "out" });
    bench.send("never\n", processId("0001"), CLEAR);

    bench.printer.set({ paper: "there" });

    expect(bench.answers()).toEqual([0x37, 0x25, 0x00]);
    expect(bench.paper()).toBe("");
  });
});

describe("process ids", () => {
  test("come back when all before them is on paper", () => {
    const bench = benchOf({ lineMs: 100 });

    bench.send("1\n2\n", CUT, processId("0007"));

    expect(bench.answers()).toEqual([]);
    bench.clock.advance(100);
    expect(bench.answers()).toEqual([]);
    bench.clock.advance(100);
    expect(bench.answers()).toEqual(processAnswer("0007"));
  });

  test("wait for a host that can't listen, and only the latest is told", () => {
    const bench = benchOf();
    bench.printer.answerTo(undefined);
    bench.send(processId("0001"), processId("0002"));

    bench.listen();

    expect(bench.answers()).toEqual(processAnswer("0002"));
  });

  test("are lost with the connection on a board that keeps none, and at power-off on all", () => {
    const bench = benchOf({ keepsUnsentIds: false });
    bench.printer.answerTo(undefined);
    bench.send(processId("0001"));
    const epson = benchOf();
    epson.printer.answerTo(undefined);
    epson.send(processId("0001"));
    epson.printer.set({ power: "off" });
    epson.printer.set({ power: "on" });

    bench.listen();
    epson.listen();

    expect([...bench.answers(), ...epson.answers()]).toEqual([]);
  });
});

describe("automatic status", () => {
  test("is told when it is asked for and at each change, until a reset", () => {
    const bench = benchOf();
    bench.send(ALL_STATUS);
    expect(bench.answers()).toEqual([0x14, 0, 0, 0]);

    bench.printer.set({ cover: "open" });
    expect(bench.answers()).toEqual([0x3c, 0, 0, 0]);
    bench.printer.set({ cover: "closed", paper: "near-end" });
    expect(bench.answers()).toEqual([0x14, 0, 0x03, 0]);
    bench.printer.set({ paper: "out" });
    expect(bench.answers()).toEqual([0x1c, 0, 0x0f, 0]);
    bench.printer.set({ paper: "there" });
    bench.send(ESC, 0x70, 0, 25, 250);
    expect(bench.answers()).toEqual([0x14, 0, 0, 0, 0x10, 0, 0, 0]);
    bench.send(INITIALISE);
    bench.printer.set({ cover: "open" });
    expect(bench.answers()).toEqual([]);
  });

  test("is asked for by some network boards themselves", () => {
    const bench = benchOf({ tellsStatusAtPowerOn: true });

    expect(bench.answers()).toEqual([0x14, 0, 0, 0]);
  });
});

describe("the cutter", () => {
  test("jams at the cut; freed, it goes on when the host says so", () => {
    const bench = benchOf();
    bench.printer.set({ cutter: "jammed" });
    bench.send("1\n", CUT, "2\n", DLE, 0x04, 3);
    bench.send(DLE, 0x04, 2, DLE, 0x04, 3);
    expect(bench.answers()).toEqual([0x12, 0x52, 0x1a]);

    bench.printer.set({ cutter: "free" });
    expect(bench.paper()).toBe("1\n");
    bench.send(DLE, 0x05, 1);

    expect(bench.paper()).toMatch(/^1\n- - -.*\n2\n$/u);
  });

  test("jams again while it is jammed, and DLE ENQ 2 forgets the rest", () => {
    const bench = benchOf();
    bench.printer.set({ cutter: "jammed" });
    bench.send("1\n", CUT, "2\n");
    bench.send(DLE, 0x05, 1);
    expect(bench.printer.status()).toMatchObject({ hasCutterError: true, isOffline: true });

    bench.printer.set({ cutter: "free" });
    bench.send(DLE, 0x05, 2, "3\n");

    expect(bench.paper()).toBe("1\n3\n");
  });

  test("is counted, whatever happens to the power", () => {
    const bench = benchOf();
    bench.send(CUT, CUT);
    bench.printer.set({ power: "off" });
    bench.printer.set({ power: "on" });

    bench.send("a\n", CUT, counter(50), counter(0x94), [GS, 0x67, 0x30, 0, 50, 0], counter(50));
    bench.send(counter(0xb2));

    expect(text(bench.answers())).toBe("_3\0_1\0_0\0_3\0");
  });
});

describe("the drawer", () => {
  test("opens in real time when paper is out, and says so", () => {
    const bench = benchOf();
    bench.printer.set({ paper: "out" });

    bench.send(ESC, 0x70, 0, 25, 250, DLE, 0x14, 1, 1, 2, DLE, 0x04, 1);

    expect(bench.paper()).toBe("(drawer opens)\n");
    expect(bench.answers()).toEqual([0x1a]);
    bench.printer.set({ drawer: "closed" });
    expect(bench.printer.status()).toMatchObject({ isDrawerOpen: false, drawerPulses: 1 });
  });

  test("stays shut when real-time pulses are switched off, and tells in order", () => {
    const bench = benchOf();

    bench.send(GS, 0x28, 0x44, 3, 0, 0x14, 1, 0);
    bench.send(DLE, 0x14, 1, 0, 2, GS, 0x72, 2);

    expect(bench.paper()).toBe("");
    expect(bench.answers()).toEqual([0x01]);
  });
});

describe("faults", () => {
  test("power lost after any byte: what was printed stays, the last byte's answer is lost", () => {
    const job = bytesOf("ab\n", "c\n", CUT, processId("0001"));
    for (const lostAfterBytes of Array.from(job, (_, index) => index + 1)) {
      const bench = benchOf();
      bench.printer.set({ power: { lostAfterBytes } });

      expect(bench.send(...job)).toBe(lostAfterBytes);

      expect(bench.printer.status().isOn).toBe(false);
      expect(bench.answers()).toEqual([]);
      const lines = job.slice(0, lostAfterBytes).filter((byte) => byte === 0x0a).length;
      expect(bench.printer.roll().filter(({ type }) => type === "line")).toHaveLength(lines);
      expect(bench.printer.status().cuts).toBe(lostAfterBytes >= 9 ? 1 : 0);
    }
  });

  test("stalled, it prints nothing and answers in real time, until its time is over", () => {
    const bench = benchOf();
    bench.printer.set({ printing: { stalledForMs: 60_000 } });
    bench.send("1\n", DLE, 0x04, 1, GS, 0x72, 1);

    expect([bench.paper(), bench.answers()]).toEqual(["", [0x16]]);
    bench.clock.advance(60_000);
    expect([bench.paper(), bench.answers()]).toEqual(["1\n", [0]]);
  });

  test("whatever is planned happens exactly after its line or its byte", () => {
    const lines = benchOf();
    lines.printer.setAfter({ lines: 2 }, { cover: "open" });
    const bytes = benchOf();
    bytes.printer.setAfter({ bytes: 5 }, { cable: "pulled" });

    lines.send("1\n2\n3\n");

    expect(lines.paper()).toBe("1\n2\n");
    lines.printer.set({ cover: "closed" });
    expect(lines.paper()).toBe("1\n2\n3\n");
    expect(bytes.send("1\n2\n3\n")).toBe(5);
    expect(bytes.paper()).toBe("1\n2\n");
  });

  test("plans follow one another, and one that is due at once happens at once", () => {
    const bench = benchOf();
    bench.printer.setAfter({ lines: 1 }, { cover: "open", drawer: "open" });
    bench.printer.setAfter({ lines: 1 }, { cover: "closed" });
    bench.printer.setAfter({ bytes: 0 }, { paper: "near-end" });

    bench.send("1\n2\n");

    expect(bench.paper()).toBe("1\n2\n");
    expect(bench.printer.status()).toMatchObject({ isDrawerOpen: true, paper: "near-end" });
  });

  test("swallowing, it takes all, prints nothing and looks well", () => {
    const bench = benchOf({ receiveBufferBytes: 4 });
    bench.printer.set({ printing: "swallows" });

    expect(bench.send("a long job\n", CUT, processId("0001"), DLE, 0x04, 1)).toBe(29);

    expect([bench.paper(), bench.answers()]).toEqual(["", [0x16]]);
  });

  test("garbage for an answer is the same garbage in each run, and no answer is none", () => {
    const [one, other] = [benchOf(), benchOf()];
    for (const bench of [one, other]) {
      bench.printer.set({ answering: "garbage" });
      bench.send(DLE, 0x04, 1, GS, 0x72, 1);
    }
    const answers = one.answers();
    expect(answers.length).toBeGreaterThan(0);
    expect(other.answers()).toEqual(answers);

    one.printer.set({ answering: "nothing" });
    one.send(DLE, 0x04, 1, "x\n");
    expect([one.answers(), one.paper()]).toEqual([[], "x\n"]);
  });
});

test("the older questions for drawer and paper are answered as the newer ones, in order", () => {
  const bench = benchOf();
  bench.printer.set({ paper: "near-end" });

  bench.send(ESC, 0x75, 0, ESC, 0x76);

  expect(bench.answers()).toEqual([0x01, 0x03]);
});

describe("models", () => {
  test("say who they are", () => {
    const bench = benchOf({ maker: "EPSON", model: "TM-T88VI", serial: "X1" });

    bench.send(GS, 0x49, 66, GS, 0x49, 67, GS, 0x49, 68, GS, 0x49, 2);

    expect(text(bench.answers())).toBe("_EPSON\0_TM-T88VI\0_X1\0\x02");
  });

  test.each([
    ["an impact printer", IMPACT_ANSWERS, [0x16, 0x12, 0x00]],
    ["a cheap clone", CLONE_ANSWERS, [0x16]],
    ["one that says nothing", [], []],
  ] as const)("%s answers what it knows", (_, answers, expected) => {
    const bench = benchOf({ answers });

    bench.send(DLE, 0x04, 1, DLE, 0x04, 2, GS, 0x72, 1, processId("0001"), counter(50));
    bench.send(CLEAR);

    expect(bench.answers()).toEqual(expected);
  });
});

function benchOf(options: Partial<PrinterDeviceOptions> = {}) {
  const clock = createManualClock();
  const printer = createPrinterDevice({ clock, columns: 38, ...options });
  const told: number[] = [];

  function listen(): void {
    printer.answerTo((bytes) => {
      told.push(...bytes);
      return true;
    });
  }

  listen();
  return {
    clock,
    printer,
    listen,
    /** How many bytes it took. */
    send: (...parts: Parts) => printer.receive(Uint8Array.from(bytesOf(...parts))),
    /** Since the last call. */
    answers: () => told.splice(0),
    paper: () => rollToText(printer.roll(), 38),
  };
}

type Parts = ReadonlyArray<number | string | ReadonlyArray<number>>;

function bytesOf(...parts: Parts): ReadonlyArray<number> {
  return parts.flatMap((part) => (typeof part === "string" ? Array.from(Buffer.from(part)) : part));
}

function processId(id: string): ReadonlyArray<number> {
  return bytesOf([GS, 0x28, 0x48, 6, 0, 0x30, 0x30], id);
}

function processAnswer(id: string): ReadonlyArray<number> {
  return bytesOf([0x37, 0x22], id, 0x00);
}

function counter(number: number): ReadonlyArray<number> {
  return [GS, 0x67, 0x32, 0, number, 0];
}

function text(bytes: ReadonlyArray<number>): string {
  return String.fromCharCode(...bytes);
}
