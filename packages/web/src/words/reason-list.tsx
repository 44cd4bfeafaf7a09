import { Anchor, List, Text } from "@mantine/core";
import { Link, useLocation } from "react-router";

/** A reason in words: what is wrong, what to do about it, and where. */
export interface Reason {
  key: string;
  message: string;
  remedy: string;
  link?: { to: string; label: string } | null;
}

/** Each reason with its remedy and, where another page completes it, the link there. */
export function ReasonList({ reasons }: { reasons: Reason[] }) {
  const { pathname } = useLocation();
  return (
    <List spacing="xs" size="sm" listStyleType={reasons.length === 1 ? "none" : "disc"}>
      {reasons.map(({ key, message, remedy, link }) => (
        <List.Item key={key}>
          <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
            {message}
          </Text>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {remedy}{" "}
            {link && (
              <Anchor component={Link} to={link.to} state={{ from: pathname }} inherit>
                {link.label}
              </Anchor>
            )}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
