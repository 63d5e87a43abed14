/** What is said to a printer and made of its answers, byte by byte, without any wire. */

import { describe, expect, test } from "vitest";

import {
  NO_ABILITIES,
  type PrinterAbilities,
} from "../../../src/domain/printers/printer-abilities.ts";
import {
  type Incoming,
  type Outgoing,
  type PrinterExchange,
} from "../../../src/printer/transports/printer-exchange.ts";
import {
  askCuts,
  deliver,
  type Delivered,
  greet,
  type PrinterAcquaintance,
  settle,
} from "../../../src/printer/transports/printer-queries.ts";
import { createReplyReader } from "../../../src/printer/transports/replies.ts";

const JOB = Uint8Array.of(0x1b, 0x40, 0x41, 0x0a);
const WELL = [0x16, 0x12, 0x12];
const PAPER_OUT = [0x1e, 0x32, 0x72, 0x12];

describe("before a job", () => {
  test("a printer that is well is asked how it is, one question after another", () => {
    const talk = begin(greet(printer({ status: true })));

    for (const byte of WELL) talk.answer(byte);

    expect(talk.said()).toBe("10 04 01 | 10 04 02 | 10 04 04");
    expect(talk.outcome()).toEqual({ done: true, value: undefined });
  });

  test.each([
    ["paper-out", PAPER_OUT],
    ["cover-open", [0x1e, 0x16, 0x12, 0x12]],
    ["cutter", [0x1e, 0x52, 0x12, 0x1a]],
    ["error", [0x1e, 0x52, 0x12, 0x32]],
    ["overheated", [0x1e, 0x52, 0x12, 0x52]],
    ["feeding", [0x1e, 0x1a, 0x12, 0x12]],
    ["offline", [0x1e, 0x12, 0x12, 0x12]],
    // A small printer that only says so in its fourth answer, by one bit of two.
    ["paper-out", [0x16, 0x12, 0x32, 0x12]],
  ] as const)("%s is named, and nothing of the job is sent", (trouble, answers) => {
    const talk = begin(greet(printer({ status: true })));

    for (const byte of answers) talk.answer(byte);
    talk.pass(100);

    expect(talk.outcome()).toEqual({ done: true, value: trouble });
  });

  test("paper that is nearly at its end is no trouble", () => {
    const talk = begin(greet(printer({ status: true })));

    for (const byte of [0x16, 0x12, 0x1e]) talk.answer(byte);

    expect(talk.outcome()).toEqual({ done: true, value: undefined });
  });

  test("a printer that answers nothing is silent, one that babbles is told so", () => {
    const silent = begin(greet(printer({ status: true })));
    silent.pass(2000);
    const babbling = begin(greet(printer({ status: true })));
    for (const byte of [0xfe, ...WELL]) babbling.answer(byte);

    expect(silent.outcome()).toEqual({ done: true, value: "silent" });
    expect(babbling.outcome()).toEqual({ done: true, value: "garbage" });
  });

  test("a question that a model doesn't know is asked twice, and then no more", () => {
    const known = printer({ status: true });
    const said = [1, 2, 3].map(() => {
      const talk = begin(greet(known));
      talk.answer(0x16);
      if (talk.said().endsWith("02")) talk.pass(500);
      talk.answer(0x12);
      expect(talk.outcome()).toEqual({ done: true, value: undefined });
      return talk.said();
    });

    expect(said[1]).toBe("10 04 01 | 10 04 02 | 10 04 04");
    expect(said[2]).toBe("10 04 01 | 10 04 04");
  });

  test("one that can't say how it is gets no question", () => {
    const talk = begin(greet(printer({})));

    expect(talk.said()).toBe("");
    expect(talk.outcome()).toEqual({ done: true, value: undefined });
  });

  test("status that it sends by itself in between is no answer", () => {
    const talk = begin(greet(printer({ status: true })));

    talk.answer(0x16, 0x10, 0, 0, 0, 0x12, 0x12);

    expect(talk.outcome()).toEqual({ done: true, value: undefined });
  });
});

