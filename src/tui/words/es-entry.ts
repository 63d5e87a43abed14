/** Spanish: why a text of the line does nothing, and how to say it. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

export const esEntry = onceAsked((): Pick<PartialWords, "entry" | "option" | "how"> => ({
  entry: {
    "too-long": ({ max }) => `Una línea tiene como máximo ${max} signos.`,
    "nothing-called": ({ typed }) => `Nada se llama «${typed}».`,
    "receipt-number": ({ number }) => `${number} es un ticket: :devolver ${number} lo abre.`,
    "by-weight": ({ name, code }) => `${name} se vende al peso: 0,350*${code}.`,
    labelled: ({ name }) => `La etiqueta dice cuánto ${name} es.`,
    "by-piece": ({ name, code }) => `${name} se vende por unidad: 3*${code}.`,
    "too-heavy": ({ typed, code }) =>
      `¿${typed} kg? Como máximo 99,999 kg por línea; 0,200*${code} son 200 g.`,
    "barcode-no-quantity": ({ typed }) => `${typed} es un código de barras, no una cantidad.`,
    "no-quantity": ({ typed }) => `${typed} no es una cantidad: 1 a 9999, al peso 0,350.`,
    "no-fixed-price": ({ name, code }) => `${name} no tiene precio fijo: ${code}=2,50.`,
    "no-amount": ({ typed, code }) => `${typed} no es un importe: ${code}=2,50.`,
    "so-many": ({ count, goods }) => `${count} a la vez: ${count}*${goods}.`,
    "of-what": ({ typed }) => `¿${typed} de qué? ${typed}100 o ${typed}nombre.`,
    "takes-options": ({ name }) => `${name} admite /2 para una opción y =2,50 para un precio.`,
    "one-by-one": ({ name, code }) => `${code} es ${name}: Intro después, y luego el siguiente.`,
    "has-options": ({ name, code }) => `${code} es ${name}: ${code}/ muestra sus opciones.`,
    "with-option": ({ name, code, option, number }) => `${name} con ${option}: ${code}/${number}.`,
    "no-barcode": ({ typed }) => `Ningún artículo tiene el código de barras ${typed}.`,
    "no-number": ({ typed }) =>
      `${typed} no es un PLU (hasta 6 cifras) ni un código de barras correcto.`,
    "no-plu": ({ typed, first }) =>
      first === ""
        ? `Ningún artículo tiene el PLU ${typed}.`
        : `Ningún artículo tiene el PLU ${typed}: siga, o Abajo para ${first}.`,
    "no-line-price": () => "Eso no es un importe: =2,80 fija el precio de la línea.",
    "rate-too-high": () => "El descuento es como máximo de -100%.",
    "line-quantity": () => "Una cantidad va de 1 a 9999; F5 anula la línea.",
    "no-sign": ({ sign }) => `Nada empieza por ${sign}: los artículos empiezan por letra o cifra.`,
    unfinished: ({ typed, forms }) => `«${typed}» no está terminado: ${forms.join(" o ")}.`,
    "barcode-no-money": () => "Ocho cifras o más son un código de barras, nunca dinero.",
    "no-tip": ({ typed }) =>
      `«${typed}» no es propina: +2 un importe, %10, o =50 para 50 en total.`,
    "no-split": ({ typed }) =>
      `«${typed}» no divide nada: /3, /** por asiento, //2+5 líneas, /-30 importe.`,
    "no-currency": ({ code }) => `${code} no es una divisa conocida: usd50 son cincuenta dólares.`,
    "no-money": ({ typed }) =>
      `«${typed}» no es un importe: 20 o 17,50; Intro solo cobra el resto exacto.`,
  },
  option: {
    "no-options": () => "no tiene opciones.",
    "too-many": ({ group, max }) => `${max} como máximo de ${group}.`,
    "no-such-number": ({ number, count, first }) =>
      `no hay opción ${number}, solo /1 a /${count}; /1 es ${first}.`,
    "no-such-name": ({ typed, count, first }) =>
      `ninguna opción empieza por «${typed}»: /1 a /${count}; /1 es ${first}.`,
    which: ({ count, first }) => `¿qué opción? /1 a /${count}; /1 es ${first}.`,
  },
  how: {
    "+": "+ añade uno más a la línea, +3 añade tres.",
    "*": "*3 deja la línea en tres; una cantidad va de 1 a 9999.",
    "/": "/2 o /1/3 toma opciones por número, /soja una por su nombre.",
    "!": "!salmón: agotado; !6*salmón: quedan seis; !*salmón: a la venta, sin contar.",
    "=": "=2,80 fija el precio de la línea.",
    "-": "-10% o -2,00: descuento en la línea; --10% o --2,00: en todo.",
    ":": "Tras el signo va una palabra: :cobrar 20, :cocina, :ayuda.",
    "<": "<100 devuelve un artículo sin ticket, <3*100 tres; con ticket: escanéelo.",
    ";": "; pasa al pase siguiente, ;3 al pase 3 (1 a 9); ;0: cada uno en el suyo.",
  },
}));
