/** Rows that the line dialogue reads out: what chooses each, and what it is. They are the same in every language. */

export function personRow(number: string, name: string): string {
  return `${number} ${name}`;
}

export function hitRow(number: number, name: string, price: string): string {
  return `:${number} ${name}, ${price}`;
}

export function customerRow(number: number, customer: string): string {
  return `:${number} ${customer}`;
}

export function listRow(sign: string, label: string, detail: string): string {
  return detail === "" ? `${sign} ${label}` : `${sign} ${label}, ${detail}`;
}

export function listTitle(title: string, filter: string): string {
  return filter === "" ? title : `${title} (${filter})`;
}

export function categoryRow(number: number, name: string, count: number): string {
  return `:goods ${number} ${name}, ${count}`;
}

export function goodsRow(code: string, name: string, price: string): string {
  return code === "" ? `${name}, ${price}` : `${code} ${name}, ${price}`;
}
