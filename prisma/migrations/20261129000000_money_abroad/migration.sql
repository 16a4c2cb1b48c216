-- A cap for each country abroad: twenty thousand won a day for who has set limits already.
ALTER TABLE "sending_limits" ADD COLUMN "abroad_money" BIGINT NOT NULL DEFAULT 20000000000;
ALTER TABLE "sending_limits" ALTER COLUMN "abroad_money" DROP DEFAULT;
ALTER TABLE "sending_limits" ADD CONSTRAINT "sending_limits_abroad" CHECK (abroad_money >= 0);
ALTER TABLE "budget_entry" ADD COLUMN "abroad" BOOLEAN NOT NULL DEFAULT false;
