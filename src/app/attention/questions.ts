/**
 * Money in question: what is stored but counts for nothing, because its device spoke with two voices,
 * was revoked, or said what it may not. A person looks at it, and admits it or retires it.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type ChainSettling, decideSettleChain } from "../../domain/commands/money/settle-chain.ts";
import { decidePurgeDevice, deviceName } from "../../domain/commands/office/change-device.ts";
import { findDevice } from "../../domain/commands/office/find-device.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { isNumbered, type NumberedEvent } from "../../domain/events/kinds.ts";
import {
  type BusinessDay,
  type DeviceId,
  deviceOf,
  type Hash,
  type Origin,
} from "../../domain/identity.ts";
import { type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { batchPartOf } from "../../ledger/log/batch-part.ts";
import { type QuarantineReason } from "../../ledger/log/stage-one.ts";
import { type StoredTransaction, toTransaction } from "../../ledger/log/stored-transaction.ts";
import { type QuarantinedChain } from "../../ledger/quarantine.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { type Actor, type Till } from "../till/till.ts";

export interface Question {
  /** The id that a person types: the first digits of its last hash. */
  readonly id: string;
  readonly origin: Origin;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly hash: Hash;
  /** Code and name of the device, as far as the shop knows it. */
  readonly till: string;
  readonly reason: QuarantineReason;
  readonly receipts: ReadonlyArray<QuestionedReceipt>;
  readonly total: MinorUnits;
}

export interface QuestionedReceipt {
  readonly series: string;
  readonly no: number;
  readonly number: string;
  readonly total: MinorUnits;
  readonly day: BusinessDay;
}

const ID_DIGITS = 8;

export function listQuestions({ ledger }: Till): ReadonlyArray<Question> {
  const devices = ledger.admission();
  return ledger.quarantined().map((chain) => {
    const receipts = receiptsOf(chain);
    const { origin, fromSeq, toSeq, hash, reason } = chain;
    return {
      id: hash.slice(0, ID_DIGITS),
      origin,
      fromSeq,
      toSeq,
      hash,
      till: tillNameOf(devices, origin),
      reason,
      receipts,
      total: sumMinor(receipts, ({ total }) => total),
    };
  });
}

/** Why somebody has to look: a retired chain has had its answer, and a batch's answer is its end. */
export type AskedReason = Exclude<QuarantineReason, "chain/retired" | `batch/${string}`>;
export type OpenQuestion = Question & { readonly reason: AskedReason };

/** Returns the questions that need an answer. */
export function openQuestions(till: Till): ReadonlyArray<OpenQuestion> {
  return listQuestions(till).filter((question): question is OpenQuestion => {
    return question.reason !== "chain/retired" && !question.reason.startsWith("batch/");
  });
}

/** So many chains of one till in question are a flood: an honest one has a few, of copies of its disk. */
const FLOOD_FROM = 5;

export interface Flood {
  readonly device: DeviceId;
  /** The device's name. */
  readonly till: string;
  readonly questions: ReadonlyArray<Question>;
  /** Whether retiring answers some of them; the others end when the till is shut out. */
  readonly mayBeRetired: boolean;
  readonly total: MinorUnits;
}

/** Returns the open questions: of a till that has flooded the shop they are one. */
export function gatherQuestions(questions: ReadonlyArray<OpenQuestion>): {
  readonly single: ReadonlyArray<OpenQuestion>;
  readonly floods: ReadonlyArray<Flood>;
} {
  const byDevice = [...Map.groupBy(questions, ({ origin }) => deviceOf(origin))];
  const floods = byDevice
    .filter(([, own]) => own.length >= FLOOD_FROM)
    .map(([device, own]) => ({
      device,
      till: own[0]?.till ?? "",
      questions: own,
      mayBeRetired: own.some((question) => settlings(question).includes("chain/retired")),
      total: sumMinor(own, ({ total }) => total),
    }));
  const flooding = new Set(floods.flatMap((flood) => flood.questions));
  return { single: questions.filter((question) => !flooding.has(question)), floods };
}

type Wish = Pick<ChainSettling, "kind" | "reason"> & { readonly id: string };

export function settleQuestion(till: Till, actor: Actor, wish: Wish): Result<Question, Refusal> {
  const found = chainSettling(till, wish);
  if (!found.ok) return found;
  const { question, settling } = found.value;
  const done = till.act(actor, "settle chain", (context) => decideSettleChain(context, settling));
  return done.ok ? ok(question) : done;
}

