/** The card terminals of the shop, and how a person changes them. */

import { ok, type Result } from "../../domain/base/result.ts";
import {
  decideChangeTerminal,
  decideRemoveTerminal,
  type TerminalWish,
} from "../../domain/commands/cards/change-terminals.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { readTerminals, type Terminal } from "../../domain/terminals/terminals.ts";
import { stageSecrets } from "../../ledger/staged-secrets.ts";
import { type Actor, type Till } from "../till/till.ts";
import { type NewPassphrase, stagePassphrase } from "./terminal-secret.ts";

export function listTerminals({ ledger }: Till): ReadonlyArray<Terminal> {
  return ledger.read(readTerminals);
}

/** `passphrase`: of the key that a Nexo terminal shares with the shop; undefined for the one that it has. */
export function changeTerminal(
  till: Till,
  actor: Actor,
  { passphrase, ...wish }: TerminalWish & { readonly passphrase?: NewPassphrase | undefined },
): Result<undefined, Refusal> {
  const secrets = stageSecrets(till.ledger.secrets);
  const said =
    passphrase === undefined
      ? wish.said
      : { ...wish.said, passphrase: stagePassphrase(secrets, wish.id, passphrase) };
  const release = till.whileCommitting(secrets.keep);
  try {
    const done = till.act(actor, "change terminal", (context) =>
      secrets.with(decideChangeTerminal(context, { ...wish, said })),
    );
    return done.ok ? ok(undefined) : done;
  } finally {
    release();
  }
}

export function removeTerminal(till: Till, actor: Actor, id: string): Result<undefined, Refusal> {
  const done = till.act(actor, "remove terminal", (context) => decideRemoveTerminal(context, id));
  return done.ok ? ok(undefined) : done;
}
