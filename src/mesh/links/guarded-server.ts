/**
 * A TLS server that strangers may bang on: what is true of every port that a till opens.
 *
 * TLS 1.3 alone, no session tickets (whoever stole one would be let in without a key), the protocol's
 * name looked at by hand (OpenSSL lets in whoever offers none), few strangers at once, and little time
 * for each. Nothing is asked of a TLS socket after its handshake failed or it closed: some of Node's
 * getters crash the process then.
 */

import { constants } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import {
  createServer as createTlsServer,
  type Server as TlsServer,
  type TlsOptions,
  type TLSSocket,
} from "node:tls";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock } from "../../domain/ports.ts";
import { addressText, plainHost } from "../address.ts";
import { type Allowance, createAllowance, hasLeft } from "../dialling/dial-candidate.ts";
import { type ListenFault } from "./link.ts";
import { type RefusalLog } from "./refusal-log.ts";
import { createSteadyTime } from "./steady-time.ts";

export interface GuardedServer {
  readonly port: () => number;
  /** For whoever connects from now on. */
  readonly setContext: (context: TlsOptions) => void;
  /**
   * Nobody gets in any more, and strangers have to go. Resolves when those are gone too who were
   * welcome: whoever let them in lets them go.
   */
  readonly close: () => Promise<void>;
}

/** Somebody whose handshake went well. */
export interface Visitor {
  /** The visitor's address with the port. */
  readonly remote: string;
  /** Takes them out of the strangers' room. Whoever isn't welcome in time has to go. */
  readonly welcome: () => void;
  /** The reason is told, once they are gone. */
  readonly refuse: (reason: string) => void;
}

export interface GuardedOptions {
  /** All addresses of the box when it is missing. */
  readonly host?: string | undefined;
  /** 0: any that is free. */
  readonly port: number;
  readonly protocolName: string;
  readonly limits: GateLimits & {
    /** The time from the end of the handshake in which a stranger has to become welcome. */
    readonly strangerMsMax: number;
  };
  /** Key, certificate, whom to trust. */
  readonly context: TlsOptions;
  readonly clock: Clock;
  readonly refusals: RefusalLog;
  /**
   * Returns what lets them go before they are welcome: they took too long, or others need the place.
   * Their end is told by whoever met them, unless they are refused at once.
   */
  readonly onVisitor: (socket: TLSSocket, visitor: Visitor) => (reason: string) => void;
}

/** The rules of TLS that both ends use. */
export const TLS_RULES = {
  minVersion: "TLSv1.3",
  maxVersion: "TLSv1.3",
  secureOptions: constants.SSL_OP_NO_TICKET,
} as const;

export async function listenGuarded(
  options: GuardedOptions,
): Promise<Result<GuardedServer, ListenFault>> {
  const { protocolName, clock, refusals, limits } = options;
  const gate = createStrangerGate(limits, clock);
  /** The connections by both ends' addresses: TLS has no other way to tell whose handshake it was. */
  const callers = new Map<string, TlsCaller>();
  const tls = createTlsEnd(options);
  tls.on("secureConnection", meet);
  tls.on("tlsClientError", (cause: NodeJS.ErrnoException, socket) => {
    const caller = callers.get(connectionKey(socket));
    caller?.noteReason(`no handshake of ours (${cause.code ?? "garbage"})`);
    // Node leaves open whoever took too long.
    socket.destroy();
  });
  const server = createServer({ noDelay: true }, accept);
  const fault = await listen(server, options);
  return fault === undefined ? ok({ port: () => portOf(server), setContext, close }) : err(fault);

  function accept(raw: Socket): void {
    const address = plainHost(raw.remoteAddress ?? "");
    const key = connectionKey(raw);
    const slot = gate.enter(address, () => {
      callers.get(key)?.dismiss("dawdled while all places were taken");
    });
    // A connection that was reset meanwhile has no address any more.
    if (address === "" || slot === undefined) {
      if (address !== "") refusals.note(address, "too many at once or in a row");
      raw.destroy();
      return;
    }
    const caller = createTlsCaller({
      raw,
      address,
      slot,
      clock,
      refusals,
      onSettled: () => {
        if (callers.get(key) === caller) callers.delete(key);
      },
    });
    callers.set(key, caller);
    tls.emit("connection", raw);
  }

  function meet(socket: TLSSocket): void {
    const caller = callers.get(connectionKey(socket));
    // An error without a listener would end the process.
    socket.on("error", (cause: NodeJS.ErrnoException) => {
      caller?.noteReason(brokenOff(cause));
    });
    if (caller === undefined) {
      socket.destroy();
      return;
    }
    if (socket.alpnProtocol !== protocolName) {
      caller.refuse("speaks no protocol of ours");
      return;
    }
    const { welcome, refuse } = caller;
    caller.handOver(limits.strangerMsMax);
    caller.dismissWith(options.onVisitor(socket, { remote: remoteText(socket), welcome, refuse }));
  }

  function setContext(context: TlsOptions): void {
    tls.setSecureContext({ ...context, ...TLS_RULES });
  }

  function close(): Promise<void> {
    for (const caller of callers.values()) caller.dismiss("this till closes");
    return new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    });
  }
}

