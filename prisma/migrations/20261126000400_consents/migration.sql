-- What stands beside a line of the consent ledger. Only adds.
SET lock_timeout = '3s';

ALTER TABLE "consent" ADD COLUMN "note" TEXT, ADD COLUMN "proof_file_id" UUID;
