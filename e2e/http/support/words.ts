import enrollments from "@/lib/platform/i18n/messages/ko/enrollments.json" with { type: "json" };
import errors from "@/lib/platform/i18n/messages/ko/errors.json" with { type: "json" };

/** What the application page says, as far as a text can be told from the rest of the page. */
export const loadMessages = () => ({
  sent: escaped(enrollments.apply.sent.notYet),
  full: escaped(enrollments.full),
  limit: escaped(errors.limit),
  invalid: escaped(errors.invalid),
  keyReused: escaped(errors.keyReused),
});

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("'", "&#x27;");
