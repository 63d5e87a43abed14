/** The register as a dialogue: what is typed, and what is said to it. */

import { type PlainDialogue, createPlainDialogue } from "../../src/tui/plain/plain-dialogue.ts";
import { type TillPort } from "../../src/tui/ports/till-port.ts";
import { type FakeTill, createFakeTill } from "./fake-till-port.ts";
import { type ManualClock, createManualClock } from "./manual-clock.ts";
import { type Otherwise } from "./pressed-register.ts";

export interface Spoken {
  readonly dialogue: PlainDialogue;
  readonly clock: ManualClock;
  readonly port: FakeTill;
  /** Types these lines one after another; what was said to the last one. */
  readonly says: (...lines: ReadonlyArray<string>) => ReadonlyArray<string>;
  /** What was said since the last line. */
  readonly heard: () => ReadonlyArray<string>;
  /** What the till was asked for, without the log-in. */
  readonly done: () => ReadonlyArray<string>;
  /** A PIN has been checked by then. */
  readonly settled: () => Promise<void>;
}

export interface SpokenOptions {
  readonly otherwise?: Otherwise;
  readonly hasPrompt?: boolean;
}

export async function spokenTo(options: SpokenOptions = {}): Promise<Spoken> {
  const spoken = locked(options);
  spoken.says("1", "1234");
  await spoken.settled();
  spoken.says("");
  return spoken;
}

export function locked({ otherwise, hasPrompt = false }: SpokenOptions = {}): Spoken {
  const clock = createManualClock(1_000_000);
  const fake = createFakeTill();
  const other: Partial<TillPort> = otherwise?.(fake, clock) ?? {};
  const port: FakeTill = { ...fake, ...other };
  let said: ReadonlyArray<string> = [];
  const dialogue = createPlainDialogue({
    port,
    clock,
    onLog: () => undefined,
    hasPrompt,
    onSay: (sentences) => {
      said = [...said, ...sentences];
    },
    onIdle: () => undefined,
  });
  return {
    dialogue,
    clock,
    port,
    says: (...lines) => {
      for (const line of lines) {
        said = [];
        dialogue.take(line);
      }
      return said;
    },
    heard: () => said,
    done: () => fake.log.filter((what) => !what.startsWith("log-in")),
    settled: async () => {
      for (let at = 0; at < 5; at += 1) await Promise.resolve();
    },
  };
}
