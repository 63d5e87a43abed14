/** `till tender list|add|rename|remove`: what the shop takes besides cash and cards. */

import { changeTenders, ownTenders } from "../../app/catalogue/catalogue-changes.ts";
import { type TenderWish } from "../../domain/commands/office/change-tenders.ts";
import { cliGoodsWords } from "../../words/made/cliGoods/all.ts";
import { answer } from "../answer.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { isUnchanged } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";

const said = sentencesOf(cliGoodsWords);

export interface TenderOptions extends JsonOptions, StaffOptions, ApproverOptions {}

export function listTenders(options: JsonOptions, console: Console): Promise<ExitCode> {
  return answer(options, console, ({ till }) => {
    const tenders = ownTenders(till);
    return {
      json: () => ({ tenders }),
      lines: () =>
        tenders.length === 0 ? [said(({ tender }) => tender.none)] : tenders.map(tenderText),
    };
  });
}

const DONE = { add: "added", rename: "renamed", remove: "removed" } as const;

export function changeTheTenders(
  wish: TenderWish,
  options: TenderOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, attempt }) => {
    const result = await attempt((by) => changeTenders(till, by, wish));
    const isSame = isUnchanged(result, till, "setting/same");
    const tenders = ownTenders(till);
    const done = isSame ? "unchanged" : DONE[wish.type];
    const all = tenders.map(tenderText);
    return {
      json: () => ({ done, tenders }),
      lines: () => [
        said(({ tender }) => (all.length === 0 ? tender.noneNow : tender.now({ all }))),
      ],
    };
  });
}

function tenderText({ digit, name }: ReturnType<typeof ownTenders>[number]): string {
  return `${digit} ${oneLine(name)}`;
}
