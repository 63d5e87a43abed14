import { constants } from "node:os";

import { describe, expect, test } from "vitest";

import {
  type FromRegister,
  type ToRegister,
} from "../../../src/app/supervisor/supervisor-messages.ts";
import {
  createSupervisor,
  LIMITS,
  type ProcessLoad,
  type RegisterListeners,
} from "../../../src/app/supervisor/supervisor.ts";
import { createManualClock } from "../../support/manual-clock.ts";

const SCREEN = { text: "crois" };

describe("a register that is silent", () => {
  test("for three seconds and a look is killed, and started again when it is gone", () => {
    const it = supervised();
    it.says({ type: "alive" });

    it.clock.advance(3000);
    expect(it.done()).toEqual(["start none"]);
    it.clock.advance(500);
    expect(it.done()).toEqual(["start none", "SIGKILL"]);
    it.exits(null, "SIGKILL");

    expect(it.done().slice(2)).toEqual([
      "say The register hung: it is started again.",
      "start hung",
    ]);
  });

  test("is not, as long as it gives signs of life", () => {
    const it = supervised();

    for (let signs = 0; signs < 100; signs += 1) {
      it.says({ type: "alive" });
      it.clock.advance(2900);
    }

    expect(it.done()).toEqual(["start none"]);
  });

  test("is waited for before its first sign, and after its last", () => {
    const it = supervised();

    it.says({ type: "keep", kept: { passphrase: "four words" } });
    it.clock.advance(600_000);
    it.says({ type: "alive" });
    it.says({ type: "leaving" });
    it.clock.advance(600_000);

    expect(it.done()).toEqual(["start none"]);
    it.exits(0, null);
    expect(it.done().at(-1)).toBe("end 0");
  });

  test("may be so for as long as it has said, once", () => {
    const it = supervised();
    it.says({ type: "busy", forMs: 60_000 });

    it.clock.advance(60_000);
    expect(it.done()).toEqual(["start none"]);
    it.says({ type: "alive" });
    it.clock.advance(3500);

    expect(it.done()).toEqual(["start none", "SIGKILL"]);
  });

  test("is not killed while it waits for the processor, and is once it has had it", () => {
    const it = supervised();
    it.says({ type: "alive" });

    // A fifth of half a processor: of each 500 ms it runs for 50.
    for (let looks = 0; looks < 30; looks += 1) {
      it.has({ processorMs: looks * 50, isRunnable: true });
      it.clock.advance(500);
    }
    expect(it.done()).toEqual(["start none"]);
    it.clock.advance(500);
    for (let looks = 0; looks < 6; looks += 1) {
      it.has({ processorMs: 1500 + looks * 500, isRunnable: true });
      it.clock.advance(500);
    }

    expect(it.done()).toEqual(["start none", "SIGKILL"]);
  });

  test("is killed after half a minute, however little of the processor it gets", () => {
    const it = supervised();
    it.says({ type: "alive" });
    it.has({ processorMs: 0, isRunnable: true });

    it.clock.advance(30_000);
    expect(it.done()).toEqual(["start none"]);
    it.clock.advance(500);

    expect(it.done()).toEqual(["start none", "SIGKILL"]);
  });

  test("because both were stopped has its time again, whatever the clock says", () => {
    const it = supervised();
    it.says({ type: "alive" });
    it.clock.advance(2500);

    // An hour of the lid closed: one look, however late.
    it.clock.set(it.clock.nowMs() + 3_600_000);
    it.clock.advance(0);

    expect(it.done()).toEqual(["start none"]);
  });
});

