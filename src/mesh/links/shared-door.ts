/**
 * One port for the links of several shops, as head office has it: whoever dials says which shop is meant, and sees
 * the certificate of that shop alone. Who names no shop that is here gets no handshake.
 */

import { createSecureContext, type SecureContext, type TlsOptions } from "node:tls";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock } from "../../domain/ports.ts";
import {
  type GuardedOptions,
  type GuardedServer,
  listenGuarded,
  TLS_RULES,
} from "./guarded-server.ts";
import { type ListenFault } from "./link.ts";
import { type RefusalLog } from "./refusal-log.ts";

export interface SharedDoor {
  readonly port: () => number;
  /** Takes the links of one shop, instead of `listenGuarded`. */
  readonly listenFor: (
    serverName: string,
  ) => (
    options: Pick<GuardedOptions, "context" | "onVisitor">,
  ) => Promise<Result<GuardedServer, ListenFault>>;
  readonly close: () => Promise<void>;
}

export interface SharedDoorOptions {
  readonly host?: string | undefined;
  /** 0: any that is free. */
  readonly port: number;
  readonly protocolName: string;
  readonly limits: GuardedOptions["limits"];
  readonly clock: Clock;
  readonly refusals: RefusalLog;
  /** Begins to open the shop that is asked for, which takes its links soon then; false where there is none. */
  readonly wake?: ((serverName: string) => boolean) | undefined;
}

type Answer = (fault: Error | null, context?: SecureContext) => void;

interface Room {
  context: SecureContext;
  /** Who comes proves by other means that they belong here. */
  readonly takesStrangers: boolean;
  readonly onVisitor: GuardedOptions["onVisitor"];
  /** Lets those go who came for this shop and are not welcome yet. */
  readonly guests: Set<(reason: string) => void>;
}

const CLOSES = "this office closes";
const NO_CERTIFICATE = "showed a certificate that is not this shop's";
const NO_SUCH_SHOP = "asked for no shop that is here";

export async function openSharedDoor(
  options: SharedDoorOptions,
): Promise<Result<SharedDoor, ListenFault>> {
  const rooms = new Map<string, Room>();
  /** Who asked for a shop that is being opened. */
  const waiting = new Map<string, Answer[]>();
  const listening = await listenGuarded({
    ...options,
    context: {
      // Each room says whether strangers are let in: who shows no certificate of its shop is refused below.
      rejectUnauthorized: false,
      SNICallback: (name, done) => {
        answer(name, done);
      },
    },
    onVisitor: (socket, visitor) => {
      const room = rooms.get(String(socket.servername));
      if (room === undefined) {
        visitor.refuse(NO_SUCH_SHOP);
        return visitor.refuse;
      }
      if (!room.takesStrangers && !socket.authorized) {
        visitor.refuse(NO_CERTIFICATE);
        return visitor.refuse;
      }
      const letGo = room.onVisitor(socket, visitor);
      room.guests.add(letGo);
      socket.once("close", () => room.guests.delete(letGo));
      return letGo;
    },
  });
  if (!listening.ok) return listening;
  const { port, close } = listening.value;
  return ok({ port, close, listenFor });

  function answer(name: string, done: Answer): void {
    const room = rooms.get(name);
    if (room !== undefined) return done(null, room.context);
    const others = waiting.get(name) ?? [];
    // Before it is woken: it may be there at once.
    waiting.set(name, [...others, done]);
    if (options.wake?.(name) === true) return undefined;
    waiting.delete(name);
    return done(new Error(NO_SUCH_SHOP));
  }

  function listenFor(serverName: string): ReturnType<SharedDoor["listenFor"]> {
    return ({ context, onVisitor }) => {
      if (rooms.has(serverName)) {
        const message = `the links of ${serverName} are taken already`;
        return Promise.resolve(err({ type: "listen/failed", message, cause: undefined }));
      }
      const takesStrangers = context.rejectUnauthorized === false;
      const room: Room = {
        context: contextOf(context),
        takesStrangers,
        onVisitor,
        guests: new Set(),
      };
      rooms.set(serverName, room);
      for (const done of waiting.get(serverName) ?? []) done(null, room.context);
      waiting.delete(serverName);
      return Promise.resolve(
        ok({
          port,
          setContext: (next) => {
            room.context = contextOf(next);
          },
          close: () => {
            rooms.delete(serverName);
            for (const letGo of room.guests) letGo(CLOSES);
            return Promise.resolve();
          },
        }),
      );
    };
  }
}

function contextOf(context: TlsOptions): SecureContext {
  return createSecureContext({ ...context, ...TLS_RULES });
}
