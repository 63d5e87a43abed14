/**
 * The port on which a till takes whoever knows the code of its open invitation. It is open only as
 * long as the invitation is, and has nothing to do with the port for links: here a certificate proves
 * nothing but a key.
 */

import { type TLSSocket } from "node:tls";

import { ok, type Result } from "../../domain/base/result.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type LinkKeyPair } from "../links/certificates.ts";
import { listenGuarded, type Visitor } from "../links/guarded-server.ts";
import { readLinkKey } from "../links/link-key.ts";
import { type ListenFault, type Refusal } from "../links/link.ts";
import { createRefusalLog } from "../links/refusal-log.ts";
import { peerKeyOf } from "../links/tls-dial.ts";
import { INVITATION_MS, invitationState, type InvitationState } from "./invitation.ts";
import {
  createPairingChannel,
  PAIRING_PROTOCOL,
  type TlsPairingChannel,
} from "./pairing-channel.ts";
import { pairingContext } from "./pairing-context.ts";
import { hostPairing, type HostOptions, type HostOutcome, PROOF_MS_MAX } from "./pairing.ts";

export interface PairingServerOptions extends Pick<HostOptions, "book" | "enrol"> {
  /** This till's link key, by which the new till recognises it on a link. */
  readonly keys: LinkKeyPair;
  readonly host?: string | undefined;
  /** 0: any that is free. */
  readonly port: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly listener: PairingListener;
}

export interface PairingListener {
  /** Somebody joined, or showed a wrong proof, or was told no. Those who only left are refusals. */
  readonly onOutcome: (outcome: Exclude<HostOutcome, { readonly type: "pairing/left" }>) => void;
  readonly onRefused: (refusal: Refusal) => void;
  /** The port is closed. `open`: because it was closed here. */
  readonly onEnd: (state: InvitationState) => void;
  /** Something failed that has nothing to do with who knocks, such as the disk. */
  readonly onFault: (cause: unknown) => void;
}

export interface PairingServer {
  readonly port: () => number;
  /** Closes the server. A box that is being enrolled still gets its answer: the promise resolves after that. */
  readonly close: () => Promise<void>;
}

const LIMITS = {
  slotsMax: 16,
  triesAtOnce: 8,
  tryPauseMs: 2000,
  strangerMsMax: PROOF_MS_MAX,
};

export async function openPairing(
  options: PairingServerOptions,
): Promise<Result<PairingServer, ListenFault>> {
  const { clock, listener, keys } = options;
  const refusals = createRefusalLog(clock, listener.onRefused);
  const conversations = createConversations(options, () => {
    settle(stateNow(options));
  });
  let ending: Promise<void> | undefined;

  const listening = await listenGuarded({
    host: options.host,
    port: options.port,
    protocolName: PAIRING_PROTOCOL,
    limits: LIMITS,
    context: pairingContext(keys, options.random),
    clock,
    refusals,
    onVisitor: conversations.meet,
  });
  if (!listening.ok) return listening;
  const server = listening.value;
  const cancelExpiry = clock.after(INVITATION_MS, () => {
    settle("expired");
  });
  return ok({ port: server.port, close });

  /** An invitation that is open no more needs no port; whoever has proved that they know it may end. */
  function settle(state: InvitationState): void {
    if (state === "open" || ending !== undefined) return;
    ending = end(state);
    ending.catch(listener.onFault);
  }

  async function end(state: InvitationState): Promise<void> {
    cancelExpiry();
    await server.close();
    refusals.close();
    listener.onEnd(state);
  }

  function close(): Promise<void> {
    conversations.letGo("this till closes");
    return (ending ??= end("open"));
  }
}

interface Conversations {
  readonly meet: (socket: TLSSocket, visitor: Visitor) => (reason: string) => void;
  /** All but whoever is being enrolled. */
  readonly letGo: (reason: string) => void;
}

function createConversations(
  { book, enrol, clock, listener, keys }: PairingServerOptions,
  onEnded: () => void,
): Conversations {
  const channels = new Set<TlsPairingChannel>();
  /** Theirs is the invitation: nothing but the answer may end these. */
  const answering = new Set<TlsPairingChannel>();
  return {
    meet,
    letGo: (reason) => {
      for (const channel of channels) if (!answering.has(channel)) channel.end(reason);
    },
  };

  function meet(socket: TLSSocket, visitor: Visitor): (reason: string) => void {
    const peerKey = peerKeyOf(socket);
    if (peerKey === undefined || !readLinkKey(peerKey).ok) {
      visitor.refuse("showed no key that could be certified");
      return visitor.refuse;
    }
    const channel = createPairingChannel(socket, { ownKey: keys.publicKey, peerKey, clock });
    channels.add(channel);
    host(channel, visitor).catch((cause: unknown) => {
      channel.end("something failed here");
      listener.onFault(cause);
    });
    return channel.end;
  }

  async function host(channel: TlsPairingChannel, visitor: Visitor): Promise<void> {
    try {
      const outcome = await hostPairing(channel, {
        book,
        nowMs: clock.nowMs,
        onProved: visitor.welcome,
        enrol: (request) => {
          answering.add(channel);
          return enrol(request);
        },
      });
      if (outcome.type === "pairing/left") visitor.refuse(outcome.reason);
      else {
        channel.end("all is said");
        listener.onOutcome(outcome);
      }
    } finally {
      channels.delete(channel);
      answering.delete(channel);
      onEnded();
    }
  }
}

function stateNow({ book, clock }: PairingServerOptions): InvitationState {
  return book.change((kept) => ({
    outcome: kept === undefined ? "expired" : invitationState(kept, clock.nowMs()),
  }));
}
