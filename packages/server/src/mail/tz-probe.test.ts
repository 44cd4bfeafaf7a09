import { test } from "@jest/globals";
test("tz", () => { process.env.TZ="Asia/Taipei"; const a=new Date(0).getHours(); process.env.TZ="America/Los_Angeles"; console.log(a, new Date(0).getHours()); });
