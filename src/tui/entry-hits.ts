/** The hits that the arrows walk through while something is typed: goods, or customers. */

import { type LineReading } from "../acts/typed-command.ts";
import { type Product } from "../domain/goods/catalogue.ts";
import { type CustomerView } from "../domain/people/customer-search.ts";
import { customerHits } from "./customer-plan.ts";
import { type RegisterState } from "./register-state.ts";

/** Customers that `&` and what follows it finds; undefined for a text that is about something else. */
export function foundCustomers(
  state: RegisterState,
  reading: LineReading,
): ReadonlyArray<CustomerView> | undefined {
  return reading.type === "command" && reading.command.type === "customer"
    ? customerHits(state, reading.command.who)
    : undefined;
}

/** Goods or customers that the arrows walk through. */
export function hitCount(state: RegisterState, reading: LineReading): number {
  return (foundCustomers(state, reading) ?? hitsOf(reading)).length;
}

/** Whether Enter takes the first hit while the arrows stand on none. */
export function meansFirst(state: RegisterState, reading: LineReading): boolean {
  return foundCustomers(state, reading)?.length === 1 || reading.type === "goods";
}

export function hitsOf(reading: LineReading): ReadonlyArray<Product> {
  return reading.type === "goods" || reading.type === "nothing" ? reading.hits : [];
}
