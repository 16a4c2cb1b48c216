import { existsSync } from "node:fs";
import path from "node:path";
import { readEnv } from "@/lib/platform/env-rules";
import { PlainError } from "./plain-error";
import { projectRoot } from "./project-root";
import type { Ports } from "./run-record";
import { type Secrets, solapiSecrets } from "./secrets";

export type Variables = Record<string, string | undefined>;

/** Variables of a file `.env` in the project's folder count as if they had been set, unless they are set. */
export function loadEnvFile(): void {
  const file = path.join(projectRoot, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/** `npm start` shows a demo unless told otherwise. */
export const isDemo = (given: Variables) => (given["DANGOL_MODE"] || "demo") === "demo";

/** A demo runs on a database of its own unless it is given one. */
export const isEmbedded = (given: Variables) =>
  isDemo(given) && !given["DATABASE_URL"] && !given["DATABASE_APP_URL"];

/**
 * The variables of every part of the app: those given, filled up in demo mode with secrets of this
 * checkout and with the local provider server where no other is named.
 */
export function filledUp(given: Variables, secrets: Secrets | undefined, ports: Ports): Variables {
  const port = given["PORT"] || "3000";
  const filled: Variables = { ...given, DANGOL_MODE: given["DANGOL_MODE"] || "demo", PORT: port };
  if (!isDemo(given) || !secrets) return filled;
  filled["BASE_URL"] = given["BASE_URL"] || `http://localhost:${port}`;
  filled["DANGOL_SECRET"] = given["DANGOL_SECRET"] || secrets.dangolSecret;
  filled["DEMO_PASSWORD"] = given["DEMO_PASSWORD"] || secrets.demoPassword;
  const providersPort = given["PROVIDERS_PORT"] || String(ports.providers);
  const smtpPort = given["PROVIDERS_SMTP_PORT"] || String(ports.smtp);
  filled["PROVIDERS_PORT"] = providersPort;
  filled["PROVIDERS_SMTP_PORT"] = smtpPort;
  if (!given["TWILIO_ACCOUNT_SID"]) {
    filled["TWILIO_ACCOUNT_SID"] = secrets.twilioAccountSid;
    filled["TWILIO_AUTH_TOKEN"] = secrets.twilioAuthToken;
    filled["TWILIO_FROM"] = given["TWILIO_FROM"] || "+827045670000";
    filled["TWILIO_API_BASE_URL"] = given["TWILIO_API_BASE_URL"] || `http://127.0.0.1:${providersPort}`;
  }
  if (!given["SOLAPI_API_KEY"]) {
    const { apiKey, apiSecret } = solapiSecrets(secrets);
    filled["SOLAPI_API_KEY"] = apiKey;
    filled["SOLAPI_API_SECRET"] = apiSecret;
    filled["SOLAPI_FROM"] = given["SOLAPI_FROM"] || "07045670000";
    filled["SOLAPI_API_BASE_URL"] = given["SOLAPI_API_BASE_URL"] || `http://127.0.0.1:${providersPort}`;
  }
  filled["SMTP_URL"] = given["SMTP_URL"] || `smtp://127.0.0.1:${smtpPort}`;
  return filled;
}

/** Refuses wrong or missing variables, one sentence each. An embedded database's address is not known yet. */
export function checkVariables(variables: Variables): void {
  const address = isEmbedded(variables) ? "postgresql://owner@127.0.0.1/dangol" : variables["DATABASE_URL"];
  const answer = readEnv({ ...variables, DATABASE_URL: address });
  if ("problems" in answer) throw new PlainError(answer.problems.join("\n"));
}
