import { expect, test } from "vitest";

import { isAllAcknowledged } from "../../../src/printer/transports/tcp-channel.ts";

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
   0: 00000000:238C 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
   1: 0701A8C0:A0F2 0901A8C0:238C 05 00000000:00000000 03:00000A1B 00000000     0
   2: 0701A8C0:A0F3 0901A8C0:238C 04 00000001:00000000 01:00000014 00000001     0
   3: 0701A8C0:A0F4 0901A8C0:238C 04 0000012C:00000007 01:00000014 00000003     0
   4: 0701A8C0:A0F4 0B01A8C0:238C 05 00000000:00000000 03:00000A1B 00000000     0
`;

test.each([
  ["all of it, and its end", 0xa0f2, true],
  ["all but its end", 0xa0f3, true],
  ["not 300 bytes, whatever another printer did at the same ports", 0xa0f4, false],
  ["nothing that the table tells of", 0xa0f6, false],
])("the printer has acknowledged %s", (_, local, isAll) => {
  expect(isAllAcknowledged({ local, remote: 9100 }, [TABLE, ""])).toBe(isAll);
});
