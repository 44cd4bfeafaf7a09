import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { timeText, utcText } from "../ui/date-text.tsx";
import { leftText } from "../ui/left-text.ts";
import { useNow } from "../ui/use-now.ts";

interface Props {
  certificate: {
    revocationDueAt: string | null;
    dnsNames: string[];
    /** The reissue that left out or changed a name. */
    supersededBy: { id: string; dnsNames: string[] } | null;
  };
  /** As plain text, where it is not a remark beside a status. */
  plain?: boolean;
}

/** "Will be revoked in 2 days 3 hours, on …, because … was left out in the reissue", counting; nothing when it will not. */
export function RevocationDue({ certificate, plain }: Props) {
  return certificate.revocationDueAt ? (
    <Counting at={certificate.revocationDueAt} certificate={certificate} plain={plain ?? false} />
  ) : null;
}

interface CountingProps {
  at: string;
  certificate: Props["certificate"];
  plain: boolean;
}

function Counting({ at, certificate, plain }: CountingProps) {
  const { t, i18n } = useTranslation();
  const now = useNow(1_000);
  const left = leftText(at, now, i18n.language);
  const time = timeText(at, i18n.language);
  return (
    <Text component="span" size={plain ? "sm" : "xs"} c="#6f4400" display="block" title={utcText(at)}>
      {left ? t("reissue.due", { left, at: time }) : t("reissue.dueNow", { at: time })} <Because of={certificate} />
    </Text>
  );
}

function Because({ of: { dnsNames, supersededBy } }: { of: Props["certificate"] }) {
  const { t } = useTranslation();
  if (!supersededBy) return null;
  const names = dnsNames.filter((name) => !supersededBy.dnsNames.includes(name));
  return (
    <>
      {names.length > 0
        ? t("reissue.because", { count: names.length, names: names.join(", ") })
        : t("reissue.becauseNames")}{" "}
      <Anchor component={Link} to={`/certificates/${supersededBy.id}`} inherit>
        {t("reissue.theReissue")}
      </Anchor>
    </>
  );
}
