/** The words of the form, chosen on the server: the browser gets these and no message catalogue. */
export function formWords(
  t: (key: string, values?: Record<string, string>) => string,
  required: string,
  optional: string,
) {
  return {
    required,
    optional,
    name: t("name"),
    phone: t("phone"),
    shop: t("shop"),
    shopExample: t("shopExample"),
    consents: t("consents"),
    readAll: t("readAll"),
    waitIfFull: t("waitIfFull"),
    waitHint: t("waitHint"),
    fullNow: t("fullNow"),
    submit: t("submit"),
    submitWait: t("submitWait"),
    submitting: t("submitting"),
    foot: t("foot"),
    chooseOne: t("chooseOne"),
    yes: t("yes"),
    no: t("no"),
    leaveEmpty: t("leaveEmpty"),
    problem: t("problem"),
    sentTitle: t("sent.title"),
    // The number is put in by the form, which alone knows it.
    sentText: t("sent.text", { phone: "{phone}" }),
    sentGuardian: t("sent.guardian", { phone: "{phone}" }),
    child: t("child"),
    childHint: t("childHint"),
    guardianName: t("guardianName"),
    guardianHint: t("guardianHint"),
    sentLegacy: t("sent.legacy"),
    sentNotYet: t("sent.notYet"),
  };
}

export type FormWords = ReturnType<typeof formWords>;
