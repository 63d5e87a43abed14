/** The tables of refusals: one that is not here does not exist. Those beside a rule that refuses are faults. */

export { CARD_NUMBER_FAULTS } from "../card-numbers.ts";
export { EDIT_FAULTS } from "../office/entry-wish.ts";
export { FLOOR_FAULTS } from "../office/floor-edit.ts";
export { SETTING_FAULTS } from "../office/setting-text.ts";
export { GUEST_TEXT_FAULTS } from "../order/guest-text.ts";
export { CUSTOMER_FAULTS } from "../people/customer-text.ts";
export { PIN_FAULTS } from "../people/pin-rule.ts";
export { BILL_REFUSALS } from "./bill-refusals.ts";
export { CORRECTION_REFUSALS } from "./correction-refusals.ts";
export { CUSTOMER_REFUSALS } from "./customer-refusals.ts";
export { DAY_REFUSALS } from "./day-refusals.ts";
export { DEVICE_REFUSALS } from "./device-refusals.ts";
export { DRAWER_REFUSALS } from "./drawer-refusals.ts";
export { GOODS_REFUSALS } from "./goods-refusals.ts";
export { LINE_REFUSALS } from "./line-refusals.ts";
export { MOVE_REFUSALS } from "./move-refusals.ts";
export { ORDER_REFUSALS } from "./order-refusals.ts";
export { PAYMENT_REFUSALS } from "./payment-refusals.ts";
export { PRICE_REFUSALS } from "./price-refusals.ts";
export { PRINTER_REFUSALS } from "./printer-refusals.ts";
export { REFUND_REFUSALS } from "./refund-refusals.ts";
export { RIGHTS_REFUSALS } from "./rights-refusals.ts";
export { ROLE_REFUSALS } from "./role-refusals.ts";
export { SETTING_REFUSALS } from "./setting-refusals.ts";
export { STAFF_REFUSALS } from "./staff-refusals.ts";
export { TABLE_REFUSALS } from "./table-refusals.ts";