describe("the one that is started in its place", () => {
  test("gets what the one before had kept last, and the next one too", () => {
    const it = supervised();
    it.says({ type: "keep", kept: { passphrase: "four words" } });
    it.says({ type: "keep", kept: { screen: { text: "cr" } } });
    it.says({ type: "keep", kept: { screen: SCREEN } });

    for (const before of ["none", "hung"]) {
      expect(it.begun().at(-1)).toMatchObject({ before });
      it.hangs();
    }

    expect(it.begun().slice(1)).toEqual([
      { before: "hung", passphrase: "four words", screen: SCREEN },
      { before: "hung", passphrase: "four words", screen: SCREEN },
    ]);
  });

  test("is heard alone: what the killed one had still on its way is no sign of life", () => {
    const it = supervised();
    it.says({ type: "alive" });
    it.clock.advance(3500);

    it.says({ type: "alive" });
    it.clock.advance(60_000);

    expect(it.done()).toEqual(["start none", "SIGKILL"]);
  });

  test("is the last when there were three within a minute", () => {
    const it = supervised();
    for (let hangs = 0; hangs < 3; hangs += 1) it.hangs();
    expect(it.begun()).toHaveLength(4);

    it.hangs();

    expect(it.begun()).toHaveLength(4);
    expect(it.done().slice(-2)).toEqual([
      "say The register hung again and again, and every order is safe; register.log tells when.",
      "end 1",
    ]);
    expect(it.clock.pendingCount()).toBe(0);
  });

  test("is one of many when they are hours apart", () => {
    const it = supervised();

    for (let hangs = 0; hangs < 20; hangs += 1) {
      it.hangs();
      it.clock.advance(60_000);
    }

    expect(it.begun()).toHaveLength(21);
  });
});

describe("a register that ends", () => {
  test.each([0, 1, 5, 130])("with %i ends all with that", (code) => {
    const it = supervised();
    it.says({ type: "alive" });

    it.exits(code, null);

    expect(it.done()).toEqual(["start none", `end ${code}`]);
  });

  test.each(["SIGSEGV", "SIGKILL", "SIGABRT"] as const)("by %s is started again", (signal) => {
    const it = supervised();
    it.says({ type: "alive" });

    it.exits(null, signal);

    expect(it.begun().at(-1)).toEqual({ before: "died" });
    expect(it.logged()).toEqual(["The register (process 4711) died, and was started again."]);
  });

  test("by a signal before anybody could work with it ends all, with the terminal given back", () => {
    const it = supervised();

    it.exits(null, "SIGSEGV");

    expect(it.done()).toEqual(["start none", "say ", "end 139"]);
  });

  test.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
    ["SIGHUP", 129],
  ] as const)("by %s ends all, whoever sent it", (signal, code) => {
    const it = supervised();
    it.says({ type: "alive" });

    it.exits(null, signal);

    expect(it.done().slice(1)).toEqual(["say ", `end ${code}`]);
  });

  test("because it was told to by a code has that code", () => {
    const it = supervised();
    it.says({ type: "alive" });

    it.supervisor.tellToEnd("SIGTERM");
    it.exits(143, null);

    expect(it.done().slice(1)).toEqual(["SIGTERM", "end 143"]);
  });

  test("not, though it was told to, is killed and not started again", () => {
    const it = supervised();
    it.says({ type: "alive" });

    it.supervisor.tellToEnd("SIGHUP");
    it.clock.advance(3500);
    it.exits(null, "SIGKILL");

    expect(it.done().slice(1)).toEqual(["SIGHUP", "SIGKILL", "say ", "end 129"]);
  });
});

