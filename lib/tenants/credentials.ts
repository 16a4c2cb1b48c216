/** What the secrets of provider accounts are sealed for: a value sealed for something else does not open. */
export const credentialsUse = "provider credentials";
