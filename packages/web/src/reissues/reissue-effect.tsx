import type { ReissueEffect as Effect } from "@duplicert/shared/reissue-effect";
import { Alert, Anchor, Checkbox, List, Loader, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DateText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import type { ReissuePreview } from "./use-reissue-preview.ts";

interface ReissueEffectProps {
  effect: Effect;
  /** Null while the server is asked. */
  preview: ReissuePreview | null;
  confirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
  error: ReactNode;
}

/** What the reissue does to the certificates there are: nothing, or it ends them, which has to be agreed to. */
export function ReissueEffect({ effect, preview, confirmed, onConfirm, error }: ReissueEffectProps) {
  const { t } = useTranslation();
  const { added, removed } = effect;
  return (
    <Stack gap="sm">
      <div role="status">
        {effect.revokesEarlier ? (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t("reissue.revokesTitle")}>
            <Stack gap="xs">
              <Text size="sm">{t("reissue.revokes", { count: removed.length })}</Text>
              <Names names={removed} />
              <Ended preview={preview} />
            </Stack>
          </Alert>
        ) : (
          <Alert color="teal" icon={<IconCircleCheck aria-hidden />} title={t("reissue.revokesNothingTitle")}>
            {t("reissue.revokesNothing")}
          </Alert>
        )}
        {added.length > 0 && (
          <Text size="sm" mt="xs">
            {t("reissue.added", { count: added.length })} <Names names={added} inline />
          </Text>
        )}
      </div>
      {effect.revokesEarlier && (
        <Checkbox
          label={t("reissue.confirm")}
          checked={confirmed}
          onChange={(event) => onConfirm(event.currentTarget.checked)}
          error={error}
        />
      )}
    </Stack>
  );
}

/** The certificates that end, and on which servers they have to be replaced. */
function Ended({ preview }: { preview: ReissuePreview | null }) {
  const { t } = useTranslation();
  if (!preview) return <Loader size="xs" aria-label={t("app.loading")} />;
  if (preview.revokes.length === 0) return null;
  return (
    <>
      <Text size="sm" fw={600}>
        {t("reissue.ended", { count: preview.revokes.length })}
      </Text>
      <List size="sm" spacing={4}>
        {preview.revokes.map((one) => (
          <List.Item key={one.id}>
            <Anchor component={Link} to={`/certificates/${one.id}`} target="_blank" inherit>
              {t(`certificate.kinds.${one.kind}`)}
            </Anchor>
            {": "}
            {[one.serverName ?? t("order.unnamedServer"), one.serverPlatform?.name].filter(Boolean).join(", ")}
            {" · "}
            <Dotted text={one.commonName} />
            {" · "}
            {t("certificate.validTo")} <DateText at={one.validTo} />
          </List.Item>
        ))}
      </List>
    </>
  );
}

function Names({ names, inline }: { names: string[]; inline?: boolean }) {
  return (
    <Text size="sm" fw={600} component={inline ? "span" : "div"} style={{ overflowWrap: "anywhere" }}>
      {names.join(", ")}
    </Text>
  );
}
