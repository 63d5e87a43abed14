/** The place of a kept register's socket, and how a server gets it. */

import { lstatSync, unlinkSync } from "node:fs";
import { createConnection, type Server } from "node:net";

import { errnoCode } from "../system/errno-code.ts";

export type SocketFault =
  /** The path is longer than the system takes. */
  | { readonly type: "too-long" }
  /** Another register listens there. */
  | { readonly type: "taken" }
  /** The system refused it, such as in a folder of somebody else; its code. */
  | { readonly type: "blocked"; readonly why: string };

/** `sun_path` of unix(7) has 108 bytes, the last of which is zero. */
const PATH_BYTES_MAX = 107;
/** The owner and the group may attach, nobody else: connecting takes the right to write. */
const OTHERS_NOTHING = 0o117;

/** The socket lies beside the store and not in it: whoever attaches may read nothing of the store. */
export function socketBeside(store: string): string {
  return `${store}.sock`;
}

/** Whether the system takes no socket of so long a path. */
export function isSocketTooLong(path: string): boolean {
  return Buffer.byteLength(path) > PATH_BYTES_MAX;
}

/** Listens there, in place of a socket that nobody listens on any more. */
export async function listenOn(server: Server, path: string): Promise<SocketFault | undefined> {
  if (isSocketTooLong(path)) return { type: "too-long" };
  const first = await listening(server, path);
  if (first !== "EADDRINUSE") return faultOf(first);
  if (await isAnswered(path)) return { type: "taken" };
  if (lstatSync(path, { throwIfNoEntry: false })?.isSocket() !== true) return faultOf("EEXIST");
  try {
    unlinkSync(path);
  } catch (error) {
    return faultOf(errnoCode(error) ?? String(error));
  }
  return faultOf(await listening(server, path));
}

function faultOf(why: string | undefined): SocketFault | undefined {
  return why === undefined ? undefined : { type: "blocked", why };
}

/** Resolves with the system's code when it can't be done. */
function listening(server: Server, path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    function onError(error: Error): void {
      server.off("listening", onListening);
      resolve(errnoCode(error) ?? error.message);
    }
    function onListening(): void {
      server.off("error", onError);
      // A connection that can't be accepted (no file descriptor is free) is that connection's trouble.
      server.on("error", () => undefined);
      resolve(undefined);
    }
    server.once("error", onError);
    server.once("listening", onListening);
    // The system makes the socket within this call, with these rights from its first moment on.
    const before = process.umask(OTHERS_NOTHING);
    try {
      server.listen(path);
    } finally {
      process.umask(before);
    }
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
