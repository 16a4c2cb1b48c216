import { useTranslations } from "next-intl";
import { SectionHeading } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import type { RunState } from "@/lib/courses/schema";
import { OneTapForm } from "../../../one-tap-form";
import { callOffRun, setRunState } from "../../../run-actions";

/** Pausing and closing can be undone with one tap; calling off cannot, and says so with its numbers. */
export function RunStateButtons({
  tenantSlug,
  runId,
  state,
  people,
  begun,
}: {
  tenantSlug: string;
  runId: string;
  state: RunState;
  people: { seated: number; waiting: number };
  begun: boolean;
}) {
  const words = useTranslations("courses.runState");
  const act = setRunState.bind(null, tenantSlug);
  if (state === "cancelled") return <p className="text-ink-2">{words("isCancelled")}</p>;
  const steps = ({ open: ["paused", "closed"], paused: ["open", "closed"], closed: ["open"] } as const)[
    state
  ];
  return (
    <section aria-labelledby="run-state">
      <SectionHeading id="run-state">{words("title")}</SectionHeading>
      <p className="mb-3 text-ink-2">{words(`means.${state}`)}</p>
      <div className="mb-4 flex flex-wrap gap-2">
        {!begun &&
          steps.map((to) => (
            <OneTapForm
              key={to}
              action={act}
              hidden={{ id: runId, state: to }}
              submit={words(`turn.${to}`)}
            />
          ))}
      </div>
      <Disclosure summary={words("callOff")}>
        <p className="mb-3">{words("callOffMeans", { seated: people.seated, waiting: people.waiting })}</p>
        <OneTapForm
          action={callOffRun.bind(null, tenantSlug)}
          hidden={{ id: runId }}
          submit={words("callOffDo", { count: people.seated + people.waiting })}
          look="danger"
        />
      </Disclosure>
    </section>
  );
}
