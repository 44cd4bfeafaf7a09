import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ValidationStatus } from "../gql/graphql.ts";
import { DateText } from "../ui/date-text.tsx";
import { StatusBadge } from "./status-badge.tsx";

interface Props {
  validation: { status: ValidationStatus; validUntil: string | null };
}

/** A validation as a person reads it: until when it holds, or since when it no longer does. */
export function ValidationText({ validation: { status, validUntil } }: Props) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      <StatusBadge of="validation" status={status} />
      {validUntil && status !== "PENDING" && (
        <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          {t(status === "VALIDATED" ? "order.validatedUntil" : "order.lapsedSince")} <DateText at={validUntil} />
        </Text>
      )}
    </Group>
  );
}
