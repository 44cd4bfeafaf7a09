import { Navigate, type RouteObject } from "react-router";
import { Crash } from "./crash.tsx";
import { Layout } from "./layout.tsx";
import { NotFound } from "./not-found.tsx";

/** URL → page. Each page is a chunk of its own, fetched when it is first opened. */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: Crash,
    HydrateFallback: () => null,
    children: [
      {
        path: "/choose-password",
        lazy: async () => ({ Component: (await import("../pages/choose-password.tsx")).ChoosePassword }),
      },
      { path: "/sign-in", lazy: async () => ({ Component: (await import("../pages/sign-in.tsx")).SignIn }) },
      {
        Component: () => <Layout open />,
        children: page("/playground", async () => (await import("../pages/playground.tsx")).Playground),
      },
      {
        Component: Layout,
        children: [
          { path: "/", element: <Navigate to="/orders" replace /> },
          ...page("/orders", async () => (await import("../pages/orders.tsx")).Orders),
          ...page("/orders/new", async () => (await import("../pages/place-order.tsx")).PlaceOrder),
          ...page("/orders/:number", async () => (await import("../pages/order.tsx")).Order),
          ...page(
            "/orders/:number/duplicates/new",
            async () => (await import("../pages/request-duplicate.tsx")).RequestDuplicate,
          ),
          ...page("/certificates/:id", async () => (await import("../pages/certificate.tsx")).Certificate),
          ...page("/domains/:id", async () => (await import("../pages/domain.tsx")).Domain),
          ...page("/organizations/:id", async () => (await import("../pages/organization.tsx")).Organization),
          ...page("/requests", async () => (await import("../pages/requests.tsx")).Requests),
          ...page("/requests/:id", async () => (await import("../pages/request.tsx")).Request),
          ...page("/settings/preferences", async () => (await import("../pages/preferences.tsx")).Preferences),
          { path: "*", Component: NotFound },
        ],
      },
    ],
  },
];

function page(path: string, load: () => Promise<React.ComponentType>): RouteObject[] {
  return [{ path, ErrorBoundary: Crash, lazy: async () => ({ Component: await load() }) }];
}
