import { Alert, List, ScrollArea, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Dotted } from "../ui/dotted.tsx";
import type { Revocable } from "./use-revocable.ts";

/** What a revocation does, before it is done: which certificates, what stays, and that it is for good. */
export function WhatHappens({ revocable, wholeOrder }: { revocable: Revocable; wholeOrder: boolean }) {
  const { t } = useTranslation();
  const { certificates, more } = revocable;
  const isPrimary = certificates.some((one) => one.isPrimary);
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t("revocation.forGood")}>
      <Stack gap="xs">
        <Text size="sm">
          {wholeOrder ? t("revocation.theseAll", { count: certificates.length + more }) : t("revocation.thisOne")}
        </Text>
        <ScrollArea.Autosize mah={260} type="auto" offsetScrollbars="present">
          <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: "none" }}>
            {certificates.map(({ id, kind, commonName, serverName, serialNumber }) => (
              <li key={id}>
                <Text size="sm" fw={600}>
                  <Dotted text={commonName} />
                </Text>
                <Text size="xs" c="gray.7" style={{ overflowWrap: "anywhere" }}>
                  {[t(`certificate.kinds.${kind}`), serverName].filter(Boolean).join(" · ")}
                  <br />
                  {serialNumber}
                </Text>
              </li>
            ))}
            {more > 0 && <li>{t("order.more", { count: more })}</li>}
          </Stack>
        </ScrollArea.Autosize>
        <List size="sm" spacing={4}>
          <List.Item>{t("revocation.clients")}</List.Item>
          <List.Item>{t(wholeOrder ? "revocation.orderEnds" : "revocation.othersStay")}</List.Item>
          {!wholeOrder && isPrimary && <List.Item>{t("revocation.primaryGone")}</List.Item>}
          {!revocable.atOnce && <List.Item>{t("revocation.waitsForApprover")}</List.Item>}
        </List>
      </Stack>
    </Alert>
  );
}
