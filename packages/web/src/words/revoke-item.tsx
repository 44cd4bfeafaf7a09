import { Menu, Text } from "@mantine/core";
import { IconCertificateOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { revocationRefusalWords, type SpokenRevocationRefusal } from "./revocation-refusals.tsx";

interface Props {
  label: string;
  /** Why it cannot be revoked; what it leads to then tells all of it. */
  refusals: SpokenRevocationRefusal[];
  onClick: () => void;
}

/** A menu's item that leads to a revocation; one that is not possible says why. */
export function RevokeItem({ label, refusals: [refusal], onClick }: Props) {
  const { t } = useTranslation();
  return (
    <Menu.Item
      component="button"
      aria-disabled={refusal !== undefined}
      c={refusal ? "dimmed" : "red.8"}
      onClick={onClick}
      leftSection={<IconCertificateOff size={16} aria-hidden opacity={refusal ? 0.5 : 1} />}
    >
      {label}
      {refusal && <Text size="xs">{revocationRefusalWords(t, refusal).message}</Text>}
    </Menu.Item>
  );
}