describe("a job", () => {
  test("is printed when the printer names it, and by no other name", () => {
    const talk = delivering({ processId: true, fence: true });
    expect(talk.said()).toBe("1B 40 41 0A 1D 28 48 06 00 30 30 30 30 30 37");
    talk.hear({ type: "taken" });

    talk.answer(0x37, 0x22, 0x30, 0x30, 0x30, 0x36, 0x00);
    talk.answer(0x00);
    expect(talk.outcome().done).toBe(false);
    talk.answer(0x37, 0x22, 0x30, 0x30, 0x30, 0x37, 0x00);

    expect(talk.outcome()).toEqual({ done: true, value: { type: "printed" } });
  });

  test("is printed when the fence behind it answers", () => {
    const talk = delivering({ fence: true });
    expect(talk.said()).toBe("1B 40 41 0A 1D 72 01");

    talk.hear({ type: "taken" });
    talk.answer(0x00);

    expect(talk.outcome()).toEqual({ done: true, value: { type: "printed" } });
  });

  test.each([
    ["answers", [0x16], { type: "printed" }],
    ["says nothing any more", [], { type: "doubt", trouble: "silent" }],
    ["leaves noise on its line", [0xff], { type: "doubt", trouble: "silent" }],
  ])(
    "is printed by the word of a fence where the printer %s behind it: a zero may be a broken line",
    (_, behind, outcome) => {
      const known = printer({ fence: true, status: true });
      const talk = begin(deliver(known, { job: JOB, id: "0007" }));
      talk.hear({ type: "taken" });

      talk.answer(0x00);
      expect(talk.said()).toBe("1B 40 41 0A 1D 72 01 | 10 04 01");
      talk.answer(...behind);
      if (behind.length === 0) talk.pass(1500);

      expect(talk.outcome()).toEqual({ done: true, value: outcome });
      expect(known.owedBytes).toBe(outcome.type === "printed" ? 0 : JOB.length);
    },
  );

  test("is sent, and no more is said, where the printer can't answer", () => {
    const talk = delivering({});

    talk.hear({ type: "progress" });
    expect(talk.outcome().done).toBe(false);
    talk.hear({ type: "taken" });

    expect(talk.outcome()).toEqual({ done: true, value: { type: "sent" } });
  });

  test("is sent where the printer can only say that it is well", () => {
    const talk = delivering({ status: true });

    talk.hear({ type: "taken" });
    for (const byte of PAPER_OUT) talk.answer(byte);
    expect(talk.trouble()).toBe("paper-out");
    talk.pass(1000);
    for (const byte of WELL) talk.answer(byte);

    expect(talk.outcome()).toEqual({ done: true, value: { type: "sent" } });
  });

  test("asks for automatic status behind its reset, which would end it", () => {
    const talk = delivering({ fence: true, asb: true });

    expect(talk.said()).toBe("1B 40 1D 61 0F 41 0A 1D 72 01");
  });

  test.each(["status", "asb"] as const)(
    "waits for as long as the printer says by %s that it can't print, and is printed then",
    (way) => {
      const talk = delivering({ fence: true, [way]: true });
      talk.hear({ type: "taken" });
      function say(polled: ReadonlyArray<number>, automatic: ReadonlyArray<number>): void {
        if (way === "asb") talk.answer(...automatic);
        else {
          talk.pass(1000);
          for (const byte of polled) talk.answer(byte);
        }
      }

      for (let minute = 0; minute < 30; minute += 1) {
        say(PAPER_OUT, [0x18, 0x00, 0x0c, 0x0f]);
        expect(talk.trouble()).toBe("paper-out");
        if (way === "asb") talk.pass(60_000);
      }
      say(WELL, [0x10, 0x00, 0x00, 0x0f]);
      expect(talk.trouble()).toBeUndefined();
      talk.answer(0x00, 0x16);

      expect(talk.outcome()).toEqual({ done: true, value: { type: "printed" } });
    },
  );

  test("is in doubt after half a minute without a word", () => {
    const talk = delivering({ fence: true });
    talk.hear({ type: "taken" });

    talk.pass(29_000);
    expect(talk.outcome().done).toBe(false);
    talk.pass(1000);

    expect(talk.outcome()).toEqual({ done: true, value: { type: "doubt", trouble: "silent" } });
  });

  test("is not in doubt while the way to the printer still takes some of it", () => {
    const talk = delivering({ fence: true });

    for (let piece = 0; piece < 20; piece += 1) {
      talk.pass(20_000);
      talk.hear({ type: "progress" });
    }

    expect(talk.outcome().done).toBe(false);
  });

  test("is in doubt when a printer that says it is well never comes to its end", () => {
    const talk = delivering({ fence: true, status: true });
    talk.hear({ type: "taken" });

    for (let second = 0; second < 91; second += 1) {
      talk.pass(1000);
      for (const byte of WELL) talk.answer(byte);
      talk.hear({ type: "taken" });
    }

    expect(talk.outcome()).toEqual({ done: true, value: { type: "doubt", trouble: "silent" } });
  });

  test("is in doubt when a printer without paper goes silent", () => {
    const talk = delivering({ fence: true, status: true });
    talk.hear({ type: "taken" });
    talk.pass(1000);
    for (const byte of PAPER_OUT) talk.answer(byte);

    for (let second = 0; second < 16; second += 1) talk.pass(1000);

    expect(talk.outcome()).toEqual({ done: true, value: { type: "doubt", trouble: "paper-out" } });
  });

  test("is not taken for printed on the word of one who babbles", () => {
    const talk = delivering({ fence: true });
    talk.hear({ type: "taken" });

    talk.answer(0xff, 0x00);

    expect(talk.outcome()).toEqual({ done: true, value: { type: "doubt", trouble: "garbage" } });
  });
});

