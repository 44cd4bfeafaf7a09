import { endOfPickedDay } from "@duplicert/shared/validity";
import { ActionIcon, Anchor, Group, Input, Popover, Stack, Text } from "@mantine/core";
import { DatePicker, DatesProvider } from "@mantine/dates";
import "@mantine/dates/styles.css";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil } from "@tabler/icons-react";
import "dayjs/locale/zh-tw";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateText, utcText } from "../ui/date-text.tsx";

interface DuplicateExpiryProps {
  lastDay: string | null;
  onChange: (lastDay: string | null) => void;
  /** ISO 8601 */
  defaultValidTo: string;
  /** The certificate being duplicated lasts longer than a duplicate may. */
  capped: boolean;
  maxValidTo: string;
  now: Date;
  error: ReactNode;
}

/** The expiry as text, with a pencil that opens a calendar. A day means 23:59:59 UTC of it, or the latest instant allowed. */
export function DuplicateExpiry(props: DuplicateExpiryProps) {
  const { lastDay, onChange, defaultValidTo, capped, maxValidTo, now, error } = props;
  const { t, i18n } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const validTo = lastDay ? endOfPickedDay(lastDay, new Date(maxValidTo)).toISOString() : defaultValidTo;
  const pick = (day: string | null) => {
    onChange(day);
    close();
  };
  return (
    <Input.Wrapper
      label={t("duplicate.expiry")}
      description={t("duplicate.expiryLatest", { at: utcText(maxValidTo) })}
      error={error}
      labelElement="div"
      inputWrapperOrder={["label", "input", "description", "error"]}
    >
      <Group gap="xs" wrap="nowrap" mih={36}>
        <Text size="sm" fw={600} component="span">
          <DateText at={validTo} />
        </Text>
        <Popover opened={opened} onDismiss={close} trapFocus returnFocus withArrow shadow="md" position="bottom-start">
          <Popover.Target>
            <ActionIcon variant="default" aria-label={t("duplicate.changeExpiry")} onClick={toggle}>
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <Stack gap="xs">
              <DatesProvider settings={{ locale: i18n.language === "en" ? "en" : "zh-tw" }}>
                <DatePicker
                  value={lastDay ?? defaultValidTo.slice(0, 10)}
                  defaultDate={validTo.slice(0, 10)}
                  minDate={now.toISOString().slice(0, 10)}
                  maxDate={maxValidTo.slice(0, 10)}
                  onChange={pick}
                  ariaLabels={t("duplicate.calendar", { returnObjects: true })}
                />
              </DatesProvider>
              <Text size="xs" c="dimmed" maw={260}>
                {t("duplicate.pickedDay")}
              </Text>
            </Stack>
          </Popover.Dropdown>
        </Popover>
        <Text size="sm" c="dimmed" component="span">
          {lastDay ? (
            <Anchor component="button" type="button" inherit onClick={() => pick(null)}>
              {t("duplicate.defaultExpiry")}
            </Anchor>
          ) : (
            t(capped ? "duplicate.cappedExpiry" : "duplicate.sameExpiry")
          )}
        </Text>
      </Group>
    </Input.Wrapper>
  );
}
