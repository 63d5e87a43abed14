/** What a node makes of what it is told about secrets and words, besides the exchange itself. */

import { type Knowledge } from "./knowledge.ts";
import { type MessageOf } from "./messages.ts";
import { type Peer } from "./peer.ts";
import { type MeshLedger } from "./ports.ts";
import { type SecretExchange } from "./secret-exchange.ts";
import { type Serving } from "./serving.ts";
import { type Work } from "./work.ts";

/** When a secret or a word came or changed last, and what stood there then. */
export interface SecretsChange {
  atMs: number;
  revision: string;
}

interface Parts {
  readonly ledger: MeshLedger;
  readonly work: Work;
  readonly knowledge: Knowledge;
  readonly serving: Serving;
  readonly secrets: SecretExchange;
  readonly secretsChange: SecretsChange;
}

/** Who has to compare secrets after one has changed. */
const SECRETS_SETTLE_MS = 30_000;

/** Where one has changed, or tills have only just met, there is much to compare. */
export function excuseSecrets(
  { ledger, secretsChange, work }: Parts,
  peer: Peer,
  nowMs: number,
): void {
  const revision = secretsRevision(ledger);
  if (secretsChange.revision !== revision) {
    secretsChange.revision = revision;
    secretsChange.atMs = nowMs;
  }
  const sinceMs = nowMs - Math.max(secretsChange.atMs, peer.upAtMs);
  if (sinceMs < SECRETS_SETTLE_MS) work.effort.blame(0);
}

export function secretsRevision({ secrets, words }: MeshLedger): string {
  return `${words.revision()} ${secrets.revision()}`;
}

export function hearLacks(
  { secrets, knowledge, serving }: Parts,
  peer: Peer,
  message: MessageOf<"secret-lacks">,
): void {
  // Said before we know it: it counts once we do, and isn't said again.
  peer.secretLacks = message;
  if (peer.standing !== "member") return;
  secrets.hearLacks(peer, message);
  serving.goOn(peer);
  if (peer.device !== undefined) knowledge.hasSecrets(peer.device, secrets.areSame(peer));
}
