/** The payment of some goods at the café's register, over a real till. */

import { type OpenTill } from "../../src/app/open-till.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { type Cafe } from "./cafe.ts";
import { openRealRegister, type RealRegister } from "./real-register.ts";

/** Between two presses that take money. */
const LATER_MS = 1000;

export interface RegisterPayment extends RealRegister {
  readonly later: () => void;
  /** Enter, late enough to be meant. */
  readonly enter: () => void;
  /** What Enter would do; or the plan, where it would do nothing. */
  readonly preview: () => unknown;
}

/** `prepare` is done to the till before anybody logs in. */
export async function registerAtPayment(
  cafe: Cafe,
  goods: string,
  prepare: (till: OpenTill["till"]) => void = () => undefined,
): Promise<RegisterPayment> {
  const register = openRealRegister(cafe);
  prepare(register.open.till);
  await register.logIn("1", "1111");
  function later(): void {
    cafe.clock.advance(LATER_MS);
  }
  function enter(): void {
    later();
    register.press("Enter");
  }
  register.type(goods);
  enter();
  later();
  register.press("F9");
  return {
    ...register,
    later,
    enter,
    preview: () => {
      const plan = planOf(register.store.till, register.store.getState());
      return plan.type === "ready" || plan.type === "choose" ? plan.preview : plan;
    },
  };
}
