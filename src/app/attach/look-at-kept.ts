/** Whether a register is kept at a socket, and whether somebody is attached to it. */

import { createConnection } from "node:net";

import { type Clock } from "../../domain/ports.ts";
import { errnoCode } from "../system/errno-code.ts";
import { createFrameReader, FRAME, lookFrame } from "./attach-frames.ts";

/** `kept`: nobody is attached, or it can't be known. */
export type KeptLook = "none" | "kept" | "shown";

/** A register that hangs answers nobody. */
const PATIENCE_MS = 1000;
/** Nobody listens there. */
const NOBODY: ReadonlySet<string> = new Set(["ENOENT", "ECONNREFUSED", "ENOTSOCK"]);

export function lookAtKept(socketPath: string, clock: Clock): Promise<KeptLook> {
  return new Promise((resolve) => {
    const read = createFrameReader();
    const socket = createConnection(socketPath);
    const stop = clock.after(PATIENCE_MS, () => end("kept"));
    function end(look: KeptLook): void {
      stop();
      socket.destroy();
      resolve(look);
    }
    socket.on("connect", () => socket.write(lookFrame()));
    socket.on("data", (chunk) => {
      const [answer] = read(chunk) ?? [];
      if (answer !== undefined) {
        end(answer.kind === FRAME.look && answer.bytes[0] === 1 ? "shown" : "kept");
      }
    });
    socket.on("error", (error) => end(NOBODY.has(errnoCode(error) ?? "") ? "none" : "kept"));
    socket.on("close", () => end("kept"));
  });
}
