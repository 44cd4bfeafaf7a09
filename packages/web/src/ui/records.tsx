import { Box, Paper, Stack, Table } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Facts } from "./facts.tsx";
import { small } from "./small.ts";

/** A column of {@link Records}. */
export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  rows: readonly Row[];
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  label: string;
}

/** Rows as a table; on a small screen each as a card, with the first column as its heading. */
export function Records<Row>({ rows, columns, rowKey, label }: Props<Row>) {
  const isSmall = useMediaQuery(small, false, { getInitialValueInEffect: false });
  const [first, ...rest] = columns;
  if (isSmall) {
    return (
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }} aria-label={label}>
        {rows.map((row) => (
          <Paper component="li" key={rowKey(row)} p="sm" radius="sm">
            <Box fz="sm" fw={600} mb={8}>
              {first?.cell(row)}
            </Box>
            <Facts facts={rest.map(({ head, cell }) => [head, cell(row)])} />
          </Paper>
        ))}
      </Stack>
    );
  }
  return (
    <Table.ScrollContainer minWidth={480} type="native">
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ head }) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)}>
              {columns.map(({ head, cell }) => (
                <Table.Td key={head} style={{ verticalAlign: "top" }}>
                  {cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
