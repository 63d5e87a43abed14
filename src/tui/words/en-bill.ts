/** F8: the bill of an order, and what is said of it. */

export const enBill = {
  bill: {
    out: (numbers: string, money: string, minutes: number) =>
      `Bill ${numbers} of ${money}, ${minutes} min ago`,
    now: (money: string) => `now it would be ${money}: F8`,
    whose: "No order is here: type the table before F8.",
    nobody: (typed: string) => `No open order is at ${typed} or called so.`,
    several: (typed: string, orders: string) =>
      `${typed} has several orders: ${orders}. Type the number of one, then F8.`,
    printed: (no: string, label: string, money: string) => `Bill ${no} of ${label}: ${money}.`,
    parts: (count: number, label: string, sums: string) => `${count} bills of ${label}: ${sums}.`,
    part: (no: number, part: number, of: number) => `${no} (part ${part} of ${of})`,
    replaces: (numbers: string) => `In place of bill ${numbers}.`,
    table: (name: string) => `table ${name}`,
    chargeOff: (charge: string) => `${charge}: take it off`,
    chargeOn: (charge: string) => `${charge}: charge it again`,
    chargeIsOff: (charge: string) => `${charge} is off the order.`,
    chargeIsOn: (charge: string) => `${charge} is on the order again.`,
  },
};
