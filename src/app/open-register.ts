/** Opens the register on the process's terminal, and closes the till behind it. */

import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { stdin, stdout } from "node:process";

import { civilTime } from "../domain/civil-time.ts";
import { runRegister } from "../tui/run-register.tsx";
import { loadFixture } from "./fixtures.ts";
import { openTill } from "./open-till.ts";
import { createRegisterPort } from "./register-port.ts";
import { systemCalendar } from "./system-calendar.ts";
import { systemClock } from "./system-clock.ts";
import { type Environment } from "./system-environment.ts";
import { processHooks } from "./system-process.ts";

export interface RegisterEnd {
  /** Present when a fault of ours ended it; names the log that tells more. */
  readonly crash?: { readonly log: string };
}

const LOG_FILE = "register.log";

/** Throws StoreError when the store can't be opened: before anything is drawn. */
export async function openRegister(dir: string, environment: Environment): Promise<RegisterEnd> {
  const open = openTill(dir);
  const log = createLog(environment.stateDir);
  const { zone } = open.till.founding;
  const demoStaff = open.till.founding.demo ? demoPins() : [];
  try {
    const exit = await runRegister({
      port: createRegisterPort(open, { demoStaff }),
      clock: systemClock,
      stdin,
      stdout,
      hooks: processHooks,
      offsetMinutes: (atMs) => systemCalendar.offsetMinutes(zone, atMs),
      options: { ascii: environment.ascii, color: environment.colour },
      onLog: log.write,
    });
    if (exit.type !== "crashed") return {};
    log.write(exit.error instanceof Error ? (exit.error.stack ?? exit.error.message) : "unknown");
    return { crash: { log: log.file } };
  } finally {
    await open.close();
  }
}

/** The people of the fixture that demo shops are made of. */
function demoPins(): Parameters<typeof createRegisterPort>[1]["demoStaff"] {
  const fixture = loadFixture("cafe");
  return fixture.ok ? fixture.value.staff : [];
}

interface Log {
  readonly file: string;
  readonly write: (sentence: string) => void;
}

function createLog(dir: string): Log {
  const file = path.join(dir, LOG_FILE);
  return {
    file,
    write: (sentence) => {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      appendFileSync(file, `${utcText(systemClock.nowMs())} ${sentence}\n`);
    },
  };
}

function utcText(atMs: number): string {
  const { date, time } = civilTime(atMs, 0);
  return `${date}T${time}Z`;
}
