CREATE TABLE `analysis_reports` (
	`operator_id` text NOT NULL,
	`kind` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`report` text NOT NULL,
	`made_at_ms` integer NOT NULL,
	PRIMARY KEY(`operator_id`, `from_day`, `kind`),
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rollup_days` (
	`scope` text NOT NULL,
	`subject_id` text NOT NULL,
	`day` text NOT NULL,
	`figures` text NOT NULL,
	PRIMARY KEY(`scope`, `subject_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rollup_driver_months` (
	`operator_id` text NOT NULL,
	`month` text NOT NULL,
	`figures` text NOT NULL,
	PRIMARY KEY(`operator_id`, `month`),
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rollup_due` (
	`kind` text NOT NULL,
	`from_number` integer NOT NULL,
	`to_number` integer NOT NULL,
	`subject_id` text NOT NULL,
	PRIMARY KEY(`kind`, `from_number`, `to_number`, `subject_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rollup_station_months` (
	`station_id` text NOT NULL,
	`month` text NOT NULL,
	`days` text NOT NULL,
	`revenue_by_hour_fen` text NOT NULL,
	`connectors` text NOT NULL,
	PRIMARY KEY(`station_id`, `month`),
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rollup_stations` (
	`station_id` text PRIMARY KEY NOT NULL,
	`through_ms` integer NOT NULL,
	`through_day` text NOT NULL,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `unmet_demand` (
	`station_id` text NOT NULL,
	`hour_ms` integer NOT NULL,
	`joined` integer DEFAULT 0 NOT NULL,
	`waited_ms` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`station_id`, `hour_ms`),
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `sessions` ADD `left_at_ms` integer;--> statement-breakpoint
ALTER TABLE `faults` ADD `vendor` text;--> statement-breakpoint
ALTER TABLE `faults` ADD `model` text;--> statement-breakpoint
ALTER TABLE `faults` ADD `firmware_version` text;--> statement-breakpoint
CREATE INDEX `orders_by_station` ON `orders` (`station_id`,`order_id`);
--> statement-breakpoint
-- What changes a day that is counted already says so; a day that is not over is counted whole when it is.
-- 14400000 ms are the slots of core/analysis/slots.ts.
CREATE TRIGGER rollup_due_order_inserted AFTER INSERT ON orders WHEN NEW.open IS NULL
BEGIN
  INSERT INTO rollup_due (kind, from_number, to_number, subject_id)
  SELECT 'station', min(NEW.created_at_ms, coalesce(NEW.started_at_ms, NEW.created_at_ms)) / 14400000,
    max(NEW.created_at_ms, coalesce(NEW.ended_at_ms, NEW.created_at_ms)) / 14400000, NEW.station_id
  WHERE min(NEW.created_at_ms, coalesce(NEW.started_at_ms, NEW.created_at_ms)) <
    (SELECT through_ms FROM rollup_stations WHERE station_id = NEW.station_id)
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER rollup_due_order_updated AFTER UPDATE ON orders WHEN NEW.open IS NULL
BEGIN
  INSERT INTO rollup_due (kind, from_number, to_number, subject_id)
  SELECT 'station', min(NEW.created_at_ms, coalesce(NEW.started_at_ms, NEW.created_at_ms)) / 14400000,
    max(NEW.created_at_ms, coalesce(NEW.ended_at_ms, NEW.created_at_ms)) / 14400000, NEW.station_id
  WHERE min(NEW.created_at_ms, coalesce(NEW.started_at_ms, NEW.created_at_ms)) <
    (SELECT through_ms FROM rollup_stations WHERE station_id = NEW.station_id)
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER rollup_due_session_inserted AFTER INSERT ON sessions
BEGIN
  INSERT INTO rollup_due (kind, from_number, to_number, subject_id)
  SELECT 'station', NEW.started_at_ms / 14400000,
    max(NEW.started_at_ms, NEW.ended_at_ms, coalesce(NEW.left_at_ms, 0)) / 14400000, pile.station_id
  FROM piles AS pile JOIN rollup_stations AS counted ON counted.station_id = pile.station_id
  WHERE pile.pile_id = NEW.pile_id AND NEW.started_at_ms < counted.through_ms
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER rollup_due_session_updated
AFTER UPDATE OF order_id, started_at_ms, ended_at_ms, left_at_ms, meter_start_wh, meter_stop_wh, readings ON sessions
BEGIN
  INSERT INTO rollup_due (kind, from_number, to_number, subject_id)
  SELECT 'station', min(OLD.started_at_ms, NEW.started_at_ms) / 14400000,
    max(NEW.started_at_ms, OLD.ended_at_ms, NEW.ended_at_ms, coalesce(OLD.left_at_ms, 0),
      coalesce(NEW.left_at_ms, 0)) / 14400000, pile.station_id
  FROM piles AS pile JOIN rollup_stations AS counted ON counted.station_id = pile.station_id
  WHERE pile.pile_id = NEW.pile_id AND min(OLD.started_at_ms, NEW.started_at_ms) < counted.through_ms
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER rollup_due_reservation_inserted AFTER INSERT ON reservations
WHEN NEW.ended_by IS NOT NULL AND NEW.station_id IS NOT NULL
BEGIN
  INSERT INTO rollup_due (kind, from_number, to_number, subject_id)
  SELECT 'station', NEW.from_ms / 14400000, NEW.from_ms / 14400000, NEW.station_id
  WHERE NEW.from_ms < (SELECT through_ms FROM rollup_stations WHERE station_id = NEW.station_id)
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER rollup_due_reservation_updated AFTER UPDATE OF ended_by, charged_fen, from_ms ON reservations
WHEN NEW.ended_by IS NOT NULL AND NEW.station_id IS NOT NULL
BEGIN
  INSERT INTO rollup_due (kind, from_number, to_number, subject_id)
  SELECT 'station', min(OLD.from_ms, NEW.from_ms) / 14400000, max(OLD.from_ms, NEW.from_ms) / 14400000,
    NEW.station_id
  WHERE min(OLD.from_ms, NEW.from_ms) <
    (SELECT through_ms FROM rollup_stations WHERE station_id = NEW.station_id)
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
-- A fault is counted to the end of each day on which it stood open: told late, it changes the days up to now.
CREATE TRIGGER rollup_due_fault_opened AFTER INSERT ON faults
BEGIN
  INSERT INTO rollup_due (kind, from_number, to_number, subject_id)
  SELECT 'station', NEW.opened_at_ms / 14400000,
    coalesce(max(NEW.closed_at_ms, NEW.opened_at_ms), counted.through_ms) / 14400000, pile.station_id
  FROM piles AS pile JOIN rollup_stations AS counted ON counted.station_id = pile.station_id
  WHERE pile.pile_id = NEW.pile_id AND NEW.opened_at_ms < counted.through_ms
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER rollup_due_fault_closed AFTER UPDATE OF closed_at_ms ON faults
WHEN NEW.closed_at_ms IS NOT NULL
BEGIN
  INSERT INTO rollup_due (kind, from_number, to_number, subject_id)
  SELECT 'station', NEW.closed_at_ms / 14400000, counted.through_ms / 14400000, pile.station_id
  FROM piles AS pile JOIN rollup_stations AS counted ON counted.station_id = pile.station_id
  WHERE pile.pile_id = NEW.pile_id AND NEW.closed_at_ms < counted.through_ms
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER rollup_due_demand_inserted AFTER INSERT ON unmet_demand
BEGIN
  INSERT INTO rollup_due (kind, from_number, to_number, subject_id)
  SELECT 'station', NEW.hour_ms / 14400000, NEW.hour_ms / 14400000, NEW.station_id
  WHERE NEW.hour_ms < (SELECT through_ms FROM rollup_stations WHERE station_id = NEW.station_id)
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER rollup_due_demand_updated AFTER UPDATE ON unmet_demand
BEGIN
  INSERT INTO rollup_due (kind, from_number, to_number, subject_id)
  SELECT 'station', NEW.hour_ms / 14400000, NEW.hour_ms / 14400000, NEW.station_id
  WHERE NEW.hour_ms < (SELECT through_ms FROM rollup_stations WHERE station_id = NEW.station_id)
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
-- A row of `waitings` lives as long as a driver waits; how many waited, and how long, stays.
CREATE TRIGGER unmet_demand_joined AFTER INSERT ON waitings
BEGIN
  INSERT INTO unmet_demand (station_id, hour_ms, joined)
  VALUES (NEW.station_id, NEW.joined_at_ms - NEW.joined_at_ms % 3600000, 1)
  ON CONFLICT DO UPDATE SET joined = joined + 1;
END;
--> statement-breakpoint
CREATE TRIGGER unmet_demand_waited AFTER DELETE ON waitings
BEGIN
  INSERT INTO unmet_demand (station_id, hour_ms, waited_ms)
  VALUES (OLD.station_id, OLD.joined_at_ms - OLD.joined_at_ms % 3600000,
    max(0, min(OLD.expires_at_ms, CAST(unixepoch('subsec') * 1000 AS INTEGER)) - OLD.joined_at_ms))
  ON CONFLICT DO UPDATE SET waited_ms = waited_ms + excluded.waited_ms;
END;
--> statement-breakpoint
CREATE TRIGGER unmet_demand_joined_again AFTER UPDATE OF joined_at_ms ON waitings
BEGIN
  INSERT INTO unmet_demand (station_id, hour_ms, waited_ms)
  VALUES (OLD.station_id, OLD.joined_at_ms - OLD.joined_at_ms % 3600000,
    max(0, min(OLD.expires_at_ms, NEW.joined_at_ms) - OLD.joined_at_ms))
  ON CONFLICT DO UPDATE SET waited_ms = waited_ms + excluded.waited_ms;
END;
