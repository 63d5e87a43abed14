/**
 * The socket of whoever has the duties. Only they open it, so that what a dead holder has left can be
 * taken away without a look.
 */

import { chmodSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";

import { assertNever } from "../../domain/base/assert-never.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type AskedRights } from "../../mesh/gossip/asking.ts";
import { type SpoolStatus } from "../../printer/spool/spool-status.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { socketName } from "./duties-address.ts";
import {
  createQuestionReader,
  DUTIES_VERSION,
  type UpkeepAnswer,
  type DutiesQuestion,
  toLine,
} from "./duties-lines.ts";

export interface DutiesServer {
  /** Takes the socket away: before the duties are let go, because then it may be another's. */
  readonly stopListening: () => void;
  /** Hangs up on all callers, which tells them that the duties are free; call it after releasing them. */
  readonly hangUp: () => void;
}

export interface Duties {
  readonly isResident: boolean;
  readonly status: () => ReadonlyArray<SpoolStatus>;
  /** Undefined while it is connected to no other till. */
  readonly mesh: () => MeshView | undefined;
  readonly onCommitted: (job: number) => void;
  readonly onPrintNow: () => void;
  readonly onLetGo: () => void;
  readonly onAskRights: (device: DeviceId, asked: AskedRights) => void;
  /** No reason not to print: others look at the store all the same. */
  readonly onFault: (cause: unknown) => void;
}

/** The most callers, more than run on one store; further ones are hung up on. */
const CALLERS_MAX = 64;
/** The bytes that may wait for a caller; one that doesn't read gets no more. */
const UNHEARD_BYTES_MAX = 256 * 1024;

/** For the holder of the duties. Never throws. */
export function serveDuties(dir: string, duties: Duties): DutiesServer {
  try {
    return listen(dir, duties);
  } catch (cause) {
    duties.onFault(cause);
    return { stopListening: () => undefined, hangUp: () => undefined };
  }
}

function listen(dir: string, duties: Duties): DutiesServer {
  const address = socketName(dir);
  const callers = new Set<Socket>();
  const server = createServer((socket) => {
    callers.add(socket);
    socket.on("close", () => callers.delete(socket));
    answer(socket, duties);
  });
  server.maxConnections = CALLERS_MAX;
  server.on("error", duties.onFault);
  rmSync(address.name, { force: true });
  // The name is there when this returns, or the error comes later.
  server.listen(address.name);
  if (server.listening) chmodSync(address.name, 0o600);
  // Listening alone is no reason to go on.
  server.unref();
  return {
    stopListening: () => {
      server.close();
      address.close();
    },
    hangUp: () => {
      for (const caller of callers) caller.destroy();
    },
  };
}

function answer(socket: Socket, duties: Duties): void {
  const { isResident } = duties;
  const read = createQuestionReader({
    onMessage: (question) => {
      try {
        const reply = replyTo(question, duties);
        if (reply !== undefined) say(reply);
      } catch (cause) {
        duties.onFault(cause);
        socket.destroy();
      }
    },
    onGarbage: () => socket.destroy(),
  });
  socket.setEncoding("utf8");
  socket.on("error", () => socket.destroy());
  socket.on("data", read);
  say({
    type: "hello",
    protocol: "tillmesh/duties",
    version: DUTIES_VERSION,
    pid: process.pid,
    isResident,
  });

  function say(message: UpkeepAnswer): void {
    if (socket.writableLength > UNHEARD_BYTES_MAX) socket.destroy();
    else socket.write(toLine(message));
  }
}

function replyTo(question: DutiesQuestion, duties: Duties): UpkeepAnswer | undefined {
  const { type } = question;
  switch (type) {
    case "status":
      return { type, printers: [...duties.status()], mesh: duties.mesh() ?? null };
    case "committed":
      duties.onCommitted(question.job);
      return { type: "looked" };
    case "print-now":
      duties.onPrintNow();
      return { type: "looked" };
    case "ask-rights":
      duties.onAskRights(question.device, question.asked);
      return { type: "looked" };
    case "let-go":
      duties.onLetGo();
      return undefined;
    default:
      return assertNever(type, "question to the holder of the duties");
  }
}
