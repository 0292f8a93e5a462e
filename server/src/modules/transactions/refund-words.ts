/** What statements call money that comes back, in the languages of the base model; folded texts. */
const WORDS =
  /\b(refund(s|ed)?|return(ed|s)?|reversal|reversed|rebate|chargeback|credit voucher|merchandise credit|gutschrift|ruckerstattung|rueckerstattung|erstattung|storno|devolucion(es)?|reembolso|anulacion|abono|remboursement|avoir|rimborso|storno|reso|terugbetaling|retour|estorno)\b/g;

/** What people, employers and banks pay in under: no purchase is undone by it. */
const NO_REFUND =
  /\b(payroll|salary|direct dep(osit)?|wages|nomina|gehalt|lohn|interest|intereses|zinsen|dividend|cash ?back|reward|zelle|venmo|cash app|bizum|paypal transfer|transfer|traspaso|transferencia|deposit|payment thank you|autopay)\b/;

export const saysRefund = (searchText: string): boolean => searchText.search(WORDS) >= 0;

export const saysNoRefund = (searchText: string): boolean => NO_REFUND.test(searchText);

/** The text without the words of a refund, so that it names the merchant as its purchase does. */
export const withoutRefundWords = (text: string): string => {
  const without = text.replace(new RegExp(WORDS.source, 'gi'), ' ').replace(/\s+/g, ' ').trim();
  return without === '' ? text : without;
};
