import { endWithParent } from "../bootstrap/ending";
import { checkStages } from "./check-steps";
import { inTurn } from "./steps";

endWithParent();
const { passed, failed } = await inTurn(checkStages());
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed ? 1 : 0);
