import { form } from "./action-call";
import { type Action, account, desk, nothing, open, quiet, staffFolder } from "./action-kinds";
import { password } from "./two-tenants";

const settingsFile = `${staffFolder}/settings/actions.ts`;
const alimtalkFile = `${staffFolder}/settings/texting/alimtalk-actions.ts`;
const exportFile = `${staffFolder}/settings/export/actions.ts`;

export const changedPassword = "another matrix entirely";

const settings = (fields: Record<string, string>) =>
  desk(
    "settings.write",
    async ({ of, version }) => ({
      version: String(await version("tenant_settings", of.scope.tenantId)),
      ...fields,
    }),
    nothing,
  );

/** What a browser says of itself at a push service; a demo knows this machine only. */
const browser = {
  endpoint: "http://127.0.0.1:9/browser",
  p256dh: `B${"A".repeat(86)}`,
  auth: "A".repeat(22),
};

/** Notifications are of every desk one has; a removed member has none. */
const atDesk = { writer: "owner of own" };

/** Of settings, accounts and how the product looks, and those of the demo. */
export const accountActions: Readonly<Record<string, Action>> = {
  [`${settingsFile}#saveBasics`]: settings({
    name: "New name",
    zone: "Asia/Seoul",
    locale: "ko",
    brandColor: "",
    introduction: "",
  }),
  [`${settingsFile}#saveFooter`]: settings({ businessName: "New", address: "", phone: "", email: "" }),
  [`${settingsFile}#savePrivacyPolicy`]: settings({ privacyPolicy: "We keep what you tell us." }),
  [`${settingsFile}#saveOptOutNumber`]: settings({ optOutNumber: "080-123-4567" }),
  [`${alimtalkFile}#connectTextTo`]: desk("keys.write", ({ of }) => ({
    id: of.spare.alimtalk,
    templateKey: "confirmed",
  })),
  // No account is used for AlimTalk: there is nobody to ask.
  [`${alimtalkFile}#checkTemplatesNow`]: desk("keys.write", () => ({}), quiet),
  [`${settingsFile}#sendInvitation`]: desk(
    "members.write",
    () => ({ email: "somebody@example.com", role: "staff" }),
    nothing,
  ),
  [`${settingsFile}#takeBackInvitation`]: desk("members.write", ({ of }) => ({
    invitationId: of.spare.invitation,
  })),
  [`${settingsFile}#saveRole`]: desk("members.write", ({ of }) => ({
    membershipId: of.members.spare,
    role: "instructor",
  })),
  [`${settingsFile}#dismissMember`]: desk("members.write", ({ of }) => ({ membershipId: of.members.spare })),
  [`${exportFile}#askForEverything`]: desk("tenant.export", () => ({ reason: "Moving house" }), nothing),
  [`${exportFile}#removeEverythingFile`]: desk("tenant.export", ({ of }) => ({ id: of.spare.export })),

  "app/(account)/account/actions.ts#changeName": account({ name: "Renamed" }),
  "app/(account)/account/actions.ts#startNotifications": account(browser, atDesk),
  "app/(account)/account/actions.ts#stopNotifications": account({ endpoint: browser.endpoint }, atDesk),
  "app/(account)/account/actions.ts#leaveOtherDevices": account({}),
  "app/(account)/account/actions.ts#setPassword": account({
    currentPassword: password,
    password: changedPassword,
  }),
  "app/(account)/actions.ts#signOut": { ...account({}), args: () => [] },
  "app/(account)/invitations/actions.ts#accept": {
    kind: "account",
    writes: true,
    args: ({ of }) => [null, form({ secret: of.subjects.invitation })],
  },
  "app/(account)/invitations/actions.ts#acceptNew": open(({ of }) => ({
    secret: of.spare.invited,
    name: "Guest",
    password: "a guest of the house",
  })),
  "app/(account)/invitations/actions.ts#leaveForOtherAccount": account({ secret: "none" }),
  "app/(account)/actions.ts#signIn": open(
    () => ({ email: "nobody@example.com", password: "wrong password", next: "" }),
    quiet,
  ),
  "app/(account)/actions.ts#sendSignInLink": open(({ of }) => ({ email: `staff@${of.slug}.example.com` })),
  "app/(account)/actions.ts#sendResetLink": open(({ of }) => ({ email: `staff@${of.slug}.example.com` })),
  "app/(account)/actions.ts#enterByLink": open(({ of }) => ({ secret: of.subjects.signInLink })),
  "app/(account)/actions.ts#chooseNewPassword": open(({ of }) => ({
    secret: of.subjects.resetLink,
    password: "a third matrix, longer",
  })),
  "app/appearance/actions.ts#chooseLocale": { kind: "open", ...quiet, args: () => [form({ locale: "en" })] },
  "app/appearance/actions.ts#chooseTheme": { kind: "open", ...quiet, args: () => [form({ theme: "dark" })] },
  "app/(dev)/dev/clock/actions.ts#moveDemoClock": {
    kind: "open",
    ...quiet,
    args: () => [form({ to: "typed" })],
  },
  "app/(dev)/dev/phone/actions.ts#replyFromPhone": {
    kind: "open",
    ...quiet,
    args: () => [form({ from: "+821055550005", to: "", body: "" })],
  },
  "app/(dev)/dev/ui/actions.ts#checkNumber": {
    kind: "open",
    ...quiet,
    args: () => [{}, form({ phone: "1" })],
  },
};
