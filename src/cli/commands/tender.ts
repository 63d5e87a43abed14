/** `till tender list|add|rename|remove`: what the shop takes besides cash and cards. */

import { changeTenders, ownTenders } from "../../app/catalogue/catalogue-changes.ts";
import { type TenderWish } from "../../domain/commands/office/change-tenders.ts";
import { cliGoodsWords } from "../../words/made/cliGoods/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { isUnchanged } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { actWithApproval, type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, withTill } from "../with-till.ts";

const said = sentencesOf(cliGoodsWords);

export interface TenderOptions extends JsonOptions, StaffOptions, ApproverOptions {}

export function listTenders(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const tenders = ownTenders(till);
    if (options.json === true) console.json({ tenders });
    else if (tenders.length === 0) {
      console.out(said(({ tender }) => tender.none));
    } else for (const { digit, name } of tenders) console.out(`${digit} ${oneLine(name)}`);
    return EXIT.fine;
  });
}

const DONE = { add: "added", rename: "renamed", remove: "removed" } as const;

export function changeTheTenders(
  wish: TenderWish,
  options: TenderOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const result = await actWithApproval({ till, console }, options, (by) =>
      changeTenders(till, by, wish),
    );
    const isSame = isUnchanged(result, till, "setting/same");
    const tenders = ownTenders(till);
    const done = isSame ? "unchanged" : DONE[wish.type];
    if (options.json === true) console.json({ done, tenders });
    else {
      const all = tenders.map(({ digit, name }) => `${digit} ${oneLine(name)}`);
      console.out(said(({ tender }) => (all.length === 0 ? tender.noneNow : tender.now({ all }))));
    }
    return EXIT.fine;
  });
}