describe("what is left of an earlier job", () => {
  test("is on paper when a question without a job is answered", () => {
    const known = printer({ processId: true });
    known.owedBytes = 3;
    const talk = begin(settle(known));
    expect(talk.said()).toBe("00 00 00 1D 28 48 06 00 30 30 30 30 30 31");

    talk.hear({ type: "taken" });
    talk.answer(0x37, 0x22, 0x30, 0x30, 0x30, 0x31, 0x00);

    expect(talk.outcome()).toEqual({ done: true, value: true });
    expect(known.owedBytes).toBe(0);
  });

  test("may answer late: that answer and the new one are heard out", () => {
    const talk = begin(settle(printer({ fence: true })));
    talk.hear({ type: "taken" });

    talk.answer(0x00);
    talk.answer(0x00);
    expect(talk.outcome().done).toBe(false);
    talk.pass(1500);

    expect(talk.outcome()).toEqual({ done: true, value: true });
  });

  test("stays open with a printer that never falls silent, and is owed then", () => {
    const known = printer({ fence: true });
    known.owedBytes = 3;
    const talk = begin(settle(known));
    talk.hear({ type: "taken" });

    talk.answer(0x00);
    for (let second = 0; second < 11; second += 1) {
      talk.pass(1000);
      talk.answer(0xff);
    }

    expect(talk.outcome()).toEqual({ done: true, value: false });
    expect(known.owedBytes).toBe(3);
  });

  test("is over also where the printer's line says now and then that it is ready", () => {
    const talk = begin(settle(printer({ fence: true })));
    talk.hear({ type: "taken" });

    talk.answer(0x00);
    for (const byte of [0x11, 0x13]) {
      talk.pass(1000);
      talk.answer(byte);
    }

    expect(talk.outcome()).toEqual({ done: true, value: true });
  });

  test("is owed until the printer has said that it is done", () => {
    const known = printer({ fence: true });
    const talk = begin(deliver(known, { job: JOB, id: "0007" }));
    talk.hear({ type: "taken" });
    talk.pass(30_000);

    expect(known.owedBytes).toBe(JOB.length);
  });
});

test("the cutter's counter is digits, or nothing", () => {
  const counting = begin(askCuts());
  expect(counting.said()).toBe("1D 67 32 00 B2 00");
  counting.answer(0x5f, 0x34, 0x37, 0x31, 0x31, 0x00);
  const other = begin(askCuts());
  other.answer(0x5f, 0x4a, 0x37, 0x00);
  const mute = begin(askCuts());
  mute.pass(1500);

  expect(counting.outcome()).toEqual({ done: true, value: 4711 });
  expect(other.outcome()).toEqual({ done: true, value: undefined });
  expect(mute.outcome()).toEqual({ done: true, value: undefined });
});

interface Talking<Outcome> {
  readonly hear: (heard: Incoming) => void;
  readonly answer: (...bytes: ReadonlyArray<number>) => void;
  readonly pass: (ms: number) => void;
  /** In hexadecimal. */
  readonly said: () => string;
  readonly trouble: () => Outgoing["trouble"];
  readonly outcome: () => { readonly done: boolean; readonly value?: Outcome };
}

function begin<Outcome>(talk: PrinterExchange<Outcome>): Talking<Outcome> {
  const reader = createReplyReader();
  const said: string[] = [];
  let trouble: Outgoing["trouble"];
  let outcome: { readonly done: boolean; readonly value?: Outcome } = { done: false };
  take(talk.next());

  function take(step: IteratorResult<Outgoing, Outcome>): void {
    if (step.done === true) {
      outcome = { done: true, value: step.value };
      return;
    }
    trouble = step.value.trouble;
    if (step.value.bytes !== undefined) said.push(hex(step.value.bytes));
  }

  function hear(heard: Incoming): void {
    if (!outcome.done) take(talk.next(heard));
  }

  return {
    hear,
    answer: (...bytes) => {
      for (const reply of reader.read(Uint8Array.from(bytes))) hear({ type: "reply", reply });
    },
    pass: (ms) => {
      hear({ type: "passed", ms });
    },
    said: () => said.join(" | "),
    trouble: () => trouble,
    outcome: () => outcome,
  };
}

function delivering(abilities: Partial<PrinterAbilities>): Talking<Delivered> {
  return begin(deliver(printer(abilities), { job: JOB, id: "0007" }));
}

function printer(abilities: Partial<PrinterAbilities>): PrinterAcquaintance {
  let ids = 0;
  return {
    abilities: { ...NO_ABILITIES, ...abilities },
    missedByQuestion: new Map(),
    nextId: () => {
      ids += 1;
      return String(ids).padStart(4, "0");
    },
    owedBytes: 0,
  };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(" ");
}
