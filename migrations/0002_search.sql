CREATE TABLE `job_cursors` (
	`job` text PRIMARY KEY NOT NULL,
	`position` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `station_cells` (
	`level` integer NOT NULL,
	`cell` text NOT NULL,
	`stations` integer NOT NULL,
	`connectors` integer NOT NULL,
	`latitude` real NOT NULL,
	`longitude` real NOT NULL,
	`packed` text,
	PRIMARY KEY(`level`, `cell`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `station_hours` (
	`station_id` text PRIMARY KEY NOT NULL,
	`sessions` text NOT NULL,
	`taken_minutes` text NOT NULL,
	`weeks` integer NOT NULL,
	`connectors` integer NOT NULL,
	`through_ms` integer NOT NULL,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `stations` ADD `parking_kind` text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE `stations` ADD `facilities` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `stations` ADD `pictures` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `stations` ADD `connector_kinds` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
-- The words of names and addresses: `worker/db/stationTexts.ts` writes and reads them. `ident` finds a row by its station.
CREATE VIRTUAL TABLE station_texts USING fts5(
  station_id UNINDEXED, latitude UNINDEXED, longitude UNINDEXED,
  ident, han, latin, pinyin, place,
  tokenize = 'unicode61', detail = full
);
