/**
 * One authenticated connection to another box. Bytes in, bytes out: what they mean is the node's.
 *
 * A link says who holds the other end's key, not whether they belong to the shop: that is the
 * ledger's to know. So whoever is told of a link asks there first, and says `welcome` then.
 */

import { type Result } from "../../domain/base/result.ts";
import { type Address } from "../address.ts";

export type LinkId = number;

export interface Link {
  readonly id: LinkId;
  /** SHA-256 of the certificate's public key (SPKI), hexadecimal: who it is, if a member has it. */
  readonly linkKey: string;
  /** Whether we dialled. */
  readonly isDialled: boolean;
  /** `192.0.2.7:7777` or `[fe80::1%eth0]:7777` of the other side. */
  readonly remote: string;
  /**
   * Sends a message; never blocks and never throws. False when so much waits that only pings should
   * follow, and after the link's end. A link that takes nothing for too long ends.
   */
  readonly send: (payload: Uint8Array) => boolean;
  /** The other side is a member: it may stay, and larger frames are allowed from now on. */
  readonly welcome: () => void;
  /** Whether nothing is heard for now: what comes waits, and soon so does whoever sends it. */
  readonly rest: (isResting: boolean) => void;
  /**
   * Closes the link. What was sent before still goes out, if that takes no time; nothing is heard
   * from then on.
   */
  readonly close: (reason: string) => void;
}

export interface LinkListener {
  readonly onLink: (link: Link) => void;
  readonly onPayload: (link: Link, payload: Uint8Array) => void;
  /** Called when there is room again, after `send` returned false. */
  readonly onDrain: (link: Link) => void;
  /**
   * Called once for each link, also after its own `close`, never from within a call of the link.
   * `isViolation`: the peer sent no frame, or asked on without taking answers, which no till does.
   */
  readonly onClose: (link: Link, reason: string, isViolation: boolean) => void;
  readonly onRefused: (refusal: Refusal) => void;
}

/** A stranger, a failed handshake, garbage. Told seldom, however often it happens. */
export interface Refusal {
  /** The address without its port, which is another one each time. */
  readonly remote: string;
  readonly reason: string;
  /** How often since it was told last. */
  readonly count: number;
}

export interface LinkTransport {
  readonly port: () => number;
  /** Several dials to one address at once are one. */
  readonly dial: (address: Address) => Promise<Result<Link, DialFault>>;
  readonly close: () => Promise<void>;
}

export interface DialFault {
  readonly type:
    /** Nobody listens there, or there is no way to it. */
    | "dial/unreachable"
    | "dial/timed-out"
    /** Somebody answers who is no till of this shop. */
    | "dial/stranger"
    /** There are enough links to this peer. */
    | "dial/enough"
    /** The transport was closed meanwhile. */
    | "dial/closed";
  readonly message: string;
}

export interface ListenFault {
  readonly type: "listen/failed";
  readonly message: string;
  readonly cause: unknown;
}
