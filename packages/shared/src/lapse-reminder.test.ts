import { expect, test } from "@jest/globals";
import { dueReminder } from "./lapse-reminder.ts";

const day = 86_400_000;
const lapsesAt = new Date("2027-03-20T15:00:00Z");
const of = (lastsDays: number) => ({ obtainedAt: new Date(lapsesAt.getTime() - lastsDays * day), lapsesAt });
const due = (now: string, lastsDays = 199) => dueReminder(of(lastsDays), new Date(now));

test("the reminder of a day is due from the beginning of that day on, and the next one in its place", () => {
  expect(due("2027-02-17T23:59:59Z")).toBeNull();
  expect(due("2027-02-18T00:00:00Z")).toBe(30);
  expect(due("2027-03-12T23:59:59Z")).toBe(30);
  expect(due("2027-03-13T00:00:00Z")).toBe(7);
  expect(due("2027-03-18T12:00:00Z")).toBe(7);
  expect(due("2027-03-19T00:00:00Z")).toBe(1);
  expect(due("2027-03-20T14:59:59Z")).toBe(1);
  expect(due("2027-03-20T15:00:00Z")).toBe(0);
});

test("what lapsed more than a week ago is not told of any more", () => {
  expect(due("2027-03-27T15:00:00Z")).toBe(0);
  expect(due("2027-03-27T15:00:01Z")).toBeNull();
});

test("a proof of nine days is told of a day before it lapses, and not on the day after it was obtained", () => {
  expect(due("2027-03-12T12:00:00Z", 9)).toBeNull();
  expect(due("2027-03-18T12:00:00Z", 9)).toBeNull();
  expect(due("2027-03-19T12:00:00Z", 9)).toBe(1);
});
