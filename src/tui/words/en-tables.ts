/** English: tables and tabs, the plan of the room, and handing it over. */

export const enTables = {
  tables: {
    table: (table: string) => `Table ${table}`,
    payTable: (table: string) => `Pay table ${table}`,
    guests: (count: number) => (count === 1 ? "1 guest" : `${count} guests`),
    seat: (seat: number) => `seat ${seat}`,
    isIn: (name: string) => `${name} is in it`,
    opened: (what: string) => `${what} is open.`,
    openedForOther: (what: string, other: string) => `${what} is open, ${other} is parked.`,
    counted: (what: string, guests: string) => `${what}: ${guests}.`,
    fromHere: (seat: number) =>
      seat === 0 ? "From here on for the whole table." : `From here on for seat ${seat}.`,
    lineFor: (goods: string, seat: number) =>
      seat === 0 ? `${goods}: for the whole table.` : `${goods}: for seat ${seat}.`,
    /** An order is open under a name that is spelled nearly so. */
    nearly: (typed: string, name: string) =>
      `“${name}” is open. F7 again opens “${typed}” beside it; Esc leaves it.`,
    /** The one that is meant lies here already, by the beginning of its name. */
    beside: (name: string, typed: string) =>
      `${name} is here. F7 again opens a tab called “${typed}”.`,
    /** Somebody else comes back to a tab after a long time. */
    sameGuest: (name: string, by: string, age: string) =>
      `${name}: last by ${by}, ${age} ago. The same guest? F7 again goes there.`,
    askLeft: (what: string) => `${what}: did they leave without ordering? F5 again says so.`,
    left: (what: string) => `${what}: they left without ordering.`,
    nothingToMove: "There is no open order on the screen to move.",
    howToMove: "Type lines and where they go, such as 2+5>9 or 2*4>9, or >9 for all of it.",
    moved: (what: string, where: string) => `${what}: now ${where}.`,
    movedLines: (count: number, where: string) =>
      count === 1 ? `1 line: now ${where}.` : `${count} lines: now ${where}.`,
    inUse: (where: string) => `${where} is in use: + makes it one bill, / keeps two.`,
    allOneBill: "all of them on one bill",
    whichBill: "On which bill?",
    oneBill: (other: string) => `one bill with ${other}`,
    twoBills: (where: string) => `two bills: ${where}`,
    merged: (what: string, bill: string) => `${what} is on the bill of ${bill}.`,
    mergedAll: (what: string, count: number) => `${what}: ${count} bills are one now.`,
    oneBillThere: "There is one bill: > and a table, then F7, moves an order there.",
    noneJoined: "No other order is on this bill.",
    whichJoined: "Which one has a bill of its own again?",
    unmerged: (what: string) => `${what} has a bill of its own again.`,
    several: (what: string, count: number) => `${what}: ${count} bills. Which one?`,
    minutes: (minutes: number) => `${minutes} min`,
    hours: (hours: number) => `${hours} h`,
    goes: (what: string) => `to ${what}`,
    tables: "Tables",
    tabs: "Tabs",
    all: "All tables and tabs",
    mine: "My tables and tabs",
    none: "Nobody sits anywhere yet.",
    noneMine: "You have no table and no tab.",
    free: (names: string) => `free: ${names}`,
    /** Below the plan. */
    planKeys: "7 Enter goes there; F7: mine or all; > hands over; + one bill; Esc goes back",
    nothingYet: "nothing ordered",
    toSend: (lines: number) => `${lines} to send`,
    waits: (lines: number) => `${lines} on hold`,
    begun: (course: number, age: string) =>
      course === 0 ? `sent (${age})` : `course ${course} (${age})`,
    handOver: "Hand over to whom?",
    handedOver: (what: string, name: string) => `${what}: ${name} serves it now.`,
    handedAll: (count: number, name: string) =>
      count === 1 ? `1 order: ${name} serves it now.` : `${count} orders: ${name} serves them now.`,
    allOf: (name: string, count: number) => `all of ${name}: ${count}`,
    nobodyElse: "Nobody else works here: there is nobody to hand over to.",
    emptyOrder: [
      "Nobody has ordered anything yet.",
      "",
      "F5 says that they left.",
      "7*4 F7: four guests, *2 F7: seat 2.",
    ] as ReadonlyArray<string>,
    billed: (age: string, isOld: boolean) =>
      isOld ? `BILL (${age}), MORE SINCE` : `BILL (${age})`,
    planEnd: "A table or a name goes there, 7> hands it over, :back leaves.",
  },
};
