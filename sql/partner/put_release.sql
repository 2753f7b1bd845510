-- Keep a group's sums of a local day or month, which are told from now on.
--
-- $1 communities  bigint[]     ascending
-- $2 class        text
-- $3 grain        text
-- $4 day          date
-- $5 decided_at   timestamptz
-- $6 meters       bigint[]
-- $7 households   integer
-- $8 starts_s     bigint[]
-- $9 consumption  bigint[]     mWh; NULL: withheld
-- $10 import      bigint[]
-- $11 export      bigint[]
-- $12 production  bigint[]
-- returns none
INSERT INTO partner.release (communities, class, grain, day, decided_at, meters, households, starts_s, consumption, import,
                             export, production)
VALUES ($1::bigint[], $2::text, $3::text, $4::date, $5::timestamptz, $6::bigint[], $7::integer, $8::bigint[], $9::bigint[],
        $10::bigint[], $11::bigint[], $12::bigint[])
