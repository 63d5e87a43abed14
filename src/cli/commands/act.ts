/** Does an act from the shell: `till order note A12 3 "no onions"`. */

import { type TextContext } from "../../acts/act.ts";
import { type ShellAct } from "../../acts/shell-act.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { correctionText } from "../../app/orders/correction-text.ts";
import { findOrder } from "../../app/orders/orders.ts";
import {
  issuedIn,
  performTyped,
  performTypedBeside,
  shellTexts,
} from "../../app/orders/perform-act.ts";
import { reassignedText } from "../../app/orders/reassigned-text.ts";
import { refusalSentence } from "../../app/register/refusal-sentence.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { customerPurse, gatherPurse, voucherPurse } from "../../app/vouchers/purse-rights.ts";
import { voucherOf } from "../../app/vouchers/vouchers.ts";
import { ok } from "../../domain/base/result.ts";
import { readVoucherCode } from "../../domain/vouchers/voucher-code.ts";
import { actFault } from "../act-fault.ts";
import { answer } from "../answer.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { positionOf } from "../line-words.ts";
import { oneLine } from "../one-line.ts";
import { speechIn } from "../speech-in.ts";
import {
  paidByCard,
  receiptsOf,
  type TakenByCard,
  takenByCard,
  withoutPayment,
} from "./act-by-card.ts";

interface TypedWords {
  /** The order's number of today, a receipt number, or its id. */
  readonly order: string;
  /** All behind it, the number of a line first where the act is about one. */
  readonly words: ReadonlyArray<string>;
  readonly options: ChangeOptions & { readonly dryRun?: boolean };
}

export async function performTheAct(
  { on, load, hasDryRun }: ShellAct,
  { order: text, words: all, options: { dryRun = false, ...options } }: TypedWords,
  console: Console,
): Promise<ExitCode> {
  const act = await load();
  const [first = "", ...others] = all;
  const line = on === "line" ? positionOf(first) : undefined;
  const typed = { words: on === "line" ? others : all, options: { ...options } };
  const isDryRun = hasDryRun && dryRun;
  let taken: TakenByCard | undefined;

  function perform(till: Till, by: Actor, texts: TextContext): ReturnType<typeof performTyped> {
    if (taken !== undefined && act.id === "pay") return ok(paidByCard(till, taken));
    const words = taken === undefined ? typed : withoutPayment(typed);
    return performTyped(till, by, { act, order: text, line, typed: words, texts, isDryRun });
  }

  return changeOrder(
    {
      before: async (open, actor) => {
        await gatherFor(open, { act: act.id, order: text, options: typed.options });
        const texts = textsOf(open.till, console);
        taken = await takenByCard(open, console, { actor, act, order: text, typed, texts });
      },
      act: (till, by) => {
        const texts = textsOf(till, console);
        const done = perform(till, by, texts);
        if (!done.ok) return done;
        return ok({
          ...done.value,
          tell: act.shell?.tell?.({ ...done.value.performed, by }, texts, isDryRun),
        });
      },
      faultOf: actFault,
      outcome: ({ tell = {}, events }, till) => ({
        issued: [
          ...issuedIn(till, events),
          ...(taken === undefined ? [] : receiptsOf(till, taken)),
        ],
        more: tell.json ?? {},
        notDone: tell.notDone,
        text: ({ corrections, reassigned }, speech) => {
          const kinds = new Set(events.map(({ event }) => event.kind));
          const made = [
            ...(kinds.has("payment/corrected")
              ? corrections.map((it) => correctionText(it, speech))
              : []),
            ...(kinds.has("order/reassigned")
              ? reassigned.map((it) => reassignedText(it, speech))
              : []),
          ];
          const lines = (tell.lines ?? []).map((it) => it.replaceAll(/\p{Cc}+/gu, " "));
          return [...lines, ...made.map(oneLine)];
        },
      }),
    },
    options,
    console,
  );
}

/** Does an act that is about no order, such as `till clock in`. */
export function performTheActBeside(
  { load }: ShellAct,
  { words, options }: Omit<TypedWords, "order">,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, who, attempt }) => {
    const act = await load();
    const by = await who();
    const texts = textsOf(till, console);
    const typed = { words, options: { ...options } };
    const done = await attempt((actor) => performTypedBeside(till, actor, { act, typed, texts }));
    if (!done.ok) throw actFault(done.fault, till);
    const beside = { order: undefined, answer: done.value.answer, by };
    const { json = {}, lines = [] } = act.shell?.tell?.(beside, texts, false) ?? {};
    return { json: () => json, lines: () => lines };
  });
}

/**
 * Asks other tills for what they may redeem of a voucher that pays, or spend of the customer's points. What is wrong
 * with its code or its order the act says.
 */
async function gatherFor(
  open: OpenTill,
  {
    act,
    order,
    options: { voucher },
  }: {
    readonly act: string;
    readonly order: string;
    readonly options: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const customer = act === "points" ? (findOrder(open.till, order)?.order.customer ?? "") : "";
  if (customer !== "") await gatherPurse(open, customerPurse(customer));
  const read = typeof voucher === "string" ? readVoucherCode(voucher) : undefined;
  if (read?.type !== "code" || open.till.voucherCodes.tries.waitMs() > 0) return;
  const id = voucherOf(open.till, read.code);
  if (id !== undefined) await gatherPurse(open, voucherPurse(id));
}

function textsOf(till: Till, console: Console): TextContext {
  const { locale } = speechIn(console, till);
  return shellTexts(till, { locale, refusal: (facts) => refusalSentence(facts, till, locale) });
}
