/** A person has seen what needed one: up to what is there now it is settled. */

import { err, ok } from "../../base/result.ts";
import { VOICES_MAX } from "../../events/attention-events.ts";
import { type StreamId } from "../../identity.ts";
import { minor } from "../../money/amounts.ts";
import {
  HANDLED_BY,
  type Resolvable,
  type ResolvedByName,
  settledBefore,
} from "../../state/attention.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireShortText,
} from "../decision.ts";

export interface AttentionToResolve {
  readonly stream: StreamId;
  /** The item that is still open; undefined when nothing is. */
  readonly item: Resolvable | undefined;
  readonly resolved: ResolvedByName | undefined;
  readonly note: string;
}

export function decideResolveAttention(
  context: DecisionContext,
  { stream, item, resolved, note }: AttentionToResolve,
): Decision {
  if (item === undefined) return err({ type: "attention/none" });
  const { type, subject, day = null, amount, voices } = item;
  const allowed = requirePermission(context, HANDLED_BY[type].permission);
  if (!allowed.ok) return allowed;
  if (type === "payment/unknown") return err({ type: "card/needs-word" });
  // A settlement of money needs a reason, because whoever checks the day's money asks for it.
  if (amount > 0 && note.trim() === "") return err({ type: "attention/reason-needed" });
  const fits = requireShortText("note", note);
  if (!fits.ok) return fits;
  const settled = voices === undefined ? minor(amount + settledBefore(item, resolved)) : minor(0);
  const body = {
    type,
    subject,
    day,
    amount: settled,
    voices: (voices ?? []).slice(0, VOICES_MAX),
    note,
  };
  return ok([{ kind: "attention/resolved", streams: [stream], body }]);
}
