/** What a user of an account may do; the reference product's five roles. */
export const Role = {
  ADMINISTRATOR: "ADMINISTRATOR",
  MANAGER: "MANAGER",
  FINANCE_MANAGER: "FINANCE_MANAGER",
  STANDARD_USER: "STANDARD_USER",
  LIMITED_USER: "LIMITED_USER",
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** Whether this role decides requests. */
export function mayApprove(role: Role): boolean {
  return role === Role.ADMINISTRATOR || role === Role.MANAGER;
}

/** Whether this role sees every order of its account, or only its own. */
export function seesAllOrders(role: Role): boolean {
  return role !== Role.LIMITED_USER;
}
