/** The four consents, independent of each other (domain.md 1.3). */
export const consentPurposes = ["collection", "marketing", "advertising", "night"] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** `any` for the use of data; advertising and the night are consented to per channel. */
export const consentChannels = ["any", "sms", "email", "kakao"] as const;
export type ConsentChannel = (typeof consentChannels)[number];

export type SuppressionScope = "advertising" | "all";
