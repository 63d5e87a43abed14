/** What people may do, in English. */

import { type Permission } from "../../domain/people/permission.ts";

export const permissions: Readonly<Record<Permission, string>> = {
  sell: "sell",
  pay: "take payments",
  send: "send to the kitchen",
  void: "void what was sent to the kitchen",
  price: "change a price",
  discount: "give a discount",
  comp: "give goods away",
  exempt: "sell exempt of taxes",
  return: "take goods back",
  split: "split a bill",
  others: "see tables of others",
  soldout: "mark goods as sold out",
  oversell: "sell what is sold out",
  customer: "look up customers",
  erase: "erase customers",
  clock: "clock in and out",
  drawer: "count a cash drawer",
  payout: "move cash beside sales",
  reports: "see reports",
  catalogue: "change the catalogue",
  staff: "change staff",
  settings: "change settings",
  tables: "change areas and tables",
  devices: "change devices",
  approve: "approve for others",
};
