/** `node discovery-task.ts find ID PATIENCE_MS` or `… check`, in a box of a test's network: prints the outcome. */

import { systemClock } from "../../src/app/system/clock.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { findInvitation } from "../../src/mesh/discovery/find-invitation.ts";
import { checkMulticast } from "../../src/mesh/discovery/multicast-check.ts";

const [, , task, inviteId = "", patience] = process.argv;
const deps = { clock: systemClock, random: systemRandom };
const outcome =
  task === "find"
    ? await findInvitation(inviteId, { ...deps, patienceMs: Number(patience) })
    : await checkMulticast(deps);
console.log(JSON.stringify(outcome));
