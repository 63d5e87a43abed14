/** What people may do, in Spanish. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type ScreenTillWords } from "./words-shape.ts";

export const permissions = onceAsked((): ScreenTillWords["permissions"] => ({
  sell: "vender",
  pay: "cobrar",
  send: "enviar a cocina",
  void: "anular en cocina",
  price: "cambiar un precio",
  discount: "hacer un descuento",
  comp: "invitar",
  exempt: "vender sin impuestos",
  return: "devolver artículos",
  split: "dividir una cuenta",
  others: "ver mesas de otros",
  soldout: "marcar un artículo como agotado",
  oversell: "vender un artículo agotado",
  customer: "consultar clientes",
  erase: "borrar clientes",
  clock: "fichar",
  drawer: "llevar un cajón de efectivo",
  payout: "mover efectivo sin venta",
  reports: "ver informes",
  catalogue: "cambiar el catálogo",
  staff: "cambiar el personal",
  settings: "cambiar los ajustes",
  tables: "cambiar zonas y mesas",
  devices: "cambiar los aparatos",
  approve: "autorizar a otros",
}));
