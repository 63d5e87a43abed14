/** What was chosen before there is an order: it holds for the next one. */

import { type Service } from "../../domain/catalogue.ts";

export interface NextOrder {
  service: Service | undefined;
  /** 0 for the products' own. */
  course: number;
}

export function forgetNext(next: NextOrder): void {
  next.service = undefined;
  next.course = 0;
}
