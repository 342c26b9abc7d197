-- What a pile is found by from anywhere in the admin: every part of its number, serial number and name,
-- as the beginnings of words of 12 characters from each of its characters on. `worker/db/find.ts`
-- reads them; the triggers alone write them. `ident` finds a row by its pile.
CREATE VIRTUAL TABLE pile_texts USING fts5(
  pile_id UNINDEXED, ident, operator, words,
  tokenize = 'unicode61', detail = column, columnsize = 0, prefix = '2 3'
);
--> statement-breakpoint
INSERT INTO pile_texts (pile_id, ident, operator, words)
  SELECT pile_id, hex(pile_id), hex(operator_id), (SELECT group_concat(substr(piles.pile_id || ' ' || coalesce(piles.serial_number, '') || ' ' || piles.name, value, 12), ' ') FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100]') WHERE value <= length(piles.pile_id || ' ' || coalesce(piles.serial_number, '') || ' ' || piles.name)) FROM piles;
--> statement-breakpoint
CREATE TRIGGER pile_texts_registered AFTER INSERT ON piles
BEGIN
  INSERT INTO pile_texts (pile_id, ident, operator, words)
  VALUES (new.pile_id, hex(new.pile_id), hex(new.operator_id), (SELECT group_concat(substr(new.pile_id || ' ' || coalesce(new.serial_number, '') || ' ' || new.name, value, 12), ' ') FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100]') WHERE value <= length(new.pile_id || ' ' || coalesce(new.serial_number, '') || ' ' || new.name)));
END;
--> statement-breakpoint
CREATE TRIGGER pile_texts_changed AFTER UPDATE OF name, serial_number ON piles
WHEN (new.name, new.serial_number) IS NOT (old.name, old.serial_number)
BEGIN
  DELETE FROM pile_texts WHERE rowid IN
  (SELECT rowid FROM pile_texts WHERE pile_texts MATCH 'ident : "' || hex(old.pile_id) || '"');
  INSERT INTO pile_texts (pile_id, ident, operator, words)
  VALUES (new.pile_id, hex(new.pile_id), hex(new.operator_id), (SELECT group_concat(substr(new.pile_id || ' ' || coalesce(new.serial_number, '') || ' ' || new.name, value, 12), ' ') FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100]') WHERE value <= length(new.pile_id || ' ' || coalesce(new.serial_number, '') || ' ' || new.name)));
END;
--> statement-breakpoint
CREATE TRIGGER pile_texts_removed AFTER DELETE ON piles
BEGIN
  DELETE FROM pile_texts WHERE rowid IN
  (SELECT rowid FROM pile_texts WHERE pile_texts MATCH 'ident : "' || hex(old.pile_id) || '"');
END;
