import accountsEn from "./messages/en/accounts.json";
import alimtalkEn from "./messages/en/alimtalk.json";
import attendanceEn from "./messages/en/attendance.json";
import commonEn from "./messages/en/common.json";
import consentsEn from "./messages/en/consents.json";
import coursesEn from "./messages/en/courses.json";
import customerListEn from "./messages/en/customer-list.json";
import customersEn from "./messages/en/customers.json";
import decisionsEn from "./messages/en/decisions.json";
import devEn from "./messages/en/dev.json";
import enrollmentsEn from "./messages/en/enrollments.json";
import errorsEn from "./messages/en/errors.json";
import exportsEn from "./messages/en/exports.json";
import fieldsEn from "./messages/en/fields.json";
import followUpsEn from "./messages/en/follow-ups.json";
import gateEn from "./messages/en/gate.json";
import importsEn from "./messages/en/imports.json";
import mergingEn from "./messages/en/merging.json";
import messagesEn from "./messages/en/messages.json";
import operatorEn from "./messages/en/operator.json";
import outboxEn from "./messages/en/outbox.json";
import paletteEn from "./messages/en/palette.json";
import privacyEn from "./messages/en/privacy.json";
import privacyCopyEn from "./messages/en/privacy-copy.json";
import publicPageEn from "./messages/en/public-page.json";
import segmentsEn from "./messages/en/segments.json";
import settingsEn from "./messages/en/settings.json";
import shellEn from "./messages/en/shell.json";
import surveysEn from "./messages/en/surveys.json";
import tasksEn from "./messages/en/tasks.json";
import templatesEn from "./messages/en/templates.json";
import tenantsEn from "./messages/en/tenants.json";
import textingEn from "./messages/en/texting.json";
import todayEn from "./messages/en/today.json";
import accountsKo from "./messages/ko/accounts.json";
import alimtalkKo from "./messages/ko/alimtalk.json";
import attendanceKo from "./messages/ko/attendance.json";
import commonKo from "./messages/ko/common.json";
import consentsKo from "./messages/ko/consents.json";
import coursesKo from "./messages/ko/courses.json";
import customerListKo from "./messages/ko/customer-list.json";
import customersKo from "./messages/ko/customers.json";
import decisionsKo from "./messages/ko/decisions.json";
import devKo from "./messages/ko/dev.json";
import enrollmentsKo from "./messages/ko/enrollments.json";
import errorsKo from "./messages/ko/errors.json";
import exportsKo from "./messages/ko/exports.json";
import fieldsKo from "./messages/ko/fields.json";
import followUpsKo from "./messages/ko/follow-ups.json";
import gateKo from "./messages/ko/gate.json";
import importsKo from "./messages/ko/imports.json";
import mergingKo from "./messages/ko/merging.json";
import messagesKo from "./messages/ko/messages.json";
import operatorKo from "./messages/ko/operator.json";
import outboxKo from "./messages/ko/outbox.json";
import paletteKo from "./messages/ko/palette.json";
import privacyKo from "./messages/ko/privacy.json";
import privacyCopyKo from "./messages/ko/privacy-copy.json";
import publicPageKo from "./messages/ko/public-page.json";
import segmentsKo from "./messages/ko/segments.json";
import settingsKo from "./messages/ko/settings.json";
import shellKo from "./messages/ko/shell.json";
import surveysKo from "./messages/ko/surveys.json";
import tasksKo from "./messages/ko/tasks.json";
import templatesKo from "./messages/ko/templates.json";
import tenantsKo from "./messages/ko/tenants.json";
import textingKo from "./messages/ko/texting.json";
import todayKo from "./messages/ko/today.json";

const ko = {
  common: commonKo,
  shell: shellKo,
  accounts: accountsKo,
  tenants: tenantsKo,
  today: todayKo,
  customers: customersKo,
  consents: consentsKo,
  customerList: customerListKo,
  exports: exportsKo,
  fields: fieldsKo,
  imports: importsKo,
  merging: mergingKo,
  palette: paletteKo,
  segments: segmentsKo,
  tasks: tasksKo,
  templates: templatesKo,
  courses: coursesKo,
  enrollments: enrollmentsKo,
  surveys: surveysKo,
  messages: messagesKo,
  outbox: outboxKo,
  gate: gateKo,
  alimtalk: alimtalkKo,
  followUps: followUpsKo,
  decisions: decisionsKo,
  attendance: attendanceKo,
  settings: settingsKo,
  texting: textingKo,
  operator: operatorKo,
  privacy: privacyKo,
  privacyCopy: privacyCopyKo,
  publicPage: publicPageKo,
  dev: devKo,
  errors: errorsKo,
};

const en = {
  common: commonEn,
  shell: shellEn,
  accounts: accountsEn,
  tenants: tenantsEn,
  today: todayEn,
  customers: customersEn,
  consents: consentsEn,
  customerList: customerListEn,
  exports: exportsEn,
  fields: fieldsEn,
  imports: importsEn,
  merging: mergingEn,
  palette: paletteEn,
  segments: segmentsEn,
  tasks: tasksEn,
  templates: templatesEn,
  courses: coursesEn,
  enrollments: enrollmentsEn,
  surveys: surveysEn,
  messages: messagesEn,
  outbox: outboxEn,
  gate: gateEn,
  alimtalk: alimtalkEn,
  followUps: followUpsEn,
  decisions: decisionsEn,
  attendance: attendanceEn,
  settings: settingsEn,
  texting: textingEn,
  operator: operatorEn,
  privacy: privacyEn,
  privacyCopy: privacyCopyEn,
  publicPage: publicPageEn,
  dev: devEn,
  errors: errorsEn,
};

export const locales = ["ko", "en"] as const;
export type MessageLocale = (typeof locales)[number];
export type Messages = typeof ko;

/** All words of a language, by domain. parity.test.ts keeps both languages to the same keys and arguments. */
export function messagesOf(locale: MessageLocale): Messages {
  return locale === "en" ? (en as Messages) : ko;
}

export const isLocale = (value: unknown): value is MessageLocale => value === "ko" || value === "en";