/** Returns the address of the other side; an IPv4 address as such, also on a socket for both families. */
export function remoteText({ remoteAddress, remotePort }: Socket): string {
  return addressText({ host: plainHost(remoteAddress ?? ""), port: remotePort ?? 0 });
}

/** Makes the TLS end, which never listens: callers were looked at before their handshake. */
function createTlsEnd({ context, protocolName }: GuardedOptions): TlsServer {
  return createTlsServer({
    rejectUnauthorized: true,
    ...context,
    ...TLS_RULES,
    requestCert: true,
    ALPNProtocols: [protocolName],
    handshakeTimeout: HANDSHAKE_MS_MAX,
  });
}

function listen(
  server: Server,
  { host, port, refusals }: GuardedOptions,
): Promise<ListenFault | undefined> {
  return new Promise((resolve) => {
    server.once("error", (cause) => {
      resolve({ type: "listen/failed", message: cause.message, cause });
    });
    server.listen({ host, port }, () => {
      server.removeAllListeners("error");
      server.on("error", (cause) => {
        refusals.note("this till", cause.message);
      });
      resolve(undefined);
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

function connectionKey(socket: Socket): string {
  return `${remoteText(socket)} ${socket.localAddress ?? ""}`;
}

interface TlsCaller {
  /** Why they will have gone; the first reason counts. */
  readonly noteReason: (reason: string) => void;
  /** Ends the connection. */
  readonly dismiss: (reason: string) => void;
  /** Hands the caller over for so long; the code that met it reports its end and lets it go. */
  readonly handOver: (msMax: number) => void;
  readonly dismissWith: (dismiss: (reason: string) => void) => void;
  /** Ends the connection, and reports it here after all. */
  readonly refuse: (reason: string) => void;
  readonly welcome: () => void;
}

interface CallerOptions {
  readonly raw: Socket;
  readonly address: string;
  readonly slot: Slot;
  readonly clock: Clock;
  readonly refusals: RefusalLog;
  /** Called when the caller is welcome or gone. */
  readonly onSettled: () => void;
}

export const HANDSHAKE_MS_MAX = 5000;
/** Node drops a wrong certificate without a word: it looks as if the other side had hung up. */
const NO_HANDSHAKE = "broke off the handshake, or showed a certificate that is not this shop's";

/** Somebody on a till's port, from the connection until they are welcome or gone. */
function createTlsCaller(options: CallerOptions): TlsCaller {
  const { raw, address, slot, clock, refusals, onSettled } = options;
  let reason: string | undefined;
  let isReportedElsewhere = false;
  let isGone = false;
  let letGo = refuse;
  let cancelTimer = clock.after(HANDSHAKE_MS_MAX, () => {
    refuse("took too long for the handshake");
  });

  raw.on("error", (cause: NodeJS.ErrnoException) => {
    noteReason(brokenOff(cause));
  });
  raw.once("close", () => {
    cancelTimer();
    slot.leave();
    onSettled();
    isGone = true;
    if (!isReportedElsewhere) tell();
  });
  return { noteReason, dismiss, handOver, dismissWith, refuse, welcome };

  function noteReason(why: string): void {
    reason ??= why;
  }

  function dismiss(why: string): void {
    letGo(why);
  }

  function handOver(msMax: number): void {
    isReportedElsewhere = true;
    cancelTimer();
    cancelTimer = clock.after(msMax, () => {
      dismiss("did not prove in time that it belongs here");
    });
  }

  function dismissWith(dismiss: (reason: string) => void): void {
    letGo = dismiss;
  }

  function refuse(why: string): void {
    noteReason(why);
    if (isGone && isReportedElsewhere) tell();
    isReportedElsewhere = false;
    raw.destroy();
  }

  function tell(): void {
    refusals.note(address, reason ?? NO_HANDSHAKE);
  }

  function welcome(): void {
    cancelTimer();
    slot.clear();
    onSettled();
  }
}

function brokenOff({ code }: NodeJS.ErrnoException): string {
  return `broke off (${code ?? "no reason given"})`;
}

interface StrangerGate {
  /** Undefined when there is no place, or the address has tried too often. */
  readonly enter: (address: string, evict: () => void) => Slot | undefined;
}

export interface Slot {
  /** Frees the slot: the caller was a member after all. */
  readonly clear: () => void;
  readonly leave: () => void;
}

interface GateLimits {
  readonly slotsMax: number;
  readonly triesAtOnce: number;
  readonly tryPauseMs: number;
}

/** A caller who has been here for less may just be slow. */
export const DAWDLE_MS = 1000;
/** Addresses can be made up: of more than this the ones that tried longest ago are forgotten. */
const ADDRESSES_MAX = 1024;

/**
 * How many strangers may stand in the door: whoever has connected and is not known to be a member.
 *
 * A place and one of the address's tries are taken when somebody connects, and given back when they
 * turn out to be a member; whoever leaves otherwise gives back the place only. When all places are
 * taken the one that has dawdled longest has to go, so that silent sockets can't keep the shop out.
 */
export function createStrangerGate(limits: GateLimits, clock: Clock): StrangerGate {
  const { slotsMax, triesAtOnce: most, tryPauseMs: pauseMs } = limits;
  const steadyMs = createSteadyTime(clock);
  const tries = new Map<string, Allowance>();
  /** The slots in the order in which callers came. */
  const slots = new Map<Slot, { readonly sinceMs: number; readonly evict: () => void }>();

  return {
    enter: (address, evict) => {
      const nowMs = steadyMs();
      const allowance = triesOf(address, nowMs);
      if (!hasLeft(allowance, nowMs) || !hasRoom(nowMs)) return undefined;
      allowance.left -= 1;
      const slot: Slot = {
        clear: () => {
          if (slots.delete(slot)) allowance.left = Math.min(most, allowance.left + 1);
        },
        leave: () => {
          slots.delete(slot);
        },
      };
      slots.set(slot, { sinceMs: nowMs, evict });
      return slot;
    },
  };

  function triesOf(address: string, nowMs: number): Allowance {
    const allowance = tries.get(address) ?? createAllowance({ most, pauseMs }, nowMs);
    tries.delete(address);
    tries.set(address, allowance);
    const [oldest] = tries.keys();
    if (tries.size > ADDRESSES_MAX && oldest !== undefined) tries.delete(oldest);
    return allowance;
  }

  function hasRoom(nowMs: number): boolean {
    if (slots.size < slotsMax) return true;
    const [oldest] = slots;
    if (oldest === undefined || nowMs - oldest[1].sinceMs < DAWDLE_MS) return false;
    slots.delete(oldest[0]);
    oldest[1].evict();
    return true;
  }
}
