import type { MessageLocale, Messages } from "./messages";

declare module "next-intl" {
  interface AppConfig {
    Locale: MessageLocale;
    Messages: Messages;
  }
}
