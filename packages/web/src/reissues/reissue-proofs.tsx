import { List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Dotted } from "../ui/dotted.tsx";
import { ValidationText } from "../words/validation-text.tsx";
import type { ReissuePreview } from "./use-reissue-preview.ts";

const mostShown = 20;

/** What the reissue would wait for, name by name; of a DV order every name. */
export function ReissueProofs({ preview, isDv }: { preview: ReissuePreview | null; isDv: boolean }) {
  const { t } = useTranslation();
  if (!preview) return null;
  const { needsProof } = preview;
  return (
    <Stack gap={4} role="status">
      <Text size="sm" fw={600}>
        {t(needsProof.length === 0 ? "reissue.allProved" : isDv ? "reissue.toProveDv" : "reissue.toProve")}
      </Text>
      <List size="sm" spacing={4} listStyleType="none">
        {needsProof.slice(0, mostShown).map(({ name, validation }) => (
          <List.Item key={name}>
            <Text size="sm" component="span" mr="xs">
              <Dotted text={name} />
            </Text>
            {!isDv && <ValidationText validation={validation} />}
          </List.Item>
        ))}
      </List>
      {needsProof.length > mostShown && (
        <Text size="sm" c="dimmed">
          {t("order.more", { count: needsProof.length - mostShown })}
        </Text>
      )}
    </Stack>
  );
}
