/**
 * Whether a device's driver has handed on all that it took: what it still has when the last one closes
 * the device is thrown away. Each kind of driver says so in another way.
 */

import { spawn } from "node:child_process";
import { write } from "node:fs";

import { type Clock } from "../../domain/ports.ts";
import { codeOf } from "./channel.ts";

/** `gone`: so is the device. */
export type Drained = "drained" | "stuck" | "gone";

export interface DeviceDriver {
  readonly path: string;
  readonly fd: number;
  readonly clock: Clock;
}

export type Drain = (driver: DeviceDriver) => Promise<Drained>;

const LOOK_MS = 20;
/** What was taken is on its way, and a slow printer takes its time. */
const ENDING_MS_MAX = 10_000;
const NOTHING = new Uint8Array();

/**
 * A printer's own driver takes nothing more, not even nothing, while it is not done with the last. `ask`: what
 * it says to a write of nothing.
 */
export async function drainUsb(
  { fd, clock }: DeviceDriver,
  ask: typeof codeOfNothing = codeOfNothing,
): Promise<Drained> {
  for (let waitedMs = 0; waitedMs < ENDING_MS_MAX; waitedMs += LOOK_MS) {
    const code = await ask(fd);
    if (code === undefined) return "drained";
    if (!isLater(code)) return "gone";
    await new Promise<void>((resolve) => {
      clock.after(LOOK_MS, resolve);
    });
  }
  return "stuck";
}

/**
 * What the system says to a write of no bytes. The promises of `node:fs` answer that by themselves, and
 * don't ask it.
 */
export function codeOfNothing(fd: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  write(fd, NOTHING, 0, 0, null, (error) => {
    resolve(error === null ? undefined : (codeOf(error) ?? "EIO"));
  });
  return promise;
}

/** `stty` changes a setting only once all is on the wire, and waits for that itself. */
export function drainSerial({ path, clock }: DeviceDriver): Promise<Drained> {
  const { promise, resolve } = Promise.withResolvers<Drained>();
  const stty = spawn("stty", ["-F", path, "-hupcl"], { stdio: "ignore" });
  const cancel = clock.after(ENDING_MS_MAX, () => {
    stty.kill("SIGKILL");
    resolve("stuck");
  });
  function end(drained: Drained): void {
    cancel();
    resolve(drained);
  }
  stty.on("error", () => {
    end("gone");
  });
  stty.on("close", (code) => {
    end(code === 0 ? "drained" : "gone");
  });
  return promise;
}

export function isLater(code: string | undefined): boolean {
  return code === "EAGAIN" || code === "EINTR";
}
