/**
 * One interface's ear and mouth for multicast DNS: the package `multicast-dns` over a socket.
 *
 * Bound to the group's address and not to any: then it shares port 5353 with the system's own
 * responder (avahi, systemd-resolved), hears what everybody hears, and takes no answer away that was
 * sent to that one alone.
 *
 * On Linux each socket hears what came in by any interface: who listens tells them apart.
 */

import multicastDns from "multicast-dns";

import { type DnsRecord, writeRecord } from "./dns-record.ts";

export interface EarPacket {
  readonly id: number;
  readonly type: "query" | "response";
  readonly questions: unknown;
  readonly answers: unknown;
  readonly additionals: unknown;
}

/** Who sent a packet, or to whom alone one goes. */
export interface Peer {
  readonly address: string;
  readonly port: number;
}

export interface OutPacket {
  readonly id?: number;
  readonly questions?: ReadonlyArray<{ readonly name: string; readonly type: string }>;
  readonly answers?: ReadonlyArray<DnsRecord>;
  readonly additionals?: ReadonlyArray<DnsRecord>;
}

export interface Ear {
  readonly ask: (packet: OutPacket) => void;
  /** To all, or to one. */
  readonly answer: (packet: OutPacket, to?: Peer) => void;
  /** Why nothing goes out or comes in, as the system names it (`EADDRINUSE`); undefined when it works. */
  readonly fault: () => string | undefined;
  /** Whether the socket is dead: it will not recover by itself. */
  readonly isDead: () => boolean;
  /** Closes the socket after what was sent before has gone out. */
  readonly close: () => Promise<void>;
}

export interface EarOptions {
  /** Our address on the interface. */
  readonly host: string;
  readonly onPacket: (packet: EarPacket, from: Peer) => void;
}

export type OpenEar = (options: EarOptions) => Ear;

export const MULTICAST_PORT = 5353;
const MULTICAST_GROUP = "224.0.0.251";

/** Codes of the system: of opening the port, of joining the group, of the last thing sent. */
interface EarState {
  dead: string | undefined;
  deaf: string | undefined;
  mute: string | undefined;
  isClosed: boolean;
}

export function openMulticastEar({ host, onPacket }: EarOptions): Ear {
  const state: EarState = { dead: undefined, deaf: undefined, mute: undefined, isClosed: false };
  const sending = new Set<Promise<void>>();
  const mouth = multicastDns({ interface: host, bind: MULTICAST_GROUP, port: MULTICAST_PORT });
  // The port is taken, or may not be opened.
  mouth.on("error", (error) => {
    state.dead = codeOf(error);
  });
  // No membership of the group; or a packet that is none, which is nobody's fault here.
  mouth.on("warning", (error) => {
    if ("syscall" in error) state.deaf = codeOf(error);
  });
  mouth.on("networkInterface", () => {
    state.deaf = undefined;
  });
  mouth.on("packet", (packet: EarPacket, from: Peer) => {
    if (!state.isClosed) onPacket(packet, from);
  });

  return {
    ask: (packet) => {
      send((done) => {
        mouth.query({ ...wirePacket(packet), type: "query" }, done);
      });
    },
    answer: (packet, to) => {
      send((done) => {
        mouth.respond({ ...wirePacket(packet), type: "response" }, to, done);
      });
    },
    fault: () => state.dead ?? state.deaf ?? state.mute,
    isDead: () => state.dead !== undefined,
    close: async () => {
      state.isClosed = true;
      await Promise.all(sending);
      await new Promise<void>((resolve) => {
        mouth.destroy(resolve);
      });
    },
  };

  function send(say: (done: (error: Error | null | undefined) => void) => void): void {
    if (state.isClosed || state.dead !== undefined) return;
    const sent = new Promise<void>((resolve) => {
      say((error) => {
        state.mute = error instanceof Error ? codeOf(error) : undefined;
        resolve();
      });
    });
    sending.add(sent);
    sent.then(
      () => sending.delete(sent),
      () => undefined,
    );
  }
}

function wirePacket({ id = 0, questions = [], answers = [], additionals = [] }: OutPacket): {
  readonly id: number;
  readonly questions: never[];
  readonly answers: never[];
  readonly additionals: never[];
} {
  return {
    id,
    questions: questions.map(({ name, type }) => ({ name, type })) as never[],
    answers: answers.map(writeRecord) as never[],
    additionals: additionals.map(writeRecord) as never[],
  };
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
