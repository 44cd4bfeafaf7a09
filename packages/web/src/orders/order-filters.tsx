import { CloseButton, Group, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { small } from "../ui/small.ts";
import { type OrderSearch, orderSorts, orderStatuses } from "./use-order-search.ts";

interface Props {
  search: OrderSearch;
  change: (part: Partial<Omit<OrderSearch, "after">>) => void;
}

/** Search and status above the list; on a small screen the sort, too, because there are no column heads there. */
export function OrderFilters({ search, change }: Props) {
  const { t } = useTranslation();
  const isSmall = useMediaQuery(small, false, { getInitialValueInEffect: false });
  return (
    <Group align="end" gap="sm" role="search">
      <SearchField text={search.text} onChange={(text) => change({ text })} />
      <Select
        label={t("orders.status")}
        w={{ base: "100%", xs: 220 }}
        data={[
          { value: "", label: t("orders.allStatuses") },
          ...orderStatuses.map((status) => ({ value: status, label: t(`status.order.${status}`) })),
        ]}
        value={search.status ?? ""}
        onChange={(value) => change({ status: orderStatuses.find((status) => status === value) ?? null })}
        allowDeselect={false}
      />
      {isSmall && (
        <Select
          label={t("orders.sort")}
          w={{ base: "100%", xs: 220 }}
          data={orderSorts.map((sort) => ({ value: sort, label: t(`orders.sort${sort}`) }))}
          value={search.sort}
          onChange={(value) => change({ sort: orderSorts.find((sort) => sort === value) ?? "NUMBER_DESC" })}
          allowDeselect={false}
        />
      )}
    </Group>
  );
}

function SearchField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  const search = useDebouncedCallback((value: string) => {
    sent.current = value.trim();
    onChange(sent.current);
  }, 300);
  // Back, forward and "show all" change the URL without a key being typed; what was typed here must not come back late.
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  const type = (value: string) => {
    setTyped(value);
    search(value);
  };
  return (
    <TextInput
      type="search"
      label={t("orders.search")}
      placeholder={t("orders.searchHint")}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed && <CloseButton size="sm" aria-label={t("orders.clearSearch")} onClick={() => type("")} />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      w={{ base: "100%", xs: 320 }}
    />
  );
}
