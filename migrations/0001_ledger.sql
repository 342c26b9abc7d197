-- The ledger's two laws live in the database: an entry sums to zero, and a wallet moves with its entries alone.
CREATE TRIGGER ledger_entry_balances BEFORE INSERT ON ledger_entries
WHEN (SELECT coalesce(sum(json_extract(value, '$.amountFen')), 0) FROM json_each(NEW.postings)) <> 0
BEGIN
  SELECT RAISE(ABORT, 'ledger entry does not sum to zero');
END;
--> statement-breakpoint
CREATE TRIGGER ledger_entry_moves_wallet AFTER INSERT ON ledger_entries
WHEN NEW.driver_id IS NOT NULL
BEGIN
  INSERT INTO wallets (driver_id) VALUES (NEW.driver_id) ON CONFLICT DO NOTHING;
  UPDATE wallets SET
    balance_fen = balance_fen - (
      SELECT coalesce(sum(json_extract(value, '$.amountFen')), 0) FROM json_each(NEW.postings)
      WHERE json_extract(value, '$.account') = 'driver:' || NEW.driver_id || ':wallet'),
    receivable_fen = receivable_fen + (
      SELECT coalesce(sum(json_extract(value, '$.amountFen')), 0) FROM json_each(NEW.postings)
      WHERE json_extract(value, '$.account') = 'driver:' || NEW.driver_id || ':receivable')
  WHERE driver_id = NEW.driver_id;
END;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_are_final BEFORE UPDATE ON ledger_entries
BEGIN
  SELECT RAISE(ABORT, 'ledger entries are never changed');
END;
--> statement-breakpoint
CREATE VIEW postings AS
SELECT
  entry.source AS source,
  entry.kind AS kind,
  entry.order_id AS order_id,
  entry.driver_id AS driver_id,
  entry.at_ms AS at_ms,
  posting.key AS line,
  json_extract(posting.value, '$.account') AS account,
  json_extract(posting.value, '$.amountFen') AS amount_fen
FROM ledger_entries AS entry, json_each(entry.postings) AS posting;
