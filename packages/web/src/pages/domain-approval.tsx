import { Paper, Skeleton, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { LanguageSwitch } from "../app/language-switch.tsx";
import { ApprovalEnd } from "../domain-approvals/approval-end.tsx";
import { ApprovalQuestion } from "../domain-approvals/approval-question.tsx";
import { useApproval } from "../domain-approvals/use-approval.ts";
import classes from "./sign-in.module.css";

/** `/domain-approval#<value>`: where the link in a mail leads; whoever opens it says whether a domain may be proved. */
export function DomainApproval() {
  const { t } = useTranslation();
  const { hash } = useLocation();
  return (
    <main className={classes.page}>
      <title>{`${t("approval.title")} · ${t("app.name")}`}</title>
      <Stack gap="lg" w="min(100%, 36rem)">
        <div className={classes.wordmark}>
          <img src="/favicon.svg" alt="" width={34} height={34} />
          {t("app.name")}
        </div>
        <Paper p="xl">
          <Shown key={hash} value={hash.slice(1)} />
        </Paper>
        <LanguageSwitch onChoice={() => {}} />
      </Stack>
    </main>
  );
}

function Shown({ value }: { value: string }) {
  const { t } = useTranslation();
  const { state, load, decide, deciding } = useApproval(value);
  switch (state.kind) {
    case "LOADING":
      return (
        <Stack aria-busy>
          <Title order={1}>{t("approval.title")}</Title>
          <Skeleton height={160} />
        </Stack>
      );
    case "FAILED":
      return (
        <ApprovalEnd
          key={state.code}
          title={t(`approval.errors.${state.code}.title`)}
          text={t(`approval.errors.${state.code}.text`)}
          again={state.code === "NO_ANSWER" ? { label: t("app.retry"), onClick: () => void load() } : undefined}
        />
      );
    case "ASKED": {
      const { approval } = state;
      if (approval.state === "OPEN")
        return <ApprovalQuestion approval={approval} deciding={deciding} onDecide={(one) => void decide(one)} />;
      const words = { domain: approval.domain };
      return (
        <ApprovalEnd
          key={approval.state}
          title={t(`approval.states.${approval.state}.title`)}
          text={t(`approval.states.${approval.state}.text`, words)}
        />
      );
    }
  }
}
