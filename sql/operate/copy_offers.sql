-- Load offers.
--
-- returns copy
COPY operate.offer (community_id, market, starts_at, product, price_eur_mwh, slot_s, quantity_wh)
FROM STDIN (FORMAT binary)
