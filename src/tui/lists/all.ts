/** Every list of the register, by its type: that is what its file is called. */

import { type CommandId } from "../commands.ts";
import { type List } from "../register-state.ts";
import { type Take } from "../rows/list-row.ts";
import { actWhyList } from "./act-why.ts";
import { attentionItemList } from "./attention-item.ts";
import { attentionList } from "./attention.ts";
import { cancelReasonList } from "./cancel-reason.ts";
import { cardNumberList } from "./card-number.ts";
import { cardSlipList } from "./card-slip.ts";
import { cardTipList } from "./card-tip.ts";
import { cardList } from "./card.ts";
import { cardsList } from "./cards.ts";
import { choiceList } from "./choice.ts";
import { correctList } from "./correct.ts";
import { countList } from "./count.ts";
import { dayList } from "./day.ts";
import { deliveriesList } from "./deliveries.ts";
import { deliveryList } from "./delivery.ts";
import { discountsList } from "./discounts.ts";
import { doctorList } from "./doctor.ts";
import { drawerList } from "./drawer.ts";
import { eveningList } from "./evening.ts";
import { fateList } from "./fate.ts";
import { handOverList } from "./hand-over.ts";
import { heldGoodsList } from "./held-goods.ts";
import { historyList } from "./history.ts";
import { joinedList } from "./joined.ts";
import { languagesList } from "./languages.ts";
import { type ListKind } from "./list-kind.ts";
import { messagesList } from "./messages.ts";
import { moreList } from "./more.ts";
import { moveOntoList } from "./move-onto.ts";
import { ordersList } from "./orders.ts";
import { papersList } from "./papers.ts";
import { planList } from "./plan.ts";
import { printersList } from "./printers.ts";
import { queueList } from "./queue.ts";
import { queuedPaperList } from "./queued-paper.ts";
import { reasonList } from "./reason.ts";
import { receiptList } from "./receipt.ts";
import { receiptsList } from "./receipts.ts";
import { reportList } from "./report.ts";
import { reportsList } from "./reports.ts";
import { returnReasonList } from "./return-reason.ts";
import { returnList } from "./return.ts";
import { statusList } from "./status.ts";
import { tabList } from "./tab.ts";
import { tablesList } from "./tables.ts";
import { tabsList } from "./tabs.ts";
import { terminalsList } from "./terminals.ts";
import { tillsList } from "./tills.ts";
import { tipsList } from "./tips.ts";
import { whoList } from "./who.ts";

export type ListKinds = { readonly [Type in List["type"]]: ListKind<Type> };

export const LISTS = {
  "act-why": actWhyList,
  attention: attentionList,
  "attention-item": attentionItemList,
  "cancel-reason": cancelReasonList,
  card: cardList,
  "card-number": cardNumberList,
  "card-slip": cardSlipList,
  "card-tip": cardTipList,
  cards: cardsList,
  choice: choiceList,
  correct: correctList,
  count: countList,
  day: dayList,
  deliveries: deliveriesList,
  delivery: deliveryList,
  discounts: discountsList,
  doctor: doctorList,
  drawer: drawerList,
  evening: eveningList,
  fate: fateList,
  "hand-over": handOverList,
  "held-goods": heldGoodsList,
  history: historyList,
  joined: joinedList,
  languages: languagesList,
  messages: messagesList,
  more: moreList,
  "move-onto": moveOntoList,
  orders: ordersList,
  papers: papersList,
  plan: planList,
  printers: printersList,
  queue: queueList,
  "queued-paper": queuedPaperList,
  reason: reasonList,
  receipt: receiptList,
  receipts: receiptsList,
  report: reportList,
  reports: reportsList,
  return: returnList,
  "return-reason": returnReasonList,
  status: statusList,
  tab: tabList,
  tables: tablesList,
  tabs: tabsList,
  terminals: terminalsList,
  tills: tillsList,
  tips: tipsList,
  who: whoList,
} as const satisfies ListKinds;

/** The commands that open a list. */
type OpeningOf<Kind> = Kind extends { readonly opens: infer Opens } ? keyof Opens : never;
export type Opening = OpeningOf<(typeof LISTS)[keyof typeof LISTS]>;

/** Returns what opens a list by the command; undefined where it opens none. */
export function openingBy(id: CommandId): Take | undefined {
  const kinds: ListKinds = LISTS;
  return Object.values(kinds).find(({ opens }) => opens?.[id] !== undefined)?.opens?.[id];
}
