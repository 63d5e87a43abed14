/** `till attention list|resolve`: what needs somebody, and what they make of it. */

import { answerItem } from "../../app/attention/attention-answers.ts";
import {
  listAttentionItems,
  listTillItems,
  type OpenItem,
} from "../../app/attention/attention-items.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { silenceSentence } from "../../app/printing/duties-holder.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { err } from "../../domain/result.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

type Answer = OpenItem["answers"][number]["answer"];

export interface ResolveOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly answer?: Answer;
  readonly note: string;
}

export function listTheAttention(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const items = await itemsIn(open);
    if (options.json === true) {
      console.json({ currency: open.till.currency.code, items: items.map(toJson) });
    } else if (items.length === 0) console.say("Nothing needs anybody.");
    else for (const line of items.flatMap(toText)) console.out(line);
    return items.length === 0 ? EXIT.fine : EXIT.foundWrong;
  });
}

export function resolveAttention(
  id: string,
  options: ResolveOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till, printing } = open;
    const actor = await whoActs(till, options, console);
    const item = itemOf(await itemsIn(open), id);
    const answer = answerFor(item, options);
    const done = await withApproval<string, never>({ till, actor, console }, options, (by) =>
      answerItem<Refusal>(
        {
          open,
          act: (name, decide) => till.act(by, name, decide),
          refused: (refusal) => err(refusal),
          note: options.note,
        },
        item,
        answer,
      ),
    );
    if (!done.ok) throw refusalFault(done.fault, till);
    const settled = await printing.settleOwn(
      item.subject.type === "paper" && answer === "print" ? item.subject.document : undefined,
    );
    if (settled.type === "silent") {
      console.say(`Recorded, but its paper waits. ${silenceSentence(settled.pid)}`);
    }
    if (options.json === true) {
      console.json({ currency: till.currency.code, item: toJson(item), answer });
    } else console.out(`${item.text}. ${done.value}`);
    return EXIT.fine;
  });
}

/** What other tills did wrong, whoever has the links of this box knows. */
async function itemsIn(open: OpenTill): Promise<ReadonlyArray<OpenItem>> {
  const holder = await open.printing.askHolder();
  const view = holder.type === "answered" ? holder.mesh : undefined;
  const { till, jobs, clock } = open;
  return [
    ...listAttentionItems(open, "en"),
    ...listTillItems({ till, jobs, clock, printing: { mesh: () => view } }, "en"),
  ];
}

/** By its id, or the beginning of it that no other one has. */
function itemOf(items: ReadonlyArray<OpenItem>, id: string): OpenItem {
  const found = id === "" ? [] : items.filter((it) => it.id.startsWith(id));
  const [item, ...others] = found;
  if (item !== undefined && others.length === 0) return item;
  throw new CommandFault(
    EXIT.notFound,
    `Nothing that needs anybody is named ${id} alone: \`till attention list\` shows all.`,
  );
}

/** What only leads somewhere on a screen is a command of its own. */
function isWritten({ answer }: OpenItem["answers"][number]): boolean {
  return answer !== "open-receipt" && answer !== "open-order" && answer !== "say-left";
}

/** The one that there is, or the one that was named. */
function answerFor(item: OpenItem, { answer: named }: ResolveOptions): Answer {
  const answers = item.answers.filter(isWritten).map(({ answer }) => answer);
  if (answers.length === 0) {
    const how =
      item.subject.type === "box"
        ? "it is gone once that is mended"
        : "enrol its device, and it counts";
    throw new CommandFault(EXIT.conflict, `${item.id} can't be answered: ${how}.`);
  }
  const [only, ...others] = answers;
  if (named === undefined && only !== undefined && others.length === 0) return only;
  if (named !== undefined && answers.includes(named)) return named;
  throw usageFault(`Say what becomes of ${item.id}: --answer ${answers.join(" or ")}.`);
}

function toJson({ id, kind, addressee, amount, text, answers }: OpenItem) {
  return {
    id,
    kind,
    for: addressee,
    amount: amount ?? 0,
    text,
    answers: answers.filter(isWritten).map(({ answer }) => answer),
  };
}

function toText({ id, addressee, text, answers }: OpenItem): ReadonlyArray<string> {
  const rows = answers
    .filter(isWritten)
    .map(({ answer, text: what }) => `          --answer ${answer.padEnd(9)}  ${what}`);
  return [`${id}  ${text} (${addressee})`, ...rows];
}
