/** What needs somebody, as commands list it in Spanish. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type AttentionListWords } from "./attention-list-words.ts";

export const esAttentionList = onceAsked((): AttentionListWords => ({
  nothing: "Nada requiere a nadie.",
  noHistory: "Nada se vendió con dudas.",
  addressee: (_, called) => called,
  noQuestion: "No hay dinero en duda.",
  extent: ([from, to], sales, money) =>
    `eventos ${from} a ${to}, ${counted(sales, "venta")}, ${money}`,
  reasons: {
    "chain/forked":
      "La caja habló con dos voces: su disco se copió, o volvió a un estado anterior.",
    "chain/revoked": "Dicho después de excluir la caja.",
    "chain/retired": "Apartado: alguien lo vio, y queda fuera.",
    "chain/too-many": "La caja empezó de nuevo más veces de las que alguien confirmó.",
    "chain/id-taken": "Tiene los números de otra rama, que se admitió.",
    "device/not-enrolled":
      "Ninguna caja que pueda hacerlo ha admitido este equipo: admítalo, y cuenta.",
    "kind/not-allowed": "El equipo no puede escribir esto: admítalo con ese derecho, y cuenta.",
    "batch/unfinished":
      "Parte de un trabajo mayor que no ha terminado. Si se cortó, repítalo, y aparte esto.",
    "batch/retired": "Parte de un trabajo mayor que se cortó: alguien lo vio, y queda fuera.",
  },
  admitted: (extent) => `Admitido: ${extent}.`,
  retired: (extent) => `Apartado: ${extent}.`,
  purged: (name) => `Lo que no cuenta de ${name} se tira en cada caja, dentro de un día.`,
}));
