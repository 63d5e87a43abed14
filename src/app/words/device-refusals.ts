/** Why a till is not revoked, and nothing of it thrown away, in each language. */

interface Named {
  readonly name: string;
}

export const deviceRefusals = {
  en: {
    "pin/no-pepper": () =>
      "What PINs are checked by isn't at this till yet: set it at another till, or connect this one first.",
    "device/not-admitted": () =>
      "Who let this till in counts no more, nor does this till: sell on another one, and let it in anew.",
    "device/in-question": () =>
      "This till began anew more often than anybody vouched for: sell on another one, and answer `till attention` there.",
    "order/in-question": () =>
      "It is written, but this till's words are in question now: answer `till attention`, and begin a new order.",
    "device/already-revoked": ({ name }: Named) => `${name} is revoked already, for ever.`,
    "device/not-revoked": ({ name }: Named) =>
      `Nothing of ${name} is thrown away while it belongs to the shop: revoke it first.`,
  },
  de: {
    "pin/no-pepper": () =>
      "Womit PINs geprüft werden, fehlt dieser Kasse noch: an einer anderen setzen, oder diese verbinden.",
    "device/not-admitted": () =>
      "Wer diese Kasse aufnahm, zählt nicht mehr: eine andere nehmen, diese neu aufnehmen.",
    "device/in-question": () =>
      "Diese Kasse hat zu oft neu begonnen: eine andere nehmen und dort `till attention` beantworten.",
    "order/in-question": () =>
      "Geschrieben, aber diese Kasse ist jetzt in Frage: `till attention` beantworten, neu beginnen.",
    "device/already-revoked": ({ name }: Named) => `${name} ist schon ausgeschlossen, für immer.`,
    "device/not-revoked": ({ name }: Named) =>
      `Von ${name} wird erst verworfen, wenn sie ausgeschlossen ist.`,
  },
  fr: {
    "pin/no-pepper": () =>
      "Ce qui vérifie les PIN manque ici : faites-le sur une autre caisse, ou connectez celle-ci.",
    "device/not-admitted": () =>
      "Qui a admis cette caisse ne compte plus : vendez sur une autre, admettez celle-ci à nouveau.",
    "device/in-question": () =>
      "Cette caisse a recommencé trop souvent : vendez sur une autre, et voyez-y ce que demande `till attention`.",
    "order/in-question": () =>
      "C'est écrit, mais cette caisse est maintenant en question : voyez `till attention`, et recommencez.",
    "device/already-revoked": ({ name }: Named) => `${name} est déjà exclue, pour toujours.`,
    "device/not-revoked": ({ name }: Named) =>
      `Rien de ${name} n'est jeté tant qu'elle est du magasin : excluez-la d'abord.`,
  },
  es: {
    "pin/no-pepper": () =>
      "Lo que comprueba los PIN aún no está en esta caja: hágalo en otra caja, o conecte esta primero.",
    "device/not-admitted": () =>
      "Quien admitió esta caja ya no cuenta: venda en otra y vuelva a admitir esta.",
    "device/in-question": () =>
      "Esta caja empezó de nuevo más veces de las confirmadas: venda en otra y vea allí `till attention`.",
    "order/in-question": () =>
      "Está escrito, pero esta caja queda ahora en duda: vea `till attention` y empiece un pedido nuevo.",
    "device/already-revoked": ({ name }: Named) => `${name} ya está excluida, para siempre.`,
    "device/not-revoked": ({ name }: Named) =>
      `No se tira nada de ${name} mientras sea de la tienda: exclúyala primero.`,
  },
};