/** Purges the events of a device that nobody needs on every till, by the device's name. */
export function purgeDevice(
  till: Till,
  actor: Actor,
  { text, reason }: { readonly text: string; readonly reason: string },
): Result<Purged, Refusal> {
  const { ledger } = till;
  const devices = ledger.admission();
  const stranger = [...ledger.heads().keys()]
    .map(deviceOf)
    .find((device) => device === text && !devices.has(device));
  const found = findDevice(devices, text);
  if (!found.ok && stranger === undefined) return found;
  const target = found.ok ? found.value : undefined;
  const device = stranger ?? target?.device;
  if (device === undefined) return err({ type: "device/unknown", text });
  const done = till.act(actor, "purge device", (context) =>
    decidePurgeDevice(context, { device, devices: ledger.admission(), reason }),
  );
  if (!done.ok) return done;
  const name = target === undefined ? device : deviceName(target);
  return ok({ name, newcomers: voidNewcomers(ledger, device) });
}

export interface Purged {
  /** The device's name; its fingerprint where it has none. */
  readonly name: string;
  /** Who is in by nothing but its word, which does not count: what they said goes too. */
  readonly newcomers: ReadonlyArray<Newcomer>;
}

export interface Newcomer {
  readonly device: DeviceId;
  /** `C Bar`, as the void word has it. */
  readonly name: string;
}

function voidNewcomers(ledger: Ledger, device: DeviceId): ReadonlyArray<Newcomer> {
  return ledger.read(() => {
    const devices = ledger.admission();
    const named = ledger.store
      .control()
      .filter(({ origin }) => deviceOf(origin) === device)
      .flatMap((row) => toTransaction(row).events)
      .flatMap(({ known }): ReadonlyArray<Newcomer> => {
        if (known?.kind !== "device/enrolled" || devices.has(known.body.device)) return [];
        return [{ device: known.body.device, name: deviceName(known.body) }];
      });
    return [...new Map(named.map((newcomer) => [newcomer.device, newcomer])).values()];
  });
}

/** Returns the decision about one question. */
export function chainSettling(
  till: Till,
  { id, kind, reason }: Wish,
): Result<{ readonly question: Question; readonly settling: ChainSettling }, Refusal> {
  const asked = listQuestions(till).filter(({ hash }) => hash.startsWith(id));
  const [question] = asked;
  if (question === undefined || asked.length > 1) return err({ type: "chain/unknown", text: id });
  const isDismissed = question.reason === "batch/unfinished" && kind === "chain/retired";
  if (!isDismissed && !settlings(question).includes(kind)) {
    return err({ type: "chain/not-settled-so", text: id });
  }
  const { origin, toSeq: seq, hash } = question;
  const { device } = till.ledger.identity.key;
  const isAuthority = till.ledger.admission().get(device)?.authority === true;
  const settling = {
    end: { origin, seq, hash },
    ...(isDismissed ? { batches: lastParts(till, question) } : {}),
    kind,
    reason,
    isAuthority,
  };
  return ok({ question, settling });
}

/**
 * The last part of each batch that a question is about. Sales in between part one batch into several
 * questions: one answer is enough for them.
 */
function lastParts({ ledger }: Till, question: Question): ReadonlyArray<BatchEnd> {
  const held = ledger
    .quarantined()
    .filter(({ origin, reason }) => origin === question.origin && reason === "batch/unfinished")
    .map((chain) => ({ hash: chain.hash, parts: chain.transactions.flatMap(toBatchEnd) }));
  const asked = held.find(({ hash }) => hash === question.hash)?.parts ?? [];
  const all = held.flatMap(({ parts }) => parts);
  return [...new Set(asked.map(({ batch }) => batch))].flatMap((batch) => {
    const partsOfBatch = all.filter((part) => part.batch === batch);
    return partsOfBatch.toSorted((a, b) => b.seq - a.seq).slice(0, 1);
  });
}

type BatchEnd = NonNullable<ChainSettling["batches"]>[number];

function toBatchEnd({ origin, last, hash, content }: StoredTransaction): ReadonlyArray<BatchEnd> {
  const part = batchPartOf(content);
  return part === undefined ? [] : [{ origin, seq: last, hash, batch: part.batch }];
}

/** Returns what a person may say of a question. An enrolment or a revocation answers the others. */
export function settlings({ reason }: Pick<Question, "reason">): ReadonlyArray<Wish["kind"]> {
  switch (reason) {
    case "chain/forked":
    case "chain/revoked":
    case "chain/retired":
      return ["chain/admitted", "chain/retired"];
    // It was admitted, and its ids are another branch's all the same.
    case "chain/id-taken":
      return ["chain/retired"];
    default:
      return [];
  }
}

function receiptsOf({ transactions }: QuarantinedChain): ReadonlyArray<QuestionedReceipt> {
  return transactions
    .flatMap(({ events }) => events)
    .flatMap(({ known }) => (isNumbered(known) ? [toReceipt(known)] : []));
}

function toReceipt({ body, act: { day } }: NumberedEvent): QuestionedReceipt {
  const { series, no, total } = body;
  return { series, no, number: receiptNumber(series, no), total, day };
}
