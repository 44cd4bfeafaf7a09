import { Select, Stack, Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { CopyCommand } from "../ui/copy-block.tsx";
import { CopyText } from "../ui/copy-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { Facts } from "../ui/facts.tsx";
import { type DnsRecord, type DnsStyle, digLine, dnsFields, dnsLine, dnsStyles, zoneOf } from "./dns-styles.ts";

/** A DNS record to publish, in the form in which the viewer's DNS provider wants it. */
export function DnsInstruction({ record }: { record: DnsRecord }) {
  const { t } = useTranslation();
  const [style, setStyle] = useLocalStorage<DnsStyle>({ key: "duplicert.dns-style", defaultValue: "USUAL" });
  const { name, value } = dnsFields(style, record);
  const line = dnsLine(style, record);
  const [nameLabel, valueLabel] = [t(`domain.styles.${style}.name`), t(`domain.styles.${style}.value`)];
  return (
    <Stack gap="md">
      <Select
        label={t("domain.style")}
        w={{ base: "100%", xs: 320 }}
        data={dnsStyles.map((one) => ({ value: one, label: t(`domain.styles.${one}.title`) }))}
        value={style}
        onChange={(chosen) => setStyle(dnsStyles.find((one) => one === chosen) ?? "USUAL")}
        allowDeselect={false}
      />
      <Text size="sm">{t(`domain.styles.${style}.steps`, { zone: zoneOf(record) })}</Text>
      {line ? (
        <CopyCommand value={line} of={t("domain.line")} />
      ) : (
        <Facts
          facts={[
            [t("domain.recordType"), record.recordType],
            [nameLabel, <CopyText key="name" value={name} of={nameLabel} />],
            [valueLabel, <CopyText key="value" value={value} of={valueLabel} />],
            [t("domain.ttl"), t("domain.ttlSeconds", { count: record.ttl })],
          ]}
        />
      )}
      {record.recordType === "CNAME" && style === "CLOUDFLARE" && <Text size="sm">{t("domain.noProxy")}</Text>}
      <div>
        <Text size="sm" c="dimmed">
          {t("domain.wholeName")}
        </Text>
        <CopyText value={record.name} of={t("domain.wholeName")}>
          <Dotted text={record.name} />
        </CopyText>
      </div>
      <details>
        <summary style={{ cursor: "pointer", fontSize: "var(--mantine-font-size-sm)" }}>
          {t("domain.testYourself")}
        </summary>
        <Stack gap={4} mt="xs">
          <CopyCommand value={digLine(record)} of={t("domain.testYourself")} />
          <Text size="sm" c="dimmed">
            {t(record.recordType === "TXT" ? "domain.digTxt" : "domain.digCname")}
          </Text>
        </Stack>
      </details>
    </Stack>
  );
}
