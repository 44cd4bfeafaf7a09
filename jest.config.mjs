const node = {
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  testEnvironment: "node",
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true, tsx: false },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          target: "es2023",
        },
        module: { type: "es6" },
      },
    ],
  },
};

export default {
  globalSetup: "<rootDir>/jest.setup.mjs",
  globalTeardown: "<rootDir>/jest.teardown.mjs",
  projects: [
    { ...node, displayName: "shared", testMatch: ["<rootDir>/packages/shared/src/**/*.test.ts"] },
    { ...node, displayName: "server", testMatch: ["<rootDir>/packages/server/{src,test,conformance}/**/*.test.ts"] },
    { ...node, displayName: "web", testMatch: ["<rootDir>/packages/web/{src,e2e}/**/*.test.ts"] },
  ],
  // on two cores Jest would leave one to itself
  maxWorkers: "100%",
  testTimeout: 60_000,
};