describe("a stop", () => {
  test("that the register alone was told of stops it first, and then who watches it", () => {
    const it = supervised();
    it.says({ type: "alive" });

    it.says({ type: "stop", requestedAtMs: 10 });

    expect(it.done().slice(1)).toEqual(["SIGSTOP", "stop itself at 1000"]);
    it.supervisor.goOn();
    expect(it.done().slice(3)).toEqual(["SIGCONT"]);
  });

  test.each([10, 1000])(
    "that both were told of is one, whenever the register asks for it (told at %i)",
    (requestedAtMs) => {
      const it = supervised();
      it.says({ type: "alive" });
      it.supervisor.stop(20);
      it.says({ type: "stop", requestedAtMs: 15 });
      it.supervisor.goOn();

      it.says({ type: "stop", requestedAtMs });

      expect(it.done().slice(1)).toEqual(["SIGTSTP", "SIGSTOP", "stop itself at 1000", "SIGCONT"]);
    },
  );

  test("waits until the register has given the terminal back, and gives it back for one that hangs", () => {
    const it = supervised();
    it.says({ type: "alive" });

    it.supervisor.stop(20);
    expect(it.done().slice(1)).toEqual(["SIGTSTP"]);
    it.clock.advance(1000);

    expect(it.done().slice(1)).toEqual(["SIGTSTP", "say ", "SIGSTOP", "stop itself at 1000"]);
  });

  test("that is over before the register has answered stops nobody afterwards", () => {
    const it = supervised();
    it.says({ type: "alive" });

    it.supervisor.stop(20);
    it.supervisor.goOn();
    it.says({ type: "stop", requestedAtMs: 20 });
    it.clock.advance(1000);

    expect(it.done().slice(1)).toEqual(["SIGTSTP", "SIGCONT"]);
  });

  test("is nothing to wait for once the register has ended", () => {
    const it = supervised();
    it.supervisor.stop(20);
    it.exits(0, null);

    it.clock.advance(1000);

    expect(it.done().slice(1)).toEqual(["SIGTSTP", "end 0"]);
  });

  test("after that one is another", () => {
    const it = supervised();
    it.supervisor.stop(20);
    it.says({ type: "stop", requestedAtMs: 20 });
    it.supervisor.goOn();

    it.says({ type: "stop", requestedAtMs: 1001 });

    expect(it.done().slice(5)).toEqual(["SIGSTOP", "stop itself at 2000"]);
  });

  test("is no sign of life that ends the patience with who is busy", () => {
    const it = supervised();
    it.says({ type: "busy", forMs: 60_000 });
    it.says({ type: "stop", requestedAtMs: 10 });

    it.clock.advance(60_000);

    expect(it.done()).not.toContain("SIGKILL");
  });
});

describe("what is thrown away with the register", () => {
  const KEEP = { type: "keep", kept: { throwAway: "/till.training/1" } } as const;

  test("outlives the one that hangs, and goes when there is no other", () => {
    const it = supervised();
    it.says(KEEP);

    for (let hangs = 0; hangs < 3; hangs += 1) {
      it.hangs();
      expect(it.begun().at(-1)).toMatchObject(KEEP.kept);
    }
    expect(it.done()).not.toContain("remove /till.training/1");
    it.hangs();

    expect(it.done().slice(-2)).toEqual(["remove /till.training/1", "end 1"]);
  });

  test.each([
    ["0", 0, null],
    ["SIGTERM", null, "SIGTERM"],
    ["SIGSEGV before anybody could work", null, "SIGSEGV"],
  ] as const)("goes after %s", (_how, code, signal) => {
    const it = supervised();
    it.says(KEEP);

    it.exits(code, signal);

    expect(it.done()).toContain("remove /till.training/1");
  });
});

function supervised() {
  const clock = createManualClock(1_795_181_520_000);
  const done: string[] = [];
  const begun: ToRegister[] = [];
  const logged: string[] = [];
  let stops = 0;
  let load: ProcessLoad | undefined;
  const register: { listeners?: RegisterListeners } = {};
  const supervisor = createSupervisor({
    name: "register",
    clock,
    limits: LIMITS,
    start: (listeners) => {
      register.listeners = listeners;
      return {
        pid: 4711,
        load: () => load,
        send: (begin) => {
          begun.push(begin);
          done.push(`start ${begin.before}`);
        },
        kill: (signal) => done.push(signal),
      };
    },
    clearTerminal: (sentence) => done.push(`say ${sentence}`),
    log: { file: "register.log", write: (sentence) => logged.push(sentence) },
    removeFolder: (folder) => done.push(`remove ${folder}`),
    signalNumber: (signal) => constants.signals[signal],
    machineMs: () => {
      stops += 1;
      return stops * 1000;
    },
    stopItself: () => done.push(`stop itself at ${stops * 1000}`),
    onEnd: (code) => done.push(`end ${code}`),
  });

  function says(message: FromRegister): void {
    register.listeners?.onMessage(message);
  }

  function exits(code: number | null, signal: NodeJS.Signals | null): void {
    register.listeners?.onExit(code, signal);
  }

  return {
    supervisor,
    clock,
    says,
    exits,
    has: (now: ProcessLoad) => {
      load = now;
    },
    hangs: () => {
      says({ type: "alive" });
      clock.advance(3500);
      exits(null, "SIGKILL");
    },
    done: (): ReadonlyArray<string> => done,
    begun: (): ReadonlyArray<ToRegister> => begun,
    logged: (): ReadonlyArray<string> => logged,
  };
}
