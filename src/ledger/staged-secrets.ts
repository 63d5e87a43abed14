/** Secrets of something that may yet be refused: said and kept in one transaction with it, or not at all. */

import { ok, type Result } from "../domain/base/result.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { type Secrets } from "./secrets.ts";

export interface StagedSecrets extends Pick<Secrets, "get"> {
  readonly put: (id: string, value: Uint8Array) => void;
  /** The events that announce these secrets, for the transaction that needs them. */
  readonly written: () => ReadonlyArray<Draft>;
  /** Appends those events to a decision. */
  readonly with: <Fault>(
    decision: Result<ReadonlyArray<Draft>, Fault>,
  ) => Result<ReadonlyArray<Draft>, Fault>;
  /** Keeps what was put, as a part of that transaction. */
  readonly keep: () => void;
}

export function stageSecrets(secrets: Secrets): StagedSecrets {
  const staged = new Map<string, Uint8Array>();

  function written(): ReadonlyArray<Draft> {
    return [...staged].map(([id, value]) => secrets.written(id, value));
  }

  return {
    put: (id, value) => {
      staged.set(id, value);
    },
    get: (id) => staged.get(id) ?? secrets.get(id),
    written,
    with: (decision) => (decision.ok ? ok([...decision.value, ...written()]) : decision),
    keep: () => {
      for (const [id, value] of staged) secrets.keep(id, value);
    },
  };
}
