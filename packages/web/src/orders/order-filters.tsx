import { Group, Select } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { SearchField } from "../ui/search-field.tsx";
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
      <SearchField text={search.text} hint={t("orders.searchHint")} onChange={(text) => change({ text })} />
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
